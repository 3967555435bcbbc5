package org.triaged.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.policy.Finding;
import org.triaged.reply.FrozenReply;

/** What a reply stands on, and what the mail of its list says against it. Each method is one transaction. */
public interface ReplyGrounds {

    /** The findings it tells, in their order; those that fell away are left out. Empty for a row without a judgement. */
    List<Told> told(Outbox.Row row);

    /** @param place among the findings of the judgement */
    record Told(int place, Finding finding) {}

    /** The mails it speaks of. */
    List<MessageId> covers(Outbox.Row row);

    /** Another reply of the list, or the tombstone of one, that speaks of the root, the anchor or a covered mail. */
    Optional<MessageId> coveredElsewhere(Outbox.Row row);

    /** A pull request of the list that holds every change the reply speaks of. */
    Optional<MessageId> pulled(Outbox.Row row);

    /** True once findings fell away from it; that happens once. */
    boolean composedAnew(Outbox.Row row);

    /** Why a finding is told no longer. @param proof the mail that shows it */
    record Fallen(Told told, String reason, Optional<MessageId> proof) {}

    /**
     * Puts other bytes in the place of those of a READY row and notes what fell away; on the disk when it returns. False
     * when the row was no longer READY.
     *
     * @param state where it goes; HELD with {@code held} saying why
     */
    boolean composeAnew(
            Outbox.Row row,
            FrozenReply reply,
            List<Fallen> fallen,
            ReplyState state,
            Optional<String> held,
            Instant now);
}
