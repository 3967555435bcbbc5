package org.triaged.triage;

import java.util.List;

/** The brakes in the hand of one admin. Each deed is noted in the audit, and in the send journal. */
public interface Pedals {

    /**
     * Lets mail go on that the circuit breaker holds. False when none held.
     *
     * @param list name of a list, or {@link Breakers#ALL} for the breaker over all lists
     * @param why for the audit
     * @throws QueryRefused when a lost send journal holds all mail: that is mended by {@link #rebuildJournal}
     */
    boolean resume(String list, String why);

    /** The lists whose breaker holds; {@link Breakers#ALL} among them when it does. */
    List<String> held();

    /** Lets an author get mail again to whom it failed twice. False when it had not. @param why for the audit */
    boolean revive(String address, String why);

    /** Leaves an author out of our mails, or no longer. False when it is so already. @param why for the audit */
    boolean nocopy(String address, boolean remove, String why);
    /**
     * Writes into the send journal what it does not know any more, and lets mail go on that was held for it. Returns how many
     * replies were written down. @param why for the audit
     */
    int rebuildJournal(String why);

    /** Stops all sending. Returns the file whose removal lets it go on. @param why for the audit */
    String stop(String why);
}
