package org.triaged.triage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triaged.mail.MessageId;
import org.triaged.mail.Person;
import org.triaged.policy.Finding;
import org.triaged.policy.Maintainers;
import org.triaged.policy.RuleId;
import org.triaged.policy.Words;
import org.triaged.reply.Robots;
import org.triaged.series.HarvestedTrailer;
import org.triaged.series.ListMail;
import org.triaged.series.People;
import org.triaged.series.Series;

/**
 * What people wrote in the thread of a series that makes a reply to it pointless. Silence is the safe side, so in doubt there
 * is an objection; each is the id of the mail that shows it, the oldest one.
 */
final class Objections {

    private static final List<String> WITHDRAWN =
            List.of("withdraw", "withdraws", "withdrawn", "withdrawing", "ignore this", "please drop");

    private static final Set<String> APPLIED = Set.of("applied", "queued", "merged");

    private static final String SIGN_OFF = "signed-off-by";

    private static final RuleId SENDER_MISSING = new RuleId("dco-sob-sender-missing");

    /** Rules that one line of the author settles. */
    private static final Set<RuleId> SETTLED_BY_SIGN_OFF = Set.of(
            new RuleId("dco-sob-missing"),
            new RuleId("dco-sob-malformed"),
            new RuleId("dco-sob-author-mismatch"),
            new RuleId("dco-sob-address-differs"),
            new RuleId("dco-sob-anonymous"),
            SENDER_MISSING);

    /** Rules that miss a text which may follow in a reply, and how it begins. */
    private static final Map<RuleId, List<String>> SETTLED_BY_WORDS = Map.of(
            new RuleId("series-changelog-missing"),
            List.of("changes since", "changes from", "changes in", "changelog", "change log", "changed since"));

    private final WatchedList list;

    private final Series series;

    private final List<ListMail> answers;

    private final Robots robots;

    private final Map<MessageId, ThreadWords> words = new HashMap<>();

    /** @param answers replies to the series, the oldest first */
    Objections(WatchedList list, Series series, List<ListMail> answers, Robots robots) {
        this.list = list;
        this.series = series;
        this.answers = List.copyOf(answers);
        this.robots = robots;
    }

    /** A reply to the series of that root and version, or to one of its mails, that another daemon like this one sent. */
    static Optional<MessageId> otherInstance(Outbox.Row row, List<MessageId> covers, List<ListMail> thread) {
        return thread.stream()
                .filter(mail -> !mail.id().equals(row.messageId()))
                .filter(mail -> mail.envelope()
                        .first("X-Triaged-Reroll")
                        .filter(version -> version.strip().equals("v" + row.version()))
                        .isPresent())
                .filter(mail -> mail.envelope()
                        .first("X-Triaged-Series")
                        .flatMap(MessageId::ofField)
                        .filter(root -> root.equals(row.root()) || covers.contains(root))
                        .isPresent())
                .map(ListMail::id)
                .findFirst();
    }

    /** Its author takes it back. */
    Optional<MessageId> withdrawn() {
        return first(mail -> isAuthor(mail.sender()) && words(mail).hold(WITHDRAWN));
    }

    /** A maintainer took it. */
    Optional<MessageId> applied() {
        return first(mail -> isMaintainer(mail.sender()) && words(mail).begin(APPLIED));
    }

    /** The author has since written what the rule misses. */
    Optional<MessageId> settled(Finding finding) {
        List<String> missing = SETTLED_BY_WORDS.getOrDefault(finding.rule(), List.of());
        return missing.isEmpty()
                ? signedLate(finding)
                : first(mail -> isAuthor(mail.sender()) && words(mail).hold(missing));
    }

    /** A person who is neither the author nor a program has spoken of it. */
    Optional<MessageId> raised(Finding finding, Words table) {
        List<String> raised = Optional.ofNullable(table.entries().get(finding.rule()))
                .map(Words.Entry::raised)
                .orElse(List.of());
        return first(mail -> !isAuthor(mail.sender())
                && robots.reason(mail).isEmpty()
                && words(mail).hold(raised));
    }

    /** By the very line, which names who sent it. */
    private Optional<MessageId> signedLate(Finding finding) {
        return series.trailers().stream()
                .filter(HarvestedTrailer::accepted)
                .filter(given -> SETTLED_BY_SIGN_OFF.contains(finding.rule())
                        && given.trailer().key().equalsIgnoreCase(SIGN_OFF))
                .filter(given -> finding.mail().flatMap(this::patch).stream()
                        .anyMatch(patch -> given.appliesTo().contains(patch.id())
                                && people().same(given.trailer().person(), signer(finding, patch))))
                .map(HarvestedTrailer::fromMail)
                .findFirst();
    }

    private static Person signer(Finding finding, ListMail patch) {
        return finding.rule().equals(SENDER_MISSING) ? patch.sender() : patch.author();
    }

    private Optional<ListMail> patch(MessageId id) {
        return series.patches().values().stream()
                .filter(mail -> mail.id().equals(id))
                .findFirst();
    }

    private Optional<MessageId> first(Predicate<ListMail> objects) {
        return answers.stream().filter(objects).map(ListMail::id).findFirst();
    }

    private ThreadWords words(ListMail mail) {
        return words.computeIfAbsent(mail.id(), id -> ThreadWords.of(mail));
    }

    private boolean isAuthor(Person person) {
        return Stream.concat(
                        Stream.of(series.sender()),
                        series.members().stream().flatMap(mail -> Stream.of(mail.sender(), mail.author())))
                .distinct()
                .anyMatch(author -> people().same(author, person));
    }

    /** By the file of the project, or as the list's own file says. */
    private boolean isMaintainer(Person person) {
        return list.facts().maintainers().stream().anyMatch(person::hasAddress)
                || list.terms().known().maintainers().sections().stream()
                        .flatMap(section -> section.people(Maintainers.Role.M))
                        .anyMatch(named -> people().sameByAddress(named, person));
    }

    private People people() {
        return list.terms().known().people();
    }
}
