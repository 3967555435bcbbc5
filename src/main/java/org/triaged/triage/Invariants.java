package org.triaged.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.triaged.reply.MailAddress;

/** Looks for rows that must not be. Each answer is a line for an admin a row, and empty when all is well. */
public interface Invariants {

    /** How far a folder was read under one UIDVALIDITY. @param uids of the ledger */
    record Kept(long nextUid, Set<Long> uids) {}

    /** Empty for a folder that was never opened under that UIDVALIDITY. */
    Optional<Kept> kept(WatchedList list, long uidValidity);

    List<String> mailsTwice();

    List<String> repliesTwice();

    /** @param own our address in the From of replies */
    List<String> wronglyAnswered(MailAddress own);

    /** What waits though mail that came later was given up an hour before the newest poll. */
    List<String> blocked();

    List<String> unaudited();

    List<String> sending();

    /** @param since only transmissions from then on */
    List<String> overCaps(Caps caps, Instant since);

    /** Files and folders that others than our user may read or write. */
    List<String> openToOthers();
}
