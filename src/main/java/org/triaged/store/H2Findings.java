package org.triaged.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.policy.Finding;
import org.triaged.policy.RuleId;
import org.triaged.triage.Demotion;
import org.triaged.triage.FindingId;
import org.triaged.triage.Findings;
import org.triaged.triage.Restraint;
import org.triaged.triage.ToldFinding;

/** Table {@code dismissal}: findings that admins set aside, and what follows for rules and replies. */
final class H2Findings implements Findings {

    private static final String FINDING = """
            SELECT s.list, f.rule, f.change_sha256
              FROM finding f
              JOIN judgement j ON j.id = f.judgement
              JOIN series s ON s.id = j.series
             WHERE f.judgement = ? AND f.place = ? AND j.reason <> 'shadow' AND f.change_sha256 IS NOT NULL
               AND NOT EXISTS (SELECT 1
                                 FROM dismissal d
                                WHERE d.list = s.list AND d.rule = f.rule AND d.change_sha256 = f.change_sha256)
            """;

    private static final String DISMISS = """
            INSERT INTO dismissal (judgement, place, list, rule, change_sha256, kind, actor, reason, proof, dismissed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String DISMISSED = """
            SELECT judgement, place, kind
              FROM dismissal
             WHERE list = ? AND rule = ? AND change_sha256 = ?
            """;

    private static final String TOLD = """
            SELECT f.judgement, f.place, f.rule, f.message_id,
                   EXISTS (SELECT 1
                             FROM dismissal d
                            WHERE d.list = r.list AND d.rule = f.rule AND d.change_sha256 = f.change_sha256),
                   EXISTS (SELECT 1
                             FROM rule_demotion m
                            WHERE m.list = r.list AND m.holds = f.rule)
              FROM reply r
              JOIN finding f ON f.judgement = r.judgement AND f.spoken
             WHERE r.id = ?
             ORDER BY f.place
            """;

    private final Transactions transactions;
    private final String actor;
    private final InstantSource clock;

    /** @param actor an admin */
    H2Findings(Transactions transactions, String actor, InstantSource clock) {
        this.transactions = transactions;
        this.actor = actor;
        this.clock = clock;
    }

    private record Known(String list, RuleId rule, String change) {}

    @Override
    public Optional<Dismissal> dismiss(FindingId finding, Kind as, String why, Optional<MessageId> proof) {
        return transactions.writeToDisk(
                "findings.dismiss", sql -> sql.one(FINDING, H2Findings::known, finding.judgement(), finding.place())
                        .map(known -> dismiss(sql, finding, known, as, why, proof)));
    }

    @Override
    public boolean restore(String rule, String list, String why) {
        return transactions.writeToDisk(
                "findings.restore", sql -> new Demotions(sql).restore(actor, list, rule, why, clock.instant()));
    }

    /** Of these findings of that series those that are not to be told; a dismissal counts before a demotion. */
    static Map<Finding, Restraint> restraints(Sql sql, String list, long series, List<Finding> findings) {
        ChangeHash change = new ChangeHash(sql, list, series);
        Demotions demotions = new Demotions(sql);
        Map<Finding, Restraint> restraints = new HashMap<>();
        for (Finding finding : findings) {
            sql.one(DISMISSED, H2Findings::dismissedBefore, list, finding.rule().value(), change.of(finding))
                    .or(() -> demotions
                            .holding(list, finding.rule())
                            .filter(demotion -> finding.audible())
                            .map(demotion -> new Restraint(Restraint.Cause.RULE_DEMOTED, demotion.said())))
                    .ifPresent(restraint -> restraints.put(finding, restraint));
        }
        return restraints;
    }

    /** What that reply tells, and what of it was set aside. @param reply number of its row */
    static List<ToldFinding> told(Sql sql, long reply) {
        return sql.list(TOLD, H2Findings::toldFinding, reply);
    }

    private Dismissal dismiss(Sql sql, FindingId finding, Known known, Kind as, String why, Optional<MessageId> proof) {
        Instant now = clock.instant();
        sql.update(
                DISMISS,
                finding.judgement(),
                finding.place(),
                known.list(),
                known.rule().value(),
                known.change(),
                as.word(),
                actor,
                why,
                proof.map(MessageId::value),
                now);
        AuditChain.append(
                sql,
                actor,
                AuditEntry.of(now, "dismissed", "finding", finding.toString())
                        .on(known.list())
                        .because(as.word())
                        .provenBy(proof)
                        .saying(why));
        Optional<Demotion> demoted = new Demotions(sql).look(known.list(), known.rule(), now);
        return new Dismissal(demoted);
    }

    private static Known known(Sql.Row row) throws SQLException {
        return new Known(row.text(1), new RuleId(row.text(2)), row.text(3));
    }

    private static Restraint dismissedBefore(Sql.Row row) throws SQLException {
        FindingId finding = new FindingId(row.number(1), row.integer(2));
        return new Restraint(Restraint.Cause.DISMISSED_BEFORE, finding + ", " + row.text(3));
    }

    private static ToldFinding toldFinding(Sql.Row row) throws SQLException {
        return new ToldFinding(
                new FindingId(row.number(1), row.integer(2)),
                new RuleId(row.text(3)),
                row.maybeText(4).map(MessageId::new),
                row.flag(5),
                row.flag(6));
    }
}
