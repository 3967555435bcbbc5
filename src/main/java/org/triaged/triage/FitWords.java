package org.triaged.triage;

import java.time.Instant;

/** What the words that a start found fit were, so that the next start with the same need not try them again. */
public interface FitWords {

    /** For one who remembers nothing, and tries all. */
    FitWords UNKNOWN = new FitWords() {

        @Override
        public boolean known(String fingerprint) {
            return false;
        }

        @Override
        public void keep(String fingerprint, Instant now) {}
    };

    /** @param fingerprint SHA-256 over everything that a trial depends on; 64 hex digits */
    boolean known(String fingerprint);

    /** In the place of what was kept before. */
    void keep(String fingerprint, Instant now);
}
