package org.triaged.triage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.triaged.mail.MessageId;

/** What an admin decides stands in the send journal before the row says so: a database that is rolled back forgets none of it. */
public final class WitnessedReplies implements Replies {

    private final Replies rows;

    private final Supplier<SendJournal> journal;

    private final String actor;

    /** @param journal opened when something is decided, not before */
    public WitnessedReplies(Replies rows, Supplier<SendJournal> journal, String actor) {
        this.rows = rows;
        this.journal = journal;
        this.actor = actor;
    }

    @Override
    public List<Reply> replies(Choice choice) {
        return rows.replies(choice);
    }

    @Override
    public Optional<byte[]> raw(String report) {
        return rows.raw(report);
    }

    @Override
    public boolean act(Deed deed, String report, String why, Optional<MessageId> proof) {
        Optional<Reply> reply = rows.replies(Choice.of(report)).stream()
                .filter(row -> deed.from().contains(row.state()))
                .filter(row -> row.readable() || deed.to() != ReplyState.READY)
                .findFirst();
        if (reply.isEmpty()) {
            return false;
        }
        // An approved mail has not been tried yet: its INTENT will be the first line about it.
        if (deed != Deed.APPROVE) {
            JournalEntry.Event event = event(deed);
            journal.get().append(event, fields(reply.get(), event, proof));
        }
        return rows.act(deed, report, why, proof);
    }

    /** Nothing is sent by it, so the journal has nothing to remember. */
    @Override
    public boolean drafted(String report) {
        return rows.drafted(report);
    }

    private static JournalEntry.Event event(Deed deed) {
        return switch (deed) {
            case APPROVE -> throw new IllegalStateException("the journal has no line for an approval");
            case RELEASE -> JournalEntry.Event.RELEASED;
            case DISCARD -> JournalEntry.Event.DISCARDED;
            case CONFIRM -> JournalEntry.Event.SEEN;
        };
    }

    private Map<String, String> fields(Reply reply, JournalEntry.Event event, Optional<MessageId> proof) {
        return event == JournalEntry.Event.SEEN
                ? Map.of(
                        "report",
                        reply.report(),
                        "mid",
                        proof.map(MessageId::value).orElse(reply.messageId()),
                        "admin",
                        actor)
                : Map.of("report", reply.report(), "admin", actor);
    }
}
