package org.triaged.series;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be seen of a mail beyond what it says: the form it came in, and what the lines of its diff hold. Plain facts,
 * for those who judge.
 *
 * @param files of the diff, in its order
 * @param brokenAt the line at which the diff stops adding up; empty when it is whole
 * @param headersInCr lines of the diff that are no content, as {@code @@}, carried a CR at their end, too
 * @param below the text under the first line of the diff that is no part of it
 * @param badLinks lines by which the mail means to point to another and names none, or itself
 * @param attachedDiff a part that is attached holds a diff, or is a file named as one
 * @param garbled the text could not be read in its charset
 * @param watchwords those of the list that a patch holds
 * @param lists ids of the lists that the mail and its copies came through, in lower case
 * @param passedOver lines of a reply or cover that read like trailers and are none
 */
public record Details(
        List<FileDetail> files,
        Optional<String> brokenAt,
        boolean headersInCr,
        String below,
        List<String> badLinks,
        boolean attachedDiff,
        boolean garbled,
        Set<String> watchwords,
        Set<String> lists,
        List<PassedOver> passedOver) {

    public static final Details NONE =
            new Details(List.of(), Optional.empty(), false, "", List.of(), false, false, Set.of(), Set.of(), List.of());

    public Details {
        files = List.copyOf(files);
        badLinks = List.copyOf(badLinks);
        watchwords = Set.copyOf(watchwords);
        lists = Set.copyOf(lists);
        passedOver = List.copyOf(passedOver);
    }

    Details alsoThrough(Set<String> others) {
        Set<String> all = new java.util.TreeSet<>(lists);
        all.addAll(others);
        return new Details(
                files, brokenAt, headersInCr, below, badLinks, attachedDiff, garbled, watchwords, all, passedOver);
    }

    Details passingOver(List<PassedOver> others) {
        return new Details(
                files, brokenAt, headersInCr, below, badLinks, attachedDiff, garbled, watchwords, lists, others);
    }
}
