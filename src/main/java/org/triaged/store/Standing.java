package org.triaged.store;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triaged.mail.MessageId;
import org.triaged.policy.Judgement;

/** What stands of a series, and its findings as far as another profile is compared with them: by rule, severity and mail. */
record Standing(Optional<Long> judgement, Set<Standing.Found> findings) {

    private static final String FINDINGS = """
            SELECT rule, severity, message_id
              FROM finding
             WHERE judgement = ?
            """;

    /** One of them. */
    record Found(String rule, String severity, Optional<String> mail) {}

    static Standing of(Sql sql, Optional<Long> judgement) {
        Set<Found> findings = new HashSet<>();
        judgement.ifPresent(id ->
                findings.addAll(sql.list(FINDINGS, row -> new Found(row.text(1), row.text(2), row.maybeText(3)), id)));
        return new Standing(judgement, findings);
    }

    boolean differsFrom(Judgement other) {
        return !findings.equals(other.findings().stream()
                .map(finding -> new Found(
                        finding.rule().value(),
                        finding.severity().word(),
                        finding.mail().map(MessageId::value)))
                .collect(Collectors.toSet()));
    }
}
