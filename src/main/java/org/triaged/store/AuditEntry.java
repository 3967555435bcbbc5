package org.triaged.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;

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

    AuditEntry sending(String hash) {
        return new AuditEntry(
                at, action, objectKind, objectId, list, profile, profileHash, inputHash, hash, reason, proof, said);
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
        MessageDigest digest = sha256();
        digest.update(previousHash.getBytes(StandardCharsets.US_ASCII));
        for (String field : fields) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
