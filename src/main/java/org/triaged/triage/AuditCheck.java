package org.triaged.triage;

import java.util.Optional;

/**
 * What was found when every hash of the audit was computed anew, and compared with what the send journal names.
 *
 * @param rows that are what was written
 * @param head {@code number:hash} of the newest of them
 * @param broken the first row that is not, and everything behind it unread
 * @param named rows that the send journal names and that are there
 * @param forgotten rows that it names from before a rollback that was noted, and that are gone with it
 * @param strange the first row it names that is not there, or is another
 */
public record AuditCheck(
        long rows, String head, Optional<Broken> broken, int named, int forgotten, Optional<JournalHead> strange) {

    /** @param number of the row; @param why in words */
    public record Broken(long number, String why) {}

    public boolean whole() {
        return broken.isEmpty() && strange.isEmpty();
    }
}
