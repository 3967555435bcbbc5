package org.triaged.policy.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.triaged.policy.AiEvidence;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Profile;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.policy.StrictTrailers;
import org.triaged.series.ListMail;
import org.triaged.series.Series;
import org.triaged.series.Trailer;

/**
 * A tool is spoken of, and nothing says that its output is in the patch: it helped to search, to test, to review. Kept
 * for admins, never told. A mail that discloses a tool has nothing to add here.
 */
public final class MentionedTool implements Rule {

    private static final List<String> PROGRAM_FIELDS = List.of("X-Mailer", "User-Agent");

    @Override
    public RuleId id() {
        return RuleBook.AI_MENTION_NONCONTRIB;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        Profile.Ai ai = policy.profile().ai();
        List<Observation> seen = new ArrayList<>();
        Statement statement = new Statement(series, ai);
        series.cover()
                .flatMap(cover -> observe(cover, 0, series, ai, statement))
                .ifPresent(seen::add);
        for (Map.Entry<Integer, ListMail> part : series.patches().entrySet()) {
            observe(part.getValue(), part.getKey(), series, ai, statement).ifPresent(seen::add);
        }
        return List.copyOf(seen);
    }

    private static Optional<Observation> observe(
            ListMail mail, int number, Series series, Profile.Ai ai, Statement statement) {
        if (DeclaredTool.evidence(mail, series, ai, statement).isPresent()) {
            return Optional.empty();
        }
        return key(mail, ai)
                .or(() -> Statement.notMeant(mail, ai.evidence()))
                .or(() -> name(mail, ai.evidence()))
                .or(() -> program(mail, ai.evidence()))
                .map(line -> Observation.of(mail, number, line, "", "class=C"));
    }

    /** A line that would disclose a tool if it stood where trailers stand, or one of a use that needs no leave. */
    private static Optional<String> key(ListMail mail, Profile.Ai ai) {
        List<Trailer> keyed = Stream.concat(
                        StrictTrailers.of(mail).stream(),
                        texts(mail)
                                .filter(text -> Prose.mayHoldKey(text, ai.evidence()))
                                .flatMap(text -> Prose.of(text, ai.evidence()).keyed().stream()))
                .toList();
        return keyed.stream()
                .filter(line -> Disclosure.of(line, keyed, ai)
                        .filter(told -> !told.exception())
                        .isPresent())
                .map(Trailer::line)
                .findFirst();
    }

    private static Optional<String> name(ListMail mail, AiEvidence table) {
        return texts(mail)
                .filter(text -> table.prose().mention(text).isPresent())
                .flatMap(text -> Prose.of(text, table).sentences().stream())
                .filter(sentence -> table.prose().mention(sentence).isPresent())
                .findFirst();
    }

    private static Stream<String> texts(ListMail mail) {
        return Stream.of(mail.message(), mail.notes(), aboveDiff(mail.attached()));
    }

    private static String aboveDiff(String attached) {
        int diff = attached.startsWith("diff --git ") ? 0 : attached.indexOf("\ndiff --git ");
        return diff < 0 ? attached : attached.substring(0, diff);
    }

    /** The program that wrote the mail, as {@code aider/0.80}. */
    private static Optional<String> program(ListMail mail, AiEvidence table) {
        return PROGRAM_FIELDS.stream()
                .flatMap(field -> mail.envelope().all(field).map(value -> field + ": " + value))
                .filter(line -> isTool(line.substring(line.indexOf(':') + 1), table))
                .findFirst();
    }

    private static boolean isTool(String program, AiEvidence table) {
        String name = program.split("[/(\\d]", 2)[0].strip();
        return AiEvidence.spelled(table.tools(), name).isPresent();
    }
}
