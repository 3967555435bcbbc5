package org.triaged.triage;

import java.time.Instant;
import java.util.Map;
import org.triaged.mail.MessageId;

/** One line of the send journal. @param fields by name, decoded */
public record JournalEntry(long number, Instant at, Event event, Map<String, String> fields) {

    public JournalEntry {
        fields = Map.copyOf(fields);
    }

    /** What a line tells. */
    public enum Event {
        OPEN,
        INTENT,
        ACCEPTED,
        DEFERRED,
        REFUSED,
        AMBIGUOUS,
        SEEN,
        DISCARDED,
        RELEASED,
        TRIP,
        RESUME,
        STOP
    }

    /** What is written before a mail may leave. @param recipients how many; @param kind reply or shadow */
    public record Intent(
            String report,
            MessageId messageId,
            String list,
            MessageId root,
            int version,
            MessageId anchor,
            String sha256,
            int attempt,
            int recipients,
            String kind) {

        /** Of a reply. */
        public Intent(
                String report,
                MessageId messageId,
                String list,
                MessageId root,
                int version,
                MessageId anchor,
                String sha256,
                int attempt,
                int recipients) {
            this(report, messageId, list, root, version, anchor, sha256, attempt, recipients, "reply");
        }
    }

    public String report() {
        return fields.getOrDefault("report", "");
    }
}
