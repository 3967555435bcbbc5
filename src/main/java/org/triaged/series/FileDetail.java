package org.triaged.series;

import java.util.List;
import java.util.Optional;

/**
 * What the lines of one file of a diff hold. Of the text itself single lines are kept, none of them whole hunks.
 *
 * @param mode of the file after the change, as {@code 100644}; empty when the diff does not tell it
 * @param binarySize bytes of the binary data that the diff carries, before packing; empty when it carries none
 * @param inBlanks added lines that end in a blank or tab
 * @param firstInBlanks the first of them
 * @param inCr added lines that carried a CR at their end
 * @param onLicence added lines of a new file that speak of a licence, the first two hundred
 */
public record FileDetail(
        FileChange change,
        Optional<String> mode,
        Optional<Long> binarySize,
        int inBlanks,
        Optional<String> firstInBlanks,
        int inCr,
        List<String> onLicence) {

    public FileDetail {
        onLicence = List.copyOf(onLicence);
    }
}
