package org.triaged.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counts over the whole database, for those who look after it. */
public interface Figures {

    /** How many replies of a list are in a state. */
    record Replies(String list, ReplyState state, int count) {}

    /** Mails of a list that cannot be read. @param newest when the last of them was given up */
    record Quarantined(String list, int count, Instant newest) {}

    List<Replies> replies();

    List<Quarantined> quarantined();

    /** The reply that was composed first of those in READY, SENDING, UNKNOWN and HELD. */
    Optional<Status.Waiting> oldestWaiting();

    /** Mails fetched and not read yet. */
    int mailsToRead();

    /** Series that will be judged. */
    int seriesToJudge();

    /** Rules that record only, since they were wrong too often. */
    List<Demotion> demoted();

    Status.Space space();
}
