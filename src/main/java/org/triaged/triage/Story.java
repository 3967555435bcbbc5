package org.triaged.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of one mail, and of the series it is part of, in the words of the database.
 *
 * @param at when it was told
 * @param mail the one that was asked for; empty when a reply or a root that never came was
 * @param series empty when the mail is part of none
 * @param parts of the series, in their order
 * @param judgements the oldest first, those by shadow profiles last
 * @param reply empty when none was made
 * @param steps what the audit tells of the reply
 * @param tags given by people to a series that discloses a tool
 */
public record Story(
        Instant at,
        Optional<Mail> mail,
        Optional<Work> series,
        List<Mail> parts,
        List<Verdict> judgements,
        Optional<Reply> reply,
        List<Step> steps,
        List<Tag> tags) {

    public Story {
        parts = List.copyOf(parts);
        judgements = List.copyOf(judgements);
        steps = List.copyOf(steps);
        tags = List.copyOf(tags);
    }

    /**
     * @param state and @param reason as in table {@code mail}
     * @param part its number in the series; 0 is the cover
     */
    public record Mail(
            long id,
            String list,
            String state,
            String reason,
            String kind,
            String messageId,
            String subject,
            String senderName,
            String senderAddress,
            Instant arrival,
            boolean answerable,
            Optional<Integer> part) {}

    /** @param lookAt when it will be judged next */
    public record Work(
            long id,
            String list,
            String root,
            String title,
            String senderName,
            String senderAddress,
            int version,
            int seen,
            int total,
            String previousRoot,
            String newerRoot,
            Optional<Instant> lookAt) {}

    /** @param date of the mail, which chose the profile */
    public record Verdict(
            long id,
            String profile,
            String profileHash,
            Instant date,
            String because,
            String scope,
            int seen,
            int total,
            String inputHash,
            String decision,
            String cause,
            String proof,
            Instant at,
            List<Found> findings,
            List<NotRun> notRun,
            List<Claimed> claims) {

        public Verdict {
            findings = List.copyOf(findings);
            notRun = List.copyOf(notRun);
            claims = List.copyOf(claims);
        }
    }

    /** @param spoken it may stand in a mail; "" stands for what it does not have @param dismissed an admin set it aside */
    public record Found(
            String rule,
            String severity,
            String weight,
            boolean spoken,
            Optional<Integer> part,
            String about,
            String evidence,
            String key,
            String note,
            Optional<KnownFinding.Dismissed> dismissed) {}

    /** A rule that could not tell, and why. */
    public record NotRun(String rule, String reason) {}

    /** @param confirmedBy Message-ID of the granter's own mail, or "" */
    public record Claimed(
            String mail,
            String line,
            String granterName,
            String granterAddress,
            String outcome,
            boolean granterIsAuthor,
            boolean reliedOn,
            boolean confirmed,
            String confirmedBy,
            String note) {}

    /** @param recipients one a line */
    public record Reply(
            String report,
            String messageId,
            String state,
            String mode,
            String recipients,
            int attempts,
            String serverLine,
            String reason,
            String proof,
            Instant composedAt,
            Instant changedAt) {}

    /** A row of the audit about the reply. */
    public record Step(Instant at, String actor, String action, String reason, String proof, String said) {}

    /** @param mail that gives it */
    public record Tag(
            Instant at,
            String line,
            String mail,
            String to,
            boolean senderIsPerson,
            String maintainer,
            boolean isAuthor) {}
}
