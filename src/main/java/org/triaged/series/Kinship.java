package org.triaged.series;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.triaged.mail.MessageId;

/** Finds what else was posted around a posting. */
final class Kinship {

    private static final int MOST_AROUND = 50;

    /** What parts have in common that were meant as one series. */
    private record Meant(MessageId thread, String sender, int total) {}

    private final Threads threads;
    private final Senders senders;
    private final Versions versions;
    private final Map<Meant, List<Posting>> meant = new HashMap<>();

    /** Of each posting among those that were meant as one, by its head. */
    private final Map<MessageId, Integer> places = new HashMap<>();

    Kinship(List<Posting> postings, Threads threads, Senders senders, Versions versions) {
        this.threads = threads;
        this.senders = senders;
        this.versions = versions;
        for (Posting posting : postings) {
            List<Posting> one = meant.computeIfAbsent(meant(posting), key -> new ArrayList<>());
            places.put(posting.head().id(), one.size());
            one.add(posting);
        }
    }

    private Meant meant(Posting posting) {
        ListMail head = posting.head();
        return new Meant(threads.thread(head), senders.inThread(head), posting.statedTotal());
    }

    /** @param older the next older posting of its work, under that root; empty unless it states the same version */
    Kin of(Posting posting, Optional<Posting> older, Optional<MessageId> root) {
        return new Kin(
                older.map(before -> repost(posting, before, root.orElseThrow())),
                strays(posting),
                below(posting),
                under(posting));
    }

    private static Kin.Repost repost(Posting posting, Posting before, MessageId root) {
        Map<String, Optional<String>> now = diffs(posting);
        Map<String, Optional<String>> then = diffs(before);
        boolean sameTitles = now.keySet().equals(then.keySet())
                && posting.patches().size() == before.patches().size();
        return new Kin.Repost(root, before.first().envelope().date(), sameTitles, now.equals(then));
    }

    private static Map<String, Optional<String>> diffs(Posting posting) {
        Map<String, Optional<String>> diffs = new TreeMap<>();
        posting.patches()
                .values()
                .forEach(patch -> diffs.put(Names.foldedTitle(patch.subject().title()), patch.diffHash()));
        return diffs;
    }

    /** Told of the posting that holds the lowest number, so that it is told once. */
    private SortedSet<Integer> strays(Posting posting) {
        SortedSet<Integer> strays = new TreeSet<>();
        if (posting.pull() || posting.fraction().isPresent()) {
            return strays;
        }
        Set<Integer> own = slots(posting);
        for (Posting other : around(posting)) {
            Set<Integer> theirs = slots(other);
            if (other.version() != posting.version()
                    && Neighbours.within(posting.first(), other.first(), Bucket.NEAR)
                    && other.fraction().isEmpty()
                    && Collections.disjoint(own, theirs)
                    && Collections.min(own) < Collections.min(theirs)) {
                strays.add(other.version());
            }
        }
        return strays;
    }

    /** By date. A hostile thread has thousands. */
    private List<Posting> around(Posting posting) {
        List<Posting> all = meant.get(meant(posting));
        int place = places.get(posting.head().id());
        return all.subList(Math.max(0, place - MOST_AROUND), Math.min(all.size(), place + MOST_AROUND));
    }

    private static Set<Integer> slots(Posting posting) {
        Set<Integer> slots = new TreeSet<>(posting.patches().keySet());
        if (posting.cover().isPresent()) {
            slots.add(0);
        }
        return slots;
    }

    private Optional<MessageId> under(Posting posting) {
        ListMail head = posting.head();
        return threads.parentMail(head)
                .filter(above -> above.kind() == Kind.COVER && senders.same(above, head))
                .map(ListMail::id);
    }

    private Optional<MessageId> below(Posting posting) {
        ListMail head = posting.head();
        return threads.nearestAbove(
                        head,
                        above -> (above.kind() == Kind.COVER
                                        || above.kind() == head.kind()
                                        || above.kind() == Kind.PATCH)
                                && senders.same(above, head)
                                && versions.of(above) < posting.version())
                .map(ListMail::id);
    }
}
