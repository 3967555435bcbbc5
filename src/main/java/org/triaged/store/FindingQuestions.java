package org.triaged.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.triaged.policy.RuleId;
import org.triaged.triage.Demotion;
import org.triaged.triage.FindingId;
import org.triaged.triage.KnownFinding;
import org.triaged.triage.SqlReader;

/** The questions about findings, and about rules that may not speak. */
final class FindingQuestions {

    private static final String NEWEST_FIRST = """
            SELECT finding, list, root, title, version, sender_name, sender_address, rule, severity, weight, told, report, part,
                   about, evidence, trailer_key, note, profile, judged_at, newest, dismissed_as, dismissed_by, dismissed_at,
                   dismissed_because, dismissed_proof
              FROM findings
             WHERE judged_at >= CAST(? AS TIMESTAMP(9) WITH TIME ZONE) AND (? = '' OR rule = ?) AND (? = '' OR list = ?)
                   AND (? = '' OR root = ?) AND (told OR ? = 'any' AND newest)
             ORDER BY judgement DESC, place
             FETCH FIRST CAST(? AS INTEGER) ROWS ONLY
            """;

    private static final String ONE = """
            SELECT finding, list, root, title, version, sender_name, sender_address, rule, severity, weight, told, report, part,
                   about, evidence, trailer_key, note, profile, judged_at, newest, dismissed_as, dismissed_by, dismissed_at,
                   dismissed_because, dismissed_proof
              FROM findings
             WHERE judgement = CAST(? AS BIGINT) AND place = CAST(? AS INTEGER)
            """;

    private static final String DEMOTED = """
            SELECT list, rule, cause, said, demoted_at
              FROM rule_standing
             WHERE holds
             ORDER BY list, rule
            """;

    private final SqlReader reader;

    FindingQuestions(SqlReader reader) {
        this.reader = reader;
    }

    List<KnownFinding> findings(KnownFinding.Choice choice) {
        String rule = choice.rule().orElse("");
        String list = choice.list().orElse("");
        String series = choice.series().orElse("");
        return AskedRow.ask(
                        reader,
                        NEWEST_FIRST,
                        choice.since().orElse(Instant.EPOCH).toString(),
                        rule,
                        rule,
                        list,
                        list,
                        series,
                        series,
                        choice.spoken() ? "told" : "any",
                        Integer.toString(choice.limit()))
                .stream()
                .map(FindingQuestions::finding)
                .toList();
    }

    Optional<KnownFinding> finding(FindingId id) {
        return AskedRow.ask(reader, ONE, Long.toString(id.judgement()), Integer.toString(id.place())).stream()
                .map(FindingQuestions::finding)
                .findFirst();
    }

    List<Demotion> demoted() {
        return AskedRow.ask(reader, DEMOTED).stream()
                .map(row -> new Demotion(
                        row.text("list"),
                        new RuleId(row.text("rule")),
                        row.text("cause"),
                        row.text("said"),
                        row.instant("demoted_at")))
                .toList();
    }

    private static KnownFinding finding(AskedRow row) {
        return new KnownFinding(
                FindingId.of(row.text("finding")).orElseThrow(),
                row.text("list"),
                row.text("root"),
                row.text("title"),
                row.integer("version"),
                row.text("sender_name"),
                row.text("sender_address"),
                row.text("rule"),
                row.text("severity"),
                row.text("weight"),
                row.flag("told"),
                row.maybe("report"),
                row.maybeInteger("part"),
                row.text("about"),
                row.text("evidence"),
                row.text("trailer_key"),
                row.text("note"),
                row.text("profile"),
                row.instant("judged_at"),
                row.flag("newest"),
                dismissed(row));
    }

    static Optional<KnownFinding.Dismissed> dismissed(AskedRow row) {
        return row.maybe("dismissed_as")
                .map(as -> new KnownFinding.Dismissed(
                        as,
                        row.text("dismissed_by"),
                        row.instant("dismissed_at"),
                        row.text("dismissed_because"),
                        row.text("dismissed_proof")));
    }
}
