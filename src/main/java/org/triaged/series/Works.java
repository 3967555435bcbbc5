package org.triaged.series;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triaged.mail.Envelope;
import org.triaged.mail.MessageId;

/**
 * Links the postings of one work: by what they say themselves, by title, by half of the patches, and by a cover sent in
 * reply to an older posting.
 */
final class Works {

    private static final Comparator<Posting> BY_VERSION = Comparator.comparingInt(Posting::version)
            .thenComparing(posting -> posting.fraction().map(Integer::valueOf).orElse(0))
            .thenComparing(Posting.BY_DATE);

    /** Older postings that a patch is compared with, by its title; links to them lead to the others. */
    private static final int MOST_ELDERS = 20;

    private final List<Posting> postings;
    private final Function<Envelope, ListFacts> listOf;
    private final Threads threads;
    private final Senders senders;
    private final Versions versions;
    private final Map<MessageId, Integer> holders = new HashMap<>();
    private final Map<Integer, Integer> titles = new HashMap<>();
    private final UnionFind<Integer> links = new UnionFind<>();

    private Works(
            List<Posting> postings,
            Function<Envelope, ListFacts> listOf,
            Threads threads,
            Senders senders,
            Versions versions) {
        this.listOf = listOf;
        this.postings = postings;
        this.threads = threads;
        this.senders = senders;
        this.versions = versions;
        for (int at = 0; at < postings.size(); at++) {
            for (ListMail mail : postings.get(at).members()) {
                holders.put(mail.id(), at);
            }
        }
    }

    /** Each work with its postings from the oldest version to the newest. */
    static List<List<Posting>> of(
            List<Posting> postings,
            List<ListMail> mails,
            Function<Envelope, ListFacts> listOf,
            Threads threads,
            Senders senders,
            Versions versions) {
        Works works = new Works(postings, listOf, threads, senders, versions);
        works.linkChangeIds();
        mails.forEach(works::linkSuperseded);
        works.linkEqualTitles();
        works.linkEqualPatches();
        works.linkReplies();
        Map<Integer, List<Posting>> sets = new LinkedHashMap<>();
        for (int at = 0; at < postings.size(); at++) {
            sets.computeIfAbsent(works.links.find(at), set -> new ArrayList<>()).add(postings.get(at));
        }
        sets.values().forEach(work -> work.sort(BY_VERSION));
        return List.copyOf(sets.values());
    }

    /** Of one sender: a stranger who copies an id must not be able to pass for the newer version. */
    private void linkChangeIds() {
        Map<String, Integer> seen = new HashMap<>();
        for (int at = 0; at < postings.size(); at++) {
            int first = at;
            for (String id : changeIds(postings.get(at))) {
                said(at, postings.get(at).head(), id)
                        .forEach(said -> links.join(seen.computeIfAbsent(said, key -> first), first));
            }
        }
    }

    /** A word of a sender, once for each mark by which the sender is known. */
    private Stream<String> said(int posting, ListMail mail, String word) {
        return senders.marks(mail).stream().map(mark -> postings.get(posting).pull() + " " + mark + "\n" + word);
    }

    private static Set<String> changeIds(Posting posting) {
        return posting.members().stream()
                .flatMap(mail -> mail.links().changeId().stream())
                .collect(Collectors.toSet());
    }

    /** A line in a posting, or in an answer to it. */
    private void linkSuperseded(ListMail mail) {
        if (mail.links().supersedes().isEmpty()) {
            return;
        }
        Optional<Integer> newer = holder(mail)
                .or(() -> threads.nearestAbove(mail, above -> holders.containsKey(above.id()))
                        .flatMap(this::holder));
        newer.ifPresent(at -> mail.links().supersedes().stream()
                .flatMap(id -> Optional.ofNullable(holders.get(id)).stream())
                .filter(older -> postings.get(older).pull() == postings.get(at).pull())
                .filter(older -> maySay(mail, postings.get(older)))
                .forEach(older -> links.join(older, at)));
    }

    private Optional<Integer> holder(ListMail mail) {
        return Optional.ofNullable(holders.get(mail.id()));
    }

    /** A stranger cannot say that somebody else's series is done with. */
    private boolean maySay(ListMail mail, Posting older) {
        return senders.same(older.head(), mail)
                || listOf.apply(older.head().envelope()).isMaintainer(mail.sender());
    }

    private void linkEqualTitles() {
        Map<String, Integer> seen = new HashMap<>();
        for (int at = 0; at < postings.size(); at++) {
            int first = at;
            said(at, postings.get(at).head(), title(postings.get(at).head()))
                    .forEach(said -> links.join(seen.computeIfAbsent(said, key -> first), first));
        }
    }

    private static String title(ListMail mail) {
        return Names.foldedTitle(mail.subject().title());
    }

    private void linkEqualPatches() {
        Map<String, List<Integer>> sharing = new HashMap<>();
        for (int at = 0; at < postings.size(); at++) {
            Map<Integer, Set<String>> shared = new HashMap<>();
            for (ListMail patch : postings.get(at).patches().values()) {
                for (String said : said(at, patch, title(patch)).toList()) {
                    List<Integer> others = sharing.computeIfAbsent(said, key -> new ArrayList<>());
                    others.subList(Math.max(0, others.size() - MOST_ELDERS), others.size())
                            .forEach(other -> shared.computeIfAbsent(other, key -> new HashSet<>())
                                    .add(title(patch)));
                    others.add(at);
                }
            }
            shared.remove(at);
            for (Map.Entry<Integer, Set<String>> other : shared.entrySet()) {
                int most = Math.max(titles(at), titles(other.getKey()));
                if (2 * other.getValue().size() >= most) {
                    links.join(other.getKey(), at);
                }
            }
        }
    }

    private int titles(int posting) {
        return titles.computeIfAbsent(posting, at -> (int) postings.get(at).patches().values().stream()
                .map(Works::title)
                .distinct()
                .count());
    }

    private void linkReplies() {
        for (int at = 0; at < postings.size(); at++) {
            Posting posting = postings.get(at);
            Optional<Integer> older = answered(posting)
                    .map(mail -> holders.get(mail.id()))
                    .filter(index -> postings.get(index).pull() == posting.pull());
            if (older.isPresent()) {
                links.join(older.get(), at);
            }
        }
    }

    private Optional<ListMail> answered(Posting posting) {
        if (posting.cover().isPresent()) {
            ListMail cover = posting.cover().get();
            return threads.nearestAbove(cover, above -> holders.containsKey(above.id()) && senders.same(above, cover));
        }
        if (posting.partial(threads, senders, versions)) {
            return posting.rerolled(posting.head(), threads, senders, versions)
                    .filter(mail -> holders.containsKey(mail.id()));
        }
        ListMail head = posting.head();
        return threads.nearestAbove(head, above -> holders.containsKey(above.id()) && senders.same(above, head))
                .filter(above -> replaced(postings.get(holders.get(above.id())), posting));
    }

    /** A newer version of as many parts, all there; one of fewer says nothing of the rest. */
    private static boolean replaced(Posting older, Posting newer) {
        return newer.complete() && older.version() < newer.version() && older.total() == newer.total();
    }
}
