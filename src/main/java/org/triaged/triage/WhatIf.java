package org.triaged.triage;

import java.time.Instant;
import java.util.Optional;
import org.triaged.policy.ProfileId;

/**
 * A question: what would another profile find, against what the policy in force finds in the same series? Nothing is
 * mailed or stored for the answer.
 *
 * @param profile of any status, drafts included
 * @param since series whose judging date is earlier are left out; empty: none is
 * @param list of which alone; empty: of all
 */
public record WhatIf(ProfileId profile, Optional<Instant> since, Optional<String> list) {

    boolean isAbout(WatchedList one) {
        return list.isEmpty() || list.get().equals(one.name());
    }

    boolean isAbout(Instant judgingDate) {
        return since.isEmpty() || !judgingDate.isBefore(since.get());
    }
}
