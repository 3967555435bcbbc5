package org.triaged.triage;

import java.util.Locale;
import java.util.Optional;
import org.triaged.mail.MessageId;

/** What one admin says about findings, and about rules that were wrong too often. Each deed has a row of the audit. */
public interface Findings {

    /** As what a finding is set aside. */
    enum Kind {
        /** The rule was wrong. */
        FALSE_POSITIVE,
        /** The rule was right, and the list lets it pass. */
        OVERRIDE,
        /** People have dealt with it. */
        SETTLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param demoted the rule, when that was one false positive too many */
    record Dismissal(Optional<Demotion> demoted) {}

    /**
     * Sets a finding aside: neither it nor what its rule finds in the same patch later is told from now on.
     *
     * @param why for the audit
     * @param proof the mail that shows it
     * @return empty when there is no such finding, or it was set aside before
     */
    Optional<Dismissal> dismiss(FindingId finding, Kind as, String why, Optional<MessageId> proof);

    /** Lets a rule speak again on a list, with figures that begin anew. False when it was not demoted there. */
    boolean restore(String rule, String list, String why);
}
