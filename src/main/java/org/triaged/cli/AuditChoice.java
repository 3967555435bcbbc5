package org.triaged.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Stream;
import org.triaged.triage.AuditAction;
import org.triaged.triage.AuditFilter;
import org.triaged.triage.Nearest;
import org.triaged.triage.ReplyState;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that say which rows of the audit are wanted. */
final class AuditChoice {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description = "None before that day or instant, such as 2026-11-22 or 2026-11-22T10:00:00Z (UTC).")
    private String since = "";

    @Option(names = "--actor", paramLabel = "NAME", description = "What daemon did, or that user.")
    private String actor = "";

    @Option(names = "--action", paramLabel = "WORD", description = "That action alone, such as reply-sent.")
    private String action = "";

    @Option(
            names = "--object",
            paramLabel = "ID",
            description = "What was done to that: a report, a Message-ID, a rule.")
    private String object = "";

    AuditFilter filter() {
        if (!action.isEmpty() && !AuditAction.known(action)) {
            throw mistake("--action: '" + action + "' is none"
                    + Nearest.hint(action, actions().toList()) + " docs/audit.md names all");
        }
        return new AuditFilter(since.isEmpty() ? AuditFilter.EVER : instant(), actor, action, bare(object));
    }

    /** An id may be given as it stands in a header. */
    static String bare(String id) {
        return id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id;
    }

    private static Stream<String> actions() {
        return Stream.concat(
                Arrays.stream(AuditAction.values()).map(AuditAction::word),
                Arrays.stream(ReplyState.values()).map(state -> "reply-" + state.word()));
    }

    private Instant instant() {
        try {
            return since.contains("T")
                    ? Instant.parse(since)
                    : LocalDate.parse(since).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw mistake("--since: '" + since + "' is not a day such as 2026-11-22, or an instant such as"
                    + " 2026-11-22T10:00:00Z");
        }
    }

    private ParameterException mistake(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
