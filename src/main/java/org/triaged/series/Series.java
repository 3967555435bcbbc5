package org.triaged.series;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.triaged.mail.MessageId;
import org.triaged.mail.Person;

/**
 * One posting of one version of a series; also a single patch, and a pull request.
 *
 * @param root its name: the cover, else the ghost all members name as parent, else the lowest number
 * @param title of the cover, else of patch 1, else of the lowest
 * @param sender of the posting
 * @param total stated total, raised to the highest number present; 0 for a pull request that tells none
 * @param patches by number from 1; absent ones left out; an unnumbered patch is number 1
 * @param pull a pull request with its members
 * @param resend the work holds an earlier posting of the same version, or the tags say so
 * @param partial a reroll of some numbers of an older posting
 * @param previous root of the next older posting of the work
 * @param newer root of the newest posting of the work; empty on the newest itself
 * @param trailers given in replies and in the cover, by date of their mail
 * @param uncounted lines of the same mails that read like trailers and count for nothing
 * @param kin what else was posted around it
 * @param basedOn what must be applied first, as its sender said last; it may be unknown here
 */
public record Series(
        MessageId root,
        String title,
        Person sender,
        int version,
        Optional<String> fraction,
        int total,
        Optional<ListMail> cover,
        SortedMap<Integer, ListMail> patches,
        boolean pull,
        boolean resend,
        boolean partial,
        Optional<MessageId> previous,
        Optional<MessageId> newer,
        List<HarvestedTrailer> trailers,
        List<UncountedTrailer> uncounted,
        Kin kin,
        List<MessageId> basedOn) {

    public Series {
        patches = Collections.unmodifiableSortedMap(new TreeMap<>(patches));
        trailers = List.copyOf(trailers);
        uncounted = List.copyOf(uncounted);
        basedOn = List.copyOf(basedOn);
    }

    /** Of a series that is based on no other, and nothing of which was passed over. */
    public Series(
            MessageId root,
            String title,
            Person sender,
            int version,
            Optional<String> fraction,
            int total,
            Optional<ListMail> cover,
            SortedMap<Integer, ListMail> patches,
            boolean pull,
            boolean resend,
            boolean partial,
            Optional<MessageId> previous,
            Optional<MessageId> newer,
            List<HarvestedTrailer> trailers,
            Kin kin) {
        this(
                root, title, sender, version, fraction, total, cover, patches, pull, resend, partial, previous, newer,
                trailers, List.of(), kin, List.of());
    }

    public boolean complete() {
        return patches.size() == total;
    }

    public List<Integer> missing() {
        return IntStream.rangeClosed(1, total)
                .filter(number -> !patches.containsKey(number))
                .boxed()
                .toList();
    }

    /** Cover first, then the patches by number. */
    public List<ListMail> members() {
        List<ListMail> members = new ArrayList<>();
        cover.ifPresent(members::add);
        members.addAll(patches.values());
        return List.copyOf(members);
    }

    /** The cover, else the lowest patch: whose date chooses the policy. */
    public ListMail head() {
        return cover.orElseGet(() -> patches.get(patches.firstKey()));
    }

    public Instant youngestArrival() {
        return members().stream()
                .map(mail -> mail.envelope().arrival())
                .max(Instant::compareTo)
                .orElseThrow();
    }

    public Instant oldestArrival() {
        return members().stream()
                .map(mail -> mail.envelope().arrival())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** The same posting under that root, as if no other of its parts had come. */
    public Series only(Collection<MessageId> members, MessageId name) {
        SortedMap<Integer, ListMail> some = new TreeMap<>(patches);
        some.values().removeIf(mail -> !members.contains(mail.id()));
        return new Series(
                name,
                title,
                sender,
                version,
                fraction,
                total,
                cover.filter(mail -> members.contains(mail.id())),
                some,
                pull,
                resend,
                partial,
                previous,
                newer,
                trailers,
                uncounted,
                kin,
                basedOn);
    }

    public boolean contains(MessageId id) {
        return cover.filter(mail -> mail.id().equals(id)).isPresent()
                || patches.values().stream().anyMatch(mail -> mail.id().equals(id));
    }
}
