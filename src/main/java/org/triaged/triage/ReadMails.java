package org.triaged.triage;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.triaged.series.ListFacts;
import org.triaged.series.ListMail;

/** What stored mails say, of those that were asked for last: some megabytes of mail, however large each is. */
final class ReadMails {

    private static final long MOST_BYTES = 2L << 20;

    private record Read(ListFacts facts, ListMail mail, int bytes) {}

    private final Map<Long, Read> byRow = new LinkedHashMap<>(64, 0.75f, true);

    private long bytes;

    /** @param facts by which it is to be read: it says something else to another list */
    synchronized Optional<ListMail> find(long row, ListFacts facts) {
        return Optional.ofNullable(byRow.get(row))
                .filter(read -> read.facts() == facts)
                .map(Read::mail);
    }

    synchronized void keep(long row, ListFacts facts, ListMail mail, int size) {
        Read before = byRow.put(row, new Read(facts, mail, size));
        bytes += size - (before == null ? 0 : before.bytes());
        Iterator<Read> oldestFirst = byRow.values().iterator();
        while (bytes > MOST_BYTES && oldestFirst.hasNext()) {
            bytes -= oldestFirst.next().bytes();
            oldestFirst.remove();
        }
    }

    synchronized void clear() {
        byRow.clear();
        bytes = 0;
    }
}
