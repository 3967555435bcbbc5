package org.triaged.series;

import java.util.List;
import java.util.Optional;

/**
 * A subject taken apart.
 *
 * @param title what is left without tags and prefixes
 * @param tags remaining tag words in their spelling and order; PATCH, versions and the number are left out
 * @param version as stated; empty when none is
 * @param fraction of {@code v5.1}: "1"; such a posting replaces one number and is no member
 * @param number as stated; empty when none is
 * @param replyPrefix a {@code Re:} or its like in any language
 * @param patchTag a tag or bare prefix with PATCH
 * @param pullTag a tag with PULL
 */
public record Subject(
        String title,
        List<String> tags,
        Optional<Integer> version,
        Optional<String> fraction,
        Optional<PartNumber> number,
        boolean replyPrefix,
        boolean patchTag,
        boolean pullTag,
        boolean severalVersions) {

    public Subject {
        tags = List.copyOf(tags);
    }

    public boolean tagged(String word) {
        return tags.stream().anyMatch(word::equalsIgnoreCase);
    }

    public boolean resendTag() {
        return tagged("RESEND") || tagged("RESUBMIT") || tagged("REPOST");
    }
}
