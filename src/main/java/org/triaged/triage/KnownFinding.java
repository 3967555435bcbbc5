package org.triaged.triage;

import java.time.Instant;
import java.util.Optional;

/**
 * A finding as it is on record, with its series and what admins made of it. "" stands for what it does not have.
 *
 * @param series Message-ID of the root
 * @param told it stands in the mail of {@code report}
 * @param about Message-ID of the part
 * @param newest the judgement it is of stands; else another one replaced it
 */
public record KnownFinding(
        FindingId id,
        String list,
        String series,
        String title,
        int version,
        String authorName,
        String authorAddress,
        String rule,
        String severity,
        String weight,
        boolean told,
        Optional<String> report,
        Optional<Integer> part,
        String about,
        String evidence,
        String key,
        String note,
        String profile,
        Instant judgedAt,
        boolean newest,
        Optional<Dismissed> dismissed) {

    /** @param as a word of {@link Findings.Kind} @param proof Message-ID that shows it, or "" */
    public record Dismissed(String as, String by, Instant at, String why, String proof) {}

    /**
     * Which findings are wanted; an empty field asks for nothing.
     *
     * @param series Message-ID of its root
     * @param spoken those that stand in a mail; else those of judgements that stand
     */
    public record Choice(
            Optional<Instant> since,
            Optional<String> rule,
            Optional<String> list,
            Optional<String> series,
            boolean spoken,
            int limit) {}
}
