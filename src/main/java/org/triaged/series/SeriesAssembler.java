package org.triaged.series;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.triaged.mail.Envelope;
import org.triaged.mail.MessageId;

/** Makes series of mails. The result is a function of the set of mails: order, batches and restarts change nothing. */
public final class SeriesAssembler {

    private static final Set<String> GRANTS = Set.of("ai-exception-granted-by");

    private final Threads threads;
    private final Senders senders;
    private final Versions versions;
    private final List<ListMail> mails;
    private final Vouching vouching;
    private final Function<Envelope, ListFacts> listOf;
    private final Map<MessageId, MessageId> roots = new HashMap<>();

    private SeriesAssembler(List<ListMail> asRead, Function<Envelope, ListFacts> listOf, Vouching vouching) {
        this.listOf = listOf;
        this.vouching = vouching;
        Threads before = new Threads(asRead);
        this.senders = new Senders(asRead, before);
        this.mails = Neighbours.settled(asRead, before, senders).stream()
                .map(mail -> supersedesUnknown(mail, before) ? mail.with("bad-link") : mail)
                .toList();
        this.threads = new Threads(mails);
        this.versions = new Versions(threads, senders);
    }

    public static Assembly assemble(Collection<ListMail> mails, ListFacts list) {
        return assemble(mails, list, GRANTS);
    }

    /**
     * @param listOf what is known of the list that a mail came to; mails of several may be among them
     * @param people who is known under several addresses
     */
    public static Assembly assemble(Collection<ListMail> mails, Function<Envelope, ListFacts> listOf, People people) {
        Copies copies = Copies.sort(mails);
        return new SeriesAssembler(copies.mails(), listOf, new Vouching(GRANTS, people)).assembled(copies);
    }

    /** @param strictKeys keys of trailers, in lower case, that count from nobody but the address they name */
    public static Assembly assemble(Collection<ListMail> mails, ListFacts list, Set<String> strictKeys) {
        Copies copies = Copies.sort(mails);
        return new SeriesAssembler(copies.mails(), mail -> list, new Vouching(strictKeys, list.people()))
                .assembled(copies);
    }

    /**
     * Of mails of which each was chosen among its copies before.
     *
     * @param copies the others; what they tell of the chosen ones is heard, and they are among the mails of the result
     */
    public static Assembly assemble(Collection<ListMail> chosen, Collection<ListMail> copies, ListFacts list) {
        Copies sorted = Copies.of(chosen, copies);
        return new SeriesAssembler(sorted.mails(), mail -> list, new Vouching(GRANTS, list.people())).assembled(sorted);
    }

    /** A mail as its copies leave it: one may name the author whom a list has hidden, or say something else. */
    public static ListMail settled(ListMail chosen, Collection<ListMail> copies) {
        return Copies.of(List.of(chosen), copies).mails().get(0);
    }

    private static boolean supersedesUnknown(ListMail mail, Threads threads) {
        return mail.links().supersedes().stream().anyMatch(threads::ghost);
    }

    private Assembly assembled(Copies copies) {
        Postings postings = new Postings(mails, threads, senders, versions);
        name(postings.found());
        Answered answered = new Answered(postings.found(), threads);
        GivenTrailers given = new GivenTrailers(mails, answered, vouching);
        Bases bases = new Bases(mails, postings.found(), answered, senders);
        Kinship kinship = new Kinship(postings.found(), threads, senders, versions);
        List<Series> series = Works.of(postings.found(), mails, listOf, threads, senders, versions).stream()
                .flatMap(work -> series(work, given, kinship, bases))
                .sorted(Comparator.comparing(SeriesAssembler::oldestDate).thenComparing(Series::root))
                .toList();
        Stream<ListMail> marked =
                mails.stream().map(mail -> postings.surplus().contains(mail.id()) ? mail.with("duplicate-slot") : mail);
        return new Assembly(
                series,
                Stream.concat(marked, copies.duplicates().stream())
                        .sorted(Copies.CANONICAL)
                        .toList());
    }

    private static Instant oldestDate(Series series) {
        return series.members().stream()
                .map(mail -> mail.envelope().date())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The cover; else the ghost all name as parent, unless an older posting of that version has its name; else the head. */
    private void name(List<Posting> postings) {
        Set<String> used = new HashSet<>();
        for (Posting posting : postings) {
            Optional<MessageId> ghost = posting.cover().isPresent() ? Optional.empty() : posting.ghost(threads);
            roots.put(
                    posting.head().id(),
                    ghost.filter(id -> used.add(posting.version() + " " + id))
                            .orElse(posting.head().id()));
        }
    }

    private MessageId root(Posting posting) {
        return roots.get(posting.head().id());
    }

    private Stream<Series> series(List<Posting> work, GivenTrailers given, Kinship kinship, Bases bases) {
        List<Series> series = new ArrayList<>();
        Optional<MessageId> newest = Optional.of(root(work.get(work.size() - 1)));
        Optional<Posting> older = Optional.empty();
        for (Posting posting : work) {
            MessageId root = root(posting);
            Optional<Posting> again = older.filter(before ->
                    before.version() == posting.version() && before.fraction().equals(posting.fraction()));
            HarvestRows.Found trailers = given.to(posting);
            series.add(new Series(
                    root,
                    posting.head().subject().title(),
                    posting.head().sender(),
                    posting.version(),
                    posting.fraction(),
                    posting.total(),
                    posting.cover(),
                    posting.patches(),
                    posting.pull(),
                    again.isPresent()
                            || posting.members().stream()
                                    .anyMatch(mail -> mail.subject().resendTag()),
                    posting.partial(threads, senders, versions),
                    older.map(this::root),
                    newest.filter(id -> !id.equals(root)),
                    trailers.counted(),
                    trailers.uncounted(),
                    kinship.of(posting, again, again.map(this::root)),
                    bases.of(posting)));
            older = Optional.of(posting);
        }
        return series.stream();
    }
}
