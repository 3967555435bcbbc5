package org.triaged.triage;

import java.util.List;
import java.util.Optional;

/**
 * A row of the audit as a line of the send journal names it.
 *
 * @param line number of that line
 * @param head {@code number:hash}
 */
public record JournalHead(long line, String head) {

    /** What these lines name, in their order. */
    public static List<JournalHead> in(List<JournalEntry> entries) {
        return entries.stream()
                .flatMap(
                        entry -> Optional.ofNullable(entry.fields().get("audit"))
                                .map(head -> new JournalHead(entry.number(), head))
                                .stream())
                .toList();
    }
}
