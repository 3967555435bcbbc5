package org.triaged.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counts for a digest; names of lists, rules, states and outcomes are all that they are called by. */
public interface DigestFigures {

    /** @param title what is counted; @param rows the most frequent first */
    record Section(String title, List<Row> rows) {

        public Section {
            rows = List.copyOf(rows);
        }
    }

    record Row(String what, long count) {}

    /** When the daemon first ran; empty before that. */
    Optional<Instant> began();

    /** What was seen, said, suppressed, claimed, found in the shadow and demoted. @param from inclusive */
    List<Section> between(Instant from, Instant until);
}
