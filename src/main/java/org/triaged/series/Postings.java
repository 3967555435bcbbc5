package org.triaged.series;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.triaged.mail.MessageId;

/** Finds the postings in a set of mails whose kinds are settled. */
final class Postings {

    /** What a mail must share with another of its sender to be of one series, in one thread or in two. */
    private record Key(int version, Optional<String> fraction, int total, boolean pull) {}

    private final Threads threads;
    private final Senders senders;
    private final Versions versions;
    private final List<Posting> found = new ArrayList<>();
    private final Set<MessageId> surplus = new HashSet<>();

    Postings(List<ListMail> mails, Threads threads, Senders senders, Versions versions) {
        this.threads = threads;
        this.senders = senders;
        this.versions = versions;
        Map<Key, List<ListMail>> buckets = new LinkedHashMap<>();
        for (ListMail mail : mails) {
            boolean posted = mail.kind() == Kind.PATCH || mail.kind() == Kind.PULL;
            boolean numbered = mail.subject().number().isPresent();
            if (numbered && (posted || mail.kind() == Kind.COVER)) {
                buckets.computeIfAbsent(key(mail), key -> new ArrayList<>()).add(mail);
            } else if (posted) {
                found.add(Posting.of(new TreeMap<>(Map.of(asksToPull(mail) ? 0 : 1, mail)), versions.of(mail)));
            }
        }
        buckets.forEach((key, mixed) -> bySender(mixed)
                .forEach(bucket -> Bucket.groups(bucket, threads, versions).forEach(group -> part(group, key))));
        found.sort(Posting.BY_DATE);
        coverFromAbove();
    }

    List<Posting> found() {
        return found;
    }

    /** Mails that repeat a number without being a posting of their own. */
    Set<MessageId> surplus() {
        return surplus;
    }

    /** A pull request is the cover of what it asks for, which is not posted; a tag may also stand on a patch. */
    private static boolean asksToPull(ListMail mail) {
        return mail.kind() == Kind.PULL
                && (mail.files().isEmpty() || mail.links().pull().isPresent());
    }

    private Collection<List<ListMail>> bySender(List<ListMail> mails) {
        UnionFind<String> marks = new UnionFind<>();
        mails.forEach(mail -> senders.marks(mail).forEach(mark -> marks.join(senders.inThread(mail), mark)));
        Map<String, List<ListMail>> parted = new LinkedHashMap<>();
        mails.forEach(mail -> parted.computeIfAbsent(marks.find(senders.inThread(mail)), sender -> new ArrayList<>())
                .add(mail));
        return parted.values();
    }

    private Key key(ListMail mail) {
        int total = mail.subject().number().map(PartNumber::total).orElse(1);
        boolean pull = mail.kind() == Kind.PULL;
        return new Key(versions.of(mail), mail.subject().fraction(), total, pull);
    }

    /** Parts a group in which numbers come twice into postings. */
    private void part(List<ListMail> group, Key key) {
        List<ListMail> rest = group;
        while (!rest.isEmpty()) {
            SortedMap<Integer, ListMail> slots = new TreeMap<>();
            List<ListMail> repeats = new ArrayList<>();
            for (ListMail mail : rest) {
                if (slots.putIfAbsent(Bucket.index(mail), mail) != null) {
                    repeats.add(mail);
                }
            }
            rest = repeats.isEmpty() || allComeAgain(slots, repeats, key.total) ? repeats : cut(rest, slots);
            found.add(Posting.of(slots, key.version));
        }
    }

    private static boolean allComeAgain(SortedMap<Integer, ListMail> slots, List<ListMail> repeats, int total) {
        Set<Integer> numbers = new HashSet<>(slots.tailMap(1).keySet());
        boolean several = numbers.size() > 1 || total == 1 && !numbers.isEmpty();
        repeats.forEach(mail -> numbers.remove(Bucket.index(mail)));
        return several && numbers.isEmpty();
    }

    /** Leaves in the slots what comes before the first number that is posted anew; returns the rest. */
    private List<ListMail> cut(List<ListMail> mails, SortedMap<Integer, ListMail> slots) {
        slots.clear();
        for (int at = 0; at < mails.size(); at++) {
            ListMail mail = mails.get(at);
            ListMail holder = slots.putIfAbsent(Bucket.index(mail), mail);
            if (holder != null) {
                if (!Neighbours.within(holder, mail, Bucket.NEAR)
                        || !threads.thread(holder).equals(threads.thread(mail))) {
                    return mails.subList(at, mails.size());
                }
                surplus.add(mail.id());
            }
        }
        return List.of();
    }

    /** A cover without a number covers the first posting that answers it. */
    private void coverFromAbove() {
        Set<MessageId> taken = new HashSet<>();
        for (int at = 0; at < found.size(); at++) {
            Posting posting = found.get(at);
            Optional<ListMail> above = posting.cover().isPresent() ? Optional.empty() : inferred(posting);
            if (above.filter(cover -> taken.add(cover.id())).isPresent()) {
                found.set(at, posting.coveredBy(above.get()));
            }
        }
        found.sort(Posting.BY_DATE);
    }

    private Optional<ListMail> inferred(Posting posting) {
        return posting.patches().values().stream()
                .flatMap(patch -> threads
                        .parentMail(patch)
                        .filter(above -> above.kind() == Kind.COVER
                                && above.subject().number().isEmpty()
                                && senders.same(above, patch))
                        .stream())
                .findFirst();
    }
}
