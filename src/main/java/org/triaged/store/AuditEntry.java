package org.triaged.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.mail.Sha256;

/**
 * What one row of the audit says. "" stands for a field that has nothing to say.
 *
 * @param reason stable word
 * @param said free text, kept apart from the chain
 */
record AuditEntry(
        Instant at,
        String action,
        String objectKind,
        String objectId,
        String list,
        String profile,
        String profileHash,
        String inputHash,
        String replyHash,
        String reason,
        String proof,
        String said) {

    static AuditEntry of(Instant at, String action, String objectKind, String objectId) {
        return new AuditEntry(at, action, objectKind, objectId, "", "", "", "", "", "", "", "");
    }

    /** A step of a reply; {@code step} is the word of its new state, or says what else was done to it. */
    static AuditEntry ofReply(Instant at, String step, String report, String list, String sha256) {
        return new AuditEntry(at, "reply-" + step, "reply", report, list, "", "", "", sha256, "", "", "");
    }

    /** Of the same thing, another deed. */
    AuditEntry doing(String other) {
        return new AuditEntry(
                at, other, objectKind, objectId, list, profile, profileHash, inputHash, replyHash, reason, proof, said);
    }

    AuditEntry on(String name) {
        return new AuditEntry(
                at,
                action,
                objectKind,
                objectId,
                name,
                profile,
                profileHash,
                inputHash,
                replyHash,
                reason,
                proof,
                said);
    }

    AuditEntry judgedBy(String id, String hash, String input) {
        return new AuditEntry(at, action, objectKind, objectId, list, id, hash, input, replyHash, reason, proof, said);
    }

    AuditEntry because(String word) {
        return new AuditEntry(
                at, action, objectKind, objectId, list, profile, profileHash, inputHash, replyHash, word, proof, said);
    }

    AuditEntry provenBy(Optional<MessageId> mail) {
        String id = mail.map(MessageId::value).orElse("");
        return new AuditEntry(
                at, action, objectKind, objectId, list, profile, profileHash, inputHash, replyHash, reason, id, said);
    }

    AuditEntry saying(String text) {
        return new AuditEntry(
                at,
                action,
                objectKind,
                objectId,
                list,
                profile,
                profileHash,
                inputHash,
                replyHash,
                reason,
                proof,
                text);
    }

    /** SHA-256 over the hash of the row before and the other fields, each behind its length. */
    String chained(String previousHash, long number, String actor, String payloadHash) {
        List<String> fields = List.of(
                Long.toString(number),
                at.toString(),
                actor,
                action,
                objectKind,
                objectId,
                list,
                profile,
                profileHash,
                inputHash,
                replyHash,
                reason,
                proof,
                payloadHash);
        StringBuilder chained = new StringBuilder(previousHash);
        for (String field : fields) {
            chained.append(field.getBytes(StandardCharsets.UTF_8).length)
                    .append(':')
                    .append(field);
        }
        return Sha256.hex(chained.toString());
    }
}
