package org.triaged.triage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How everything stands, on one screen.
 *
 * @param daemon number of the process that runs; empty when none does
 * @param replies how many are in each state; a state without any is missing
 * @param toRead mails fetched and not read yet
 * @param toJudge series whose time to be judged is set
 * @param oldest the reply that has waited longest to leave, or for a person
 * @param brake why nothing may leave, a word of {@link Brakes}; empty when mail may leave
 * @param needs what a person should look at, the most urgent first
 */
public record Status(
        Instant at,
        Optional<Long> daemon,
        String dataFolder,
        List<OfList> lists,
        Map<ReplyState, Integer> replies,
        int toRead,
        int toJudge,
        int quarantined,
        Optional<Waiting> oldest,
        Optional<String> brake,
        Sent sent,
        Space space,
        List<Need> needs) {

    public Status {
        lists = List.copyOf(lists);
        replies = Map.copyOf(replies);
        needs = List.copyOf(needs);
    }

    /**
     * One list.
     *
     * @param polled false for a Maildir that is import only
     * @param profile that judges mail of today
     * @param lastPoll when its folder was last read to the end
     * @param waiting replies that wait to leave
     * @param unseen replies that left and have not come back
     * @param held replies that wait for a person
     */
    public record OfList(
            String name,
            Mode mode,
            String account,
            String folder,
            boolean polled,
            String profile,
            Optional<Instant> lastPoll,
            int waiting,
            int unseen,
            int held,
            int quarantined) {}

    /** @param since when it was composed */
    public record Waiting(String report, String list, ReplyState state, Instant since) {}

    /** Mails that left, over all lists, and how many may. */
    public record Sent(int inHour, int inDay, Caps caps) {}

    /** Bytes of the database file, and bytes free on its disk. */
    public record Space(long database, long free) {}

    /** Something for a person. @param next what to do about it */
    public record Need(String what, String next) {}
}
