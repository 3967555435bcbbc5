package org.triaged.reply;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triaged.series.Kind;
import org.triaged.series.ListFacts;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/**
 * Which series may be answered at all: a person's patches, posted through the list. In doubt it says no; the findings
 * stand in the database either way.
 */
public final class Answerable {

    private Answerable() {}

    /** @param robots addresses in lower case, exact or {@code local+anything} */
    public static boolean check(Series series, ListFacts list, Sender own, Set<String> robots) {
        return check(series, list, own, robots, mail -> list.cameThrough(mail.envelope()));
    }

    /** @param cameThrough the list; for mail that no folder brought it is told otherwise than by List-Id */
    public static boolean check(
            Series series, ListFacts list, Sender own, Set<String> robots, Predicate<ListMail> cameThrough) {
        List<ListMail> members = series.members();
        Robots known = new Robots(own, robots);
        return !series.pull()
                && members.stream().allMatch(mail -> isPosting(mail) && cameThrough.test(mail))
                && isTagged(series)
                && members.stream().allMatch(mail -> known.reason(mail).isEmpty());
    }

    private static boolean isPosting(ListMail mail) {
        return (mail.kind() == Kind.PATCH || mail.kind() == Kind.COVER)
                && !mail.subject().replyPrefix();
    }

    /** PATCH in a leading tag, or RFC beside a number; an inferred cover has the tag of its lowest patch. */
    private static boolean isTagged(Series series) {
        return Stream.concat(
                        Stream.of(series.head()),
                        series.patches().values().stream().limit(1))
                .map(ListMail::subject)
                .anyMatch(subject -> subject.patchTag()
                        || subject.tagged("RFC") && subject.number().isPresent());
    }
}
