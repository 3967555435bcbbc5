package org.triaged.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every series that is stored, for those who look at all of them. Each method is one transaction, and reads alone. */
public interface SeriesArchive {

    /** @param since of which a mail arrived then or later; empty: all */
    int count(String list, Optional<Instant> since);

    /**
     * The next of them in the order of their rows.
     *
     * @param beyond number of the last one before; 0 at the beginning
     */
    List<SeriesBook.Due> next(String list, Optional<Instant> since, long beyond, int limit);
}
