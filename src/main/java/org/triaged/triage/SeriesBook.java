package org.triaged.triage;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.policy.Judgement;
import org.triaged.reply.Earlier;
import org.triaged.reply.FrozenReply;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** Every series, what was judged of it, and why it was answered or not. Each method is one transaction. */
public interface SeriesBook {

    /**
     * Keeps a neighbourhood as assembled. A series takes the row of an earlier one that shares a member; a row whose
     * members all went to another one is marked as merged into it. Mails in {@code done} become ASSEMBLED, and kinds that
     * assembly settled are kept.
     */
    void assembled(String list, List<Placed> series, List<ListMail> mails, Collection<Long> done);

    /**
     * @param lookAt when to look at the series next; empty: it is not touched by the new mails, keep what is set
     * @param answeredAt when the newest of the new mails that gives it a trailer arrived: a series that disclosed a tool or
     *     claimed an exception is then looked at again
     */
    record Placed(Series series, Optional<Instant> lookAt, Optional<Instant> answeredAt) {}

    /** Series of the list whose look is due, the longest waiting first. */
    List<Due> due(String list, Instant now, int limit);

    /** @param members ids of the rows of its mails; @param before its newest judgement by the profile in force */
    record Due(long series, MessageId root, List<Long> members, Optional<Before> before) {}

    /** @param inputHash over the mails that were judged */
    record Before(String inputHash, Instant at) {}

    /**
     * The id of the reply, or tombstone of one, that already speaks for this series: of the same list, and its root,
     * anchor or a covered mail is the root or a member.
     */
    Optional<MessageId> alreadyAnswered(String list, Series series);

    /** What was said of the posting that the work names as the one before; empty when it was never judged. */
    Optional<Earlier> earlier(String list, Series series);

    /** Keeps judgement, findings, claims, decision and audit, and the reply row where one is due; then syncs to disk. */
    void judged(Verdict verdict);

    /**
     * @param nextLook empty when the series needs no further look
     * @param shadows what profiles say that judge beside the one in force
     */
    record Verdict(
            long series,
            String list,
            Judgement judgement,
            Reason reason,
            Decision decision,
            Optional<Instant> nextLook,
            Instant at,
            List<Judgement> shadows) {

        public Verdict {
            shadows = List.copyOf(shadows);
        }

        /** One by a profile that is not in force: nothing follows from it. */
        public static Verdict aside(long series, String list, Judgement judgement, Instant at) {
            Decision nothing = new Decision.Silent("shadow", Optional.empty());
            return new Verdict(series, list, judgement, Reason.SHADOW, nothing, Optional.empty(), at, List.of());
        }
    }

    /** Why a series was judged; only {@code FIRST} and {@code RIPE} can lead to a mail. */
    enum Reason {
        FIRST,
        RIPE,
        LATER_PART,
        RE_EVALUATION,
        SHADOW;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** What follows from a judgement. Silence has a reason. */
    sealed interface Decision {

        /** @param cause stable word; @param proof the mail that shows it */
        record Silent(String cause, Optional<MessageId> proof) implements Decision {}

        /** @param state RECORDED, WRITTEN, WAITING, READY, or HELD with {@code held} saying why */
        record Speak(
                FrozenReply reply,
                Mode mode,
                ReplyState state,
                Optional<String> held,
                Instant dueAt,
                Optional<ForAdmins> forAdmins)
                implements Decision {

            /** For the thread alone. */
            public Speak(FrozenReply reply, Mode mode, ReplyState state, Optional<String> held, Instant dueAt) {
                this(reply, mode, state, held, dueAt, Optional.empty());
            }
        }

        /** What admins get of a reply in mode shadow. @param state READY, or HELD with {@code held} saying why */
        record ForAdmins(FrozenReply reply, ReplyState state, Optional<String> held) {}
    }
}
