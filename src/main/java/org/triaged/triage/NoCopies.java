package org.triaged.triage;

import java.time.Instant;

/** Authors who want no mail of ours. What is said of their series goes to the list alone, so that nothing is hidden by it. */
public interface NoCopies {

    /** False when it is so already. @param actor an admin; @param why for the audit */
    boolean set(String address, String actor, String why, Instant now);

    /** False when that address gets its copies anyway. @param actor an admin; @param why for the audit */
    boolean clear(String address, String actor, String why, Instant now);
}
