package org.triaged.series;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.triaged.mail.MessageId;

/**
 * What else was posted around a series.
 *
 * @param repost the next older posting of its work, where that states the same version
 * @param strays versions of other parts that fill its holes: same sender, thread and total, and posted with it
 * @param below a part of an older version by the same sender, above it in the thread
 * @param under a cover letter of the same sender that it answers, and that covers another posting
 */
public record Kin(
        Optional<Repost> repost, SortedSet<Integer> strays, Optional<MessageId> below, Optional<MessageId> under) {

    public static final Kin NONE = new Kin(Optional.empty(), new TreeSet<>(), Optional.empty(), Optional.empty());

    public Kin {
        strays = Collections.unmodifiableSortedSet(new TreeSet<>(strays));
    }

    /**
     * An earlier posting under the same version.
     *
     * @param date of its oldest part
     * @param sameTitles its patches have the same titles, as many of them
     * @param sameDiffs and the same diffs
     */
    public record Repost(MessageId root, Instant date, boolean sameTitles, boolean sameDiffs) {}
}
