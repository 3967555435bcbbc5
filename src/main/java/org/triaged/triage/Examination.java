package org.triaged.triage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triaged.mail.Envelope;
import org.triaged.mail.MessageId;
import org.triaged.mail.ParseResult;
import org.triaged.policy.Answers;
import org.triaged.policy.Finding;
import org.triaged.policy.Judge;
import org.triaged.policy.Judgement;
import org.triaged.policy.Scope;
import org.triaged.reply.Answerable;
import org.triaged.reply.Composed;
import org.triaged.reply.Composer;
import org.triaged.reply.Composition;
import org.triaged.reply.Earlier;
import org.triaged.reply.FrozenReply;
import org.triaged.reply.Heading;
import org.triaged.reply.Sender;
import org.triaged.series.Assembly;
import org.triaged.series.Kind;
import org.triaged.series.ListFacts;
import org.triaged.series.ListMail;
import org.triaged.series.Series;
import org.triaged.series.SeriesAssembler;
import org.triaged.triage.MailFiles.FiledMail;

/**
 * Judges a body of mail without a mailbox or a database. A function of the mails, the configuration and the instant: what
 * the daemon would say if these were all the mails there are.
 */
public final class Examination {

    private final Homes homes;

    private final Sender sender;

    private final MailReading reading;

    private final Optional<Scope> forced;

    /**
     * @param fallback the list of mail whose header names none
     * @param forced scope of every series; empty: by the list's table
     */
    public Examination(
            List<WatchedList> lists,
            Optional<WatchedList> fallback,
            Sender sender,
            MailReading reading,
            Optional<Scope> forced) {
        this.homes = new Homes(lists, fallback);
        this.sender = sender;
        this.reading = reading;
        this.forced = forced;
    }

    /** @param mails in the order of reading; @param series by date of the oldest member, then root */
    public record Examined(List<Read> mails, List<Seen> series) {}

    /** One mail. @param mail empty when it is damaged; @param part where it stands in a series */
    public record Read(
            FiledMail file, Envelope envelope, Optional<ListMail> mail, String damage, Optional<Part> part) {}

    /** @param index 0 for the cover; empty when neither subject nor assembly gives one */
    public record Part(int version, Optional<Integer> index, Optional<Integer> total) {}

    /** A series on one of its lists. @param judgement only on its home list */
    public record Seen(
            Series series, Optional<WatchedList> list, Optional<Judgement> judgement, Optional<Answer> answer) {}

    /** @param raw the whole mail; "" where none can be made; @param withheld why it would not be written; empty when it would */
    public record Answer(Heading heading, List<String> rules, String raw, Optional<String> withheld) {}

    /** @param now empty: the youngest arrival */
    public Examined examine(List<FiledMail> files, Optional<Instant> now) {
        Instant instant = now.orElseGet(() -> files.stream()
                .map(FiledMail::arrival)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH));
        Map<String, Deque<ListMail>> settled = new HashMap<>();
        List<ParseResult> parsed = files.stream()
                .map(file -> reading.parse(file.raw(), file.arrival(), file.raw().length))
                .toList();
        List<ListMail> read = parsed.stream()
                .filter(ParseResult.Parsed.class::isInstance)
                .map(result -> ((ParseResult.Parsed) result).mail())
                .map(mail -> reading.read(mail, facts(mail.envelope())))
                .toList();
        Assembly assembly = SeriesAssembler.assemble(read, this::facts, homes.people());
        assembly.mails().forEach(mail -> settled.computeIfAbsent(mail.envelope().sha256(), hash -> new ArrayDeque<>())
                .add(mail));
        Answers answers = Answers.among(assembly.mails());
        Map<MessageId, List<Series>> byRoot = assembly.series().stream().collect(Collectors.groupingBy(Series::root));
        List<Seen> series = assembly.series().stream()
                .flatMap(one -> see(one, byRoot, answers, instant).stream())
                .toList();
        Map<MessageId, Part> parts = parts(assembly.series());
        Set<MessageId> foreign = new LinkedHashSet<>();
        series.stream()
                .filter(seen -> seen.judgement()
                        .filter(judged -> judged.scope() == Scope.FOREIGN)
                        .isPresent())
                .forEach(seen -> seen.series().members().forEach(mail -> foreign.add(mail.id())));
        List<Read> mails = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            mails.add(mail(files.get(i), parsed.get(i), settled, parts, foreign));
        }
        return new Examined(mails, series);
    }

    private ListFacts facts(Envelope mail) {
        return homes.facts(mail, sender.own().value());
    }

    private static Read mail(
            FiledMail file,
            ParseResult result,
            Map<String, Deque<ListMail>> settled,
            Map<MessageId, Part> parts,
            Set<MessageId> foreign) {
        if (result instanceof ParseResult.Damaged damaged) {
            return new Read(file, damaged.envelope(), Optional.empty(), damaged.reason(), Optional.empty());
        }
        ListMail mail = settled.get(result.envelope().sha256()).remove();
        boolean copy = mail.odd("duplicate");
        ListMail shown = foreign.contains(mail.id()) && !copy ? mail.as(Kind.FOREIGN) : mail;
        Optional<Part> part = copy ? Optional.empty() : Optional.ofNullable(parts.get(mail.id()));
        return new Read(file, mail.envelope(), Optional.of(shown), "", part);
    }

    private static Map<MessageId, Part> parts(List<Series> all) {
        Map<MessageId, Part> parts = new HashMap<>();
        for (Series series : all) {
            boolean numbered = series.total() > 1
                    || series.members().stream()
                            .anyMatch(mail -> mail.subject().number().isPresent());
            series.cover().ifPresent(cover -> parts.put(cover.id(), part(series, cover, 0, true)));
            series.patches().forEach((number, mail) -> parts.put(mail.id(), part(series, mail, number, numbered)));
        }
        return parts;
    }

    private static Part part(Series series, ListMail mail, int number, boolean numbered) {
        Optional<Integer> index = mail.subject().number().map(stated -> stated.index());
        Optional<Integer> total = mail.subject().number().map(stated -> stated.total());
        return new Part(
                series.version(),
                index.or(() -> numbered ? Optional.of(number) : Optional.empty()),
                total.or(() -> numbered ? Optional.of(series.total()) : Optional.empty()));
    }

    private List<Seen> see(Series series, Map<MessageId, List<Series>> byRoot, Answers answers, Instant now) {
        List<WatchedList> lists =
                Homes.each(series.members().stream().flatMap(mail -> homes.of(mail.envelope()).stream()));
        if (lists.isEmpty()) {
            return List.of(new Seen(series, Optional.empty(), Optional.empty(), Optional.empty()));
        }
        WatchedList home = homes.home(series.head().envelope(), lists).orElseThrow();
        return lists.stream()
                .map(list -> list == home
                        ? judge(series, byRoot, answers, list, now)
                        : new Seen(series, Optional.of(list), Optional.empty(), Optional.empty()))
                .toList();
    }

    /** The end of the input is all there will ever be, so every series is ripe. */
    private Seen judge(
            Series series, Map<MessageId, List<Series>> byRoot, Answers answers, WatchedList list, Instant now) {
        Judge.Terms terms = list.terms().within(forced);
        Judgement judgement = Judge.judge(series, answers, terms, true);
        Optional<Earlier> earlier = series.previous()
                .flatMap(root -> byRoot.getOrDefault(root, List.of()).stream()
                        .filter(other -> !other.equals(series))
                        .findFirst())
                .map(before -> Earlier.of(before, Judge.judge(before, answers, terms, true)));
        Optional<Answer> answer = judgement.findings().isEmpty()
                ? Optional.empty()
                : Optional.of(answer(
                        new Composition(series, judgement, earlier, list.facts(), sender, now)
                                .copying(list.copies(homes.lists())),
                        list));
        return new Seen(series, Optional.of(list), Optional.of(judgement), answer);
    }

    private Answer answer(Composition task, WatchedList list) {
        Series series = task.series();
        Judgement judgement = task.judgement();
        Heading heading = Composer.heading(series, list.facts(), sender, task.copies());
        if (!judgement.speaks()) {
            return new Answer(heading, List.of(), "", Optional.of("records-only"));
        }
        List<String> rules = judgement.spoken().stream()
                .map(finding -> finding.rule().value())
                .distinct()
                .sorted()
                .toList();
        boolean answerable = Answerable.check(series, list.facts(), sender, list.robots(), mail -> true)
                && series.members().stream().allMatch(mail -> homes.cameThrough(mail.envelope(), list));
        Optional<String> withheld = answerable ? Optional.empty() : Optional.of("not-answerable");
        Composed composed = Composer.compose(task);
        if (composed instanceof Composed.Impossible impossible) {
            return new Answer(heading, rules, "", withheld.or(() -> Optional.of(impossible.cause())));
        }
        if (composed instanceof Composed.Refused refused) {
            return new Answer(heading, rules, raw(refused.reply()), Optional.of("linter:" + refused.check()));
        }
        return new Answer(
                heading,
                rules,
                raw(((Composed.Mail) composed).reply()),
                withheld.or(() ->
                                Decider.isTooOld(list, series, task.now()) ? Optional.of("too-old") : Optional.empty())
                        .or(() -> series.newer().map(newer -> "newer-version")));
    }

    private static String raw(FrozenReply reply) {
        return new String(reply.bytes(), StandardCharsets.US_ASCII);
    }

    /** In the order of the contract. */
    public static Comparator<Finding> byRule() {
        return Comparator.comparing((Finding found) -> found.rule())
                .thenComparing(found -> found.mail().map(MessageId::value).orElse(""))
                .thenComparing(Finding::evidence);
    }
}
