package org.triaged.series;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.triaged.mail.MessageId;

/**
 * Numbered mails of one sender, version and total, in canonical order, parted into groups: first by threading, then, for
 * those without, by time.
 */
final class Bucket {

    static final Duration NEAR = Duration.ofMinutes(30);

    private static final Set<String> TAGS_THAT_PART_NOTHING = Set.of("rfc", "resend", "repost", "resubmit");

    private final Threads threads;
    private final Versions versions;
    private final Map<MessageId, ListMail> members = new LinkedHashMap<>();
    private final UnionFind<MessageId> groups = new UnionFind<>();
    private final Map<Entry, MessageId> entries = new HashMap<>();
    private final Map<MessageId, MessageId> ghosts = new HashMap<>();
    private final Set<MessageId> anchors = new TreeSet<>();
    private final Set<MessageId> loose = new TreeSet<>();

    /** Where threading leads to from outside: one mail or ghost; or, in one thread, any part of an older version. */
    private record Entry(MessageId id, boolean older) {}

    private Bucket(List<ListMail> mails, Threads threads, Versions versions) {
        this.threads = threads;
        this.versions = versions;
        mails.forEach(mail -> members.put(mail.id(), mail));
    }

    static List<List<ListMail>> groups(List<ListMail> mails, Threads threads, Versions versions) {
        Bucket bucket = new Bucket(mails, threads, versions);
        mails.stream().filter(mail -> index(mail) > 0).forEach(bucket::attachPatch);
        mails.stream().filter(mail -> index(mail) == 0).forEach(bucket::attachCover);
        return bucket.gathered();
    }

    static int index(ListMail mail) {
        return mail.subject().number().map(PartNumber::index).orElse(1);
    }

    private boolean isMember(ListMail mail) {
        return members.containsKey(mail.id());
    }

    /** A cover that stands above the nearest member is that one's anchor, too, so nothing higher need be looked for. */
    private void attachPatch(ListMail patch) {
        Optional<ListMail> nearest = threads.nearestAbove(patch, this::isMember);
        nearest.filter(found -> index(found) == 0).ifPresent(cover -> anchors.add(cover.id()));
        attach(patch, nearest);
    }

    /** A cover that patches answer stands for itself; one that nobody answers belongs where it was sent. */
    private void attachCover(ListMail cover) {
        if (!anchors.contains(cover.id())) {
            attach(cover, threads.nearestAbove(cover, this::isMember));
        }
    }

    private void attach(ListMail mail, Optional<ListMail> anchor) {
        if (anchor.isPresent()) {
            groups.join(anchor.get().id(), mail.id());
            return;
        }
        entry(mail)
                .ifPresentOrElse(
                        entry -> groups.join(entries.computeIfAbsent(entry, first -> mail.id()), mail.id()),
                        () -> loose.add(mail.id()));
        joinByGhosts(mail);
    }

    /** Relays give mails new ids, and then parts that are sent together answer mails that nobody has. */
    private void joinByGhosts(ListMail mail) {
        if (answersGhost(mail)) {
            for (MessageId ghost : mail.envelope().parents()) {
                ListMail other = members.get(ghosts.computeIfAbsent(ghost, id -> mail.id()));
                if (Neighbours.within(other, mail, NEAR)) {
                    groups.join(other.id(), mail.id());
                }
            }
        }
    }

    private boolean answersGhost(ListMail mail) {
        return threads.parent(mail).filter(threads::ghost).isPresent();
    }

    private Optional<Entry> entry(ListMail mail) {
        boolean rerolls =
                threads.nearestAbove(mail, above -> versions.older(above, mail)).isPresent();
        return rerolls
                ? Optional.of(new Entry(threads.thread(mail), true))
                : threads.parent(mail).map(parent -> new Entry(parent, false));
    }

    private List<List<ListMail>> gathered() {
        Map<MessageId, List<ListMail>> threaded = new LinkedHashMap<>();
        members.values().forEach(mail -> threaded.computeIfAbsent(groups.find(mail.id()), id -> new ArrayList<>())
                .add(mail));
        Map<Set<String>, List<List<ListMail>>> units = new LinkedHashMap<>();
        for (MessageId id : members.keySet()) {
            if (loose.contains(id)) {
                List<ListMail> unit = threaded.remove(groups.find(id));
                units.computeIfAbsent(tags(members.get(id)), set -> new ArrayList<>())
                        .add(unit);
            }
        }
        List<List<ListMail>> runs = new ArrayList<>();
        units.values().forEach(sameTags -> runs.addAll(runs(sameTags)));
        return LoneCovers.joined(HoleFilling.of(List.copyOf(threaded.values()), runs), this::answersGhost);
    }

    static Set<String> tags(ListMail mail) {
        return mail.subject().tags().stream()
                .map(tag -> tag.toLowerCase(Locale.ROOT))
                .filter(tag -> !TAGS_THAT_PART_NOTHING.contains(tag))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Units that follow each other closely are one; but where threading made a unit, a repeated number begins another. */
    private static List<List<ListMail>> runs(List<List<ListMail>> units) {
        List<List<ListMail>> runs = new ArrayList<>();
        Set<Integer> numbers = new TreeSet<>();
        boolean threaded = false;
        Optional<ListMail> last = Optional.empty();
        for (List<ListMail> unit : units) {
            boolean near = last.filter(mail -> Neighbours.within(mail, unit.get(0), NEAR))
                    .isPresent();
            boolean repeats = (threaded || unit.size() > 1) && !Collections.disjoint(numbers, numbers(unit));
            if (!near || repeats) {
                runs.add(new ArrayList<>());
                numbers.clear();
                threaded = false;
            }
            runs.get(runs.size() - 1).addAll(unit);
            numbers.addAll(numbers(unit));
            threaded |= unit.size() > 1;
            last = Optional.of(unit.get(0));
        }
        runs.forEach(run -> run.sort(Copies.CANONICAL));
        return runs;
    }

    static Set<Integer> numbers(List<ListMail> mails) {
        return mails.stream().map(Bucket::index).collect(Collectors.toCollection(TreeSet::new));
    }
}
