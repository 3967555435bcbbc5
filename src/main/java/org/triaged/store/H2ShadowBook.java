package org.triaged.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.policy.Finding;
import org.triaged.policy.Judgement;
import org.triaged.triage.SeriesBook.Verdict;
import org.triaged.triage.ShadowBook;

/** Rows of {@code judgement} with reason {@code shadow} that an admin asked for. */
final class H2ShadowBook implements ShadowBook {

    private static final String NEWEST_OF_THE_SAME = """
            SELECT j.id
              FROM judgement j
             WHERE j.id = (SELECT MAX(n.id)
                             FROM (SELECT o.id, o.profile
                                     FROM judgement o
                                    WHERE o.series = ? AND o.reason = 'shadow'
                                    UNION ALL
                                   SELECT o.id, o.profile
                                     FROM series s
                                     JOIN judgement o ON o.series = s.id
                                    WHERE s.merged_into = ? AND o.reason = 'shadow') n
                            WHERE n.profile = ?)
               AND j.profile_sha256 = ? AND j.input_sha256 = ? AND j.engine = ?
               AND COALESCE(j.maintainers_sha256, '') = ?
            """;

    private static final String FINDINGS = """
            SELECT rule, severity, weight, message_id, part, evidence, trailer_key, note
              FROM finding
             WHERE judgement = ?
             ORDER BY place
            """;

    private final Transactions transactions;
    private final String engine;

    H2ShadowBook(Transactions transactions, String engine) {
        this.transactions = transactions;
        this.engine = engine;
    }

    @Override
    public boolean keep(Verdict verdict) {
        return transactions.write("shadows.kept", sql -> {
            boolean known = newest(sql, verdict)
                    .filter(id -> sql.list(FINDINGS, H2ShadowBook::told, id)
                            .equals(verdict.judgement().findings().stream()
                                    .map(H2ShadowBook::told)
                                    .toList()))
                    .isPresent();
            if (!known) {
                new VerdictRecord(sql, engine).keepAside(verdict);
            }
            return !known;
        });
    }

    private Optional<Long> newest(Sql sql, Verdict verdict) {
        Judgement judgement = verdict.judgement();
        return sql.one(
                NEWEST_OF_THE_SAME,
                row -> row.number(1),
                verdict.series(),
                verdict.series(),
                judgement.profile().id().value(),
                judgement.profile().hash(),
                judgement.inputHash(),
                engine,
                judgement.maintainersHash().orElse(""));
    }

    private static List<String> told(Sql.Row row) throws SQLException {
        return List.of(
                row.text(1),
                row.text(2),
                row.text(3),
                row.maybeText(4).orElse(""),
                row.maybeText(5).orElse(""),
                row.text(6),
                row.text(7),
                row.text(8));
    }

    private static List<String> told(Finding finding) {
        return List.of(
                finding.rule().value(),
                finding.severity().word(),
                finding.weight().word(),
                finding.mail().map(MessageId::value).orElse(""),
                finding.number().map(String::valueOf).orElse(""),
                finding.evidence(),
                finding.key(),
                finding.note());
    }
}
