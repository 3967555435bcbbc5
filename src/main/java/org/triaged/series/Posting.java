package org.triaged.series;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.triaged.mail.MessageId;

/** The mails of one posting of a series, before it is known what other postings there are. */
record Posting(Optional<ListMail> cover, SortedMap<Integer, ListMail> patches, int version) {

    static final Comparator<Posting> BY_DATE = Comparator.comparing(Posting::first, Copies.CANONICAL);

    static Posting of(SortedMap<Integer, ListMail> slots, int version) {
        SortedMap<Integer, ListMail> patches = new TreeMap<>(slots);
        Optional<ListMail> cover = Optional.ofNullable(patches.remove(0));
        return new Posting(cover, patches, version);
    }

    Posting coveredBy(ListMail mail) {
        return new Posting(Optional.of(mail), patches, version);
    }

    /** Cover first, then by number. */
    List<ListMail> members() {
        List<ListMail> members = new ArrayList<>();
        cover.ifPresent(members::add);
        members.addAll(patches.values());
        return members;
    }

    ListMail head() {
        return cover.orElseGet(() -> patches.get(patches.firstKey()));
    }

    ListMail first() {
        return members().stream().min(Copies.CANONICAL).orElseThrow();
    }

    boolean pull() {
        return head().kind() == Kind.PULL;
    }

    Optional<String> fraction() {
        return head().subject().fraction();
    }

    int statedTotal() {
        return members().stream()
                .flatMap(mail -> mail.subject().number().stream())
                .mapToInt(PartNumber::total)
                .max()
                .orElse(1);
    }

    /** None are told by a pull request alone. */
    int total() {
        boolean untold = patches.isEmpty()
                && cover.filter(mail -> mail.subject().number().isEmpty()).isPresent();
        if (untold) {
            return 0;
        }
        int highest = patches.isEmpty() ? 1 : patches.lastKey();
        return Math.max(statedTotal(), highest);
    }

    boolean complete() {
        return patches.size() == total();
    }

    /** The ghost that all patches name as parent. */
    Optional<MessageId> ghost(Threads threads) {
        List<Optional<MessageId>> parents =
                patches.values().stream().map(threads::parent).distinct().toList();
        return parents.size() == 1 ? parents.get(0).filter(threads::ghost) : Optional.empty();
    }

    /** Each patch present rerolls the same number of an older version. */
    boolean partial(Threads threads, Senders senders, Versions versions) {
        return version > 1
                && !complete()
                && !patches.isEmpty()
                && patches.values().stream().allMatch(patch -> rerolled(patch, threads, senders, versions)
                        .isPresent());
    }

    Optional<ListMail> rerolled(ListMail patch, Threads threads, Senders senders, Versions versions) {
        return threads.nearestAbove(
                patch,
                above -> above.kind() == patch.kind()
                        && senders.same(above, patch)
                        && above.subject().number().isPresent()
                        && above.subject().number().equals(patch.subject().number())
                        && versions.of(above) < version);
    }
}
