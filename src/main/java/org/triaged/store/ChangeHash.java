package org.triaged.store;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.triaged.mail.MessageId;
import org.triaged.mail.Sha256;
import org.triaged.policy.Finding;

/**
 * By what a finding is known again in another version: the hash of the diff it is about; of one about cover or series the
 * hash over all diffs of the series. What has no diff at all is known by its mail alone.
 */
final class ChangeHash {

    private static final String OF_MAIL = """
            SELECT p.diff_sha256
              FROM mail m
              JOIN patch p ON p.mail = m.id
             WHERE m.list = ? AND m.known_as = ? AND p.diff_sha256 IS NOT NULL
            """;

    private static final String OF_SERIES = """
            SELECT p.diff_sha256
              FROM series_patch m
              JOIN patch p ON p.mail = m.mail
             WHERE m.series = ? AND p.diff_sha256 IS NOT NULL
             ORDER BY m.part
            """;

    private static final String ROOT = """
            SELECT root
              FROM series
             WHERE id = ?
            """;

    private final Sql sql;
    private final String list;
    private final long series;

    /** @param series number of the row */
    ChangeHash(Sql sql, String list, long series) {
        this.sql = sql;
        this.list = list;
        this.series = series;
    }

    String of(Finding finding) {
        return finding.mail()
                .map(MessageId::value)
                .flatMap(mail -> sql.one(OF_MAIL, row -> row.text(1), list, mail))
                .or(this::ofSeries)
                .orElseGet(() -> Sha256.hex(
                        "mail " + finding.mail().map(MessageId::value).orElseGet(this::root)));
    }

    private Optional<String> ofSeries() {
        List<String> diffs = sql.list(OF_SERIES, row -> row.text(1), series);
        return diffs.isEmpty()
                ? Optional.empty()
                : Optional.of(Sha256.hex(diffs.stream().collect(Collectors.joining("\n", "series\n", ""))));
    }

    private String root() {
        return sql.one(ROOT, row -> row.text(1), series).orElse("");
    }
}
