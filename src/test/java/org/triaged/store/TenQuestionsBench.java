package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Answer;
import org.triaged.triage.AuditCheck;
import org.triaged.triage.FailPoint;
import org.triaged.triage.Question;

/**
 * The questions of docs/runbook.md, as they stand there, over a database of a hundred thousand mails in 25,000 series, and
 * the verification of an audit of a hundred thousand rows. It asserts no time; it prints medians.
 */
class TenQuestionsBench {

    private static final Pattern QUESTION = Pattern.compile("(?m)^## ([0-9]+)\\.|(?s)```sql\n(.*?)\n```");

    private static final int ROUNDS = Integer.getInteger("triaged.rounds", 21);

    private static final int SERIES = 25_000;

    private static final int AUDIT_ROWS = 100_000;

    @TempDir
    private Path folder;

    private record Asked(String number, String sql) {}

    @Test
    void theQuestionsOfTheRunbook() throws IOException, SQLException {
        TestStore.in(folder).close();
        TestStore.change(folder, Years.of(SERIES));
        writeAudit();
        TestStore.change(folder, "ANALYZE");
        try (TestStore store = TestStore.in(folder)) {
            for (Asked asked : questions()) {
                double[] millis = new double[ROUNDS];
                int[] rows = new int[1];
                for (int round = 0; round < ROUNDS; round++) {
                    long began = System.nanoTime();
                    rows[0] = ask(store, asked.sql());
                    millis[round] = (System.nanoTime() - began) / 1e6;
                }
                Arrays.sort(millis);
                System.out.printf(
                        "TenQuestionsBench: question %s: median %.1f ms, worst %.1f ms, %d rows%n",
                        asked.number(), millis[ROUNDS / 2], millis[ROUNDS - 1], rows[0]);
                assertThat(rows[0] > 0)
                        .as(asked.sql())
                        .isEqualTo(!asked.number().equals("10"));
            }
            long began = System.nanoTime();
            AuditCheck check = store.auditTrail().verify(List.of());
            System.out.printf(
                    "TenQuestionsBench: %d rows of the audit verified in %.0f ms%n",
                    check.rows(), (System.nanoTime() - began) / 1e6);
            assertThat(check.whole()).isTrue();
            assertThat(check.rows()).isEqualTo(AUDIT_ROWS);
        }
    }

    /** A chain that verifies, in one transaction. */
    private void writeAudit() throws SQLException {
        try (DataFolder data = DataFolder.open(folder, Optional.empty(), false, FailPoint.INERT);
                Connection keeper = data.passwords().connect(Url.KEEPER.of(data.database()), Passwords.User.KEEPER)) {
            keeper.setAutoCommit(false);
            Sql sql = new Sql(keeper);
            Instant at = Instant.parse("2025-02-20T00:00:00Z");
            for (int row = 0; row < AUDIT_ROWS; row++) {
                AuditEntry entry = AuditEntry.of(
                                at.plusSeconds(row * 300L), "judged", "series", "m" + row + "@example.org")
                        .saying(row % 3 == 0 ? "first, 2 of 2 parts" : "");
                AuditChain.append(sql, row % 2_000 == 0 ? "carol" : "daemon", entry);
            }
            keeper.commit();
        }
    }

    private static List<Asked> questions() throws IOException {
        List<Asked> all = new ArrayList<>();
        String number = "";
        for (MatchResult found : QUESTION.matcher(Files.readString(Path.of("docs/runbook.md")))
                .results()
                .toList()) {
            if (found.group(1) != null) {
                number = found.group(1);
            } else {
                all.add(new Asked(number, found.group(2)));
            }
        }
        return all;
    }

    private static int ask(TestStore store, String sql) {
        int[] rows = new int[1];
        store.reader().query(new Question(sql, List.of(), 1_000, Duration.ofSeconds(60)), new Answer() {
            @Override
            public void columns(List<Column> columns) {}

            @Override
            public void row(List<Optional<String>> values) {
                rows[0]++;
            }
        });
        return rows[0];
    }
}
