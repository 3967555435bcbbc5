package org.triaged.triage;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.triaged.mail.MessageId;

/** Our mails as an admin looks at them and decides about them. */
public interface Replies {

    /** More are not answered at once; the newest come first. */
    int MOST = 10_000;

    /**
     * One mail of ours.
     *
     * @param kind reply, or shadow for the copy that admins get in mode shadow
     * @param mode of the list when it was made; {@code journal} for a row rebuilt from the send journal
     * @param rules those whose findings it tells, in its order
     * @param readable false when its bytes were lost with a database
     */
    record Reply(
            String report,
            String kind,
            String list,
            String mode,
            ReplyState state,
            String reason,
            String messageId,
            String root,
            int version,
            String anchor,
            String title,
            Optional<String> authorName,
            Optional<String> authorAddress,
            List<String> rules,
            List<String> recipients,
            int attempts,
            String serverLine,
            Optional<String> proof,
            Instant composed,
            Instant changed,
            boolean readable) {

        public Reply {
            rules = List.copyOf(rules);
            recipients = List.copyOf(recipients);
        }
    }

    /** What is asked for; an empty field asks for nothing. @param author part of a name or address */
    record Choice(
            Optional<String> report,
            Optional<String> list,
            Optional<Instant> since,
            Optional<String> author,
            Optional<String> rule,
            Optional<ReplyState> state,
            int limit) {

        public static final Choice ALL = new Choice(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                MOST);

        public static Choice of(String report) {
            return new Choice(
                    Optional.of(report),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    1);
        }
    }

    /** What an admin may do to a mail, in which states, and where that leads. */
    enum Deed {
        APPROVE("approved", EnumSet.of(ReplyState.WAITING), ReplyState.READY),
        RELEASE("released", EnumSet.of(ReplyState.HELD), ReplyState.READY),
        DISCARD("discarded", EnumSet.of(ReplyState.WAITING, ReplyState.READY, ReplyState.HELD), ReplyState.DISCARDED),
        CONFIRM("confirmed", EnumSet.of(ReplyState.HELD, ReplyState.UNKNOWN, ReplyState.SENT), ReplyState.SEEN);

        private final String word;

        private final Set<ReplyState> from;

        private final ReplyState to;

        Deed(String word, Set<ReplyState> from, ReplyState to) {
            this.word = word;
            this.from = Set.copyOf(from);
            this.to = to;
        }

        /** As the audit names it. */
        public String word() {
            return word;
        }

        /** As an admin writes it. */
        public String verb() {
            return name().toLowerCase(Locale.ROOT);
        }

        public Set<ReplyState> from() {
            return from;
        }

        public ReplyState to() {
            return to;
        }
    }

    List<Reply> replies(Choice choice);

    /** The mail, byte for byte; empty when there is none, or its bytes are lost. */
    Optional<byte[]> raw(String report);

    /**
     * Does this to that reply, with a row of the audit.
     *
     * @param why for the audit
     * @param proof the mail that shows it
     * @return false when there is no such reply, or it is in none of the states that the deed begins from
     */
    boolean act(Deed deed, String report, String why, Optional<MessageId> proof);

    /** Notes in the audit that a person has had words drafted to take that reply back. False when there is none. */
    boolean drafted(String report);
}
