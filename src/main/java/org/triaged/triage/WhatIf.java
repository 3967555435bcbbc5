package org.triaged.triage;

import java.time.Instant;
import java.util.Optional;
import org.triaged.policy.ProfileId;

/**
 * A question: what would another profile find, against what the policy in force finds in the same series? Nothing is
 * mailed for the answer, and stored only what is to be kept.
 *
 * @param profile of any status, drafts included
 * @param since series whose judging date is earlier are left out; empty: none is
 * @param list of which alone; empty: of all
 * @param keep who wants the judgements by that profile kept beside those in force; empty: nobody
 */
public record WhatIf(ProfileId profile, Optional<Instant> since, Optional<String> list, Optional<Keep> keep) {

    /** @param actor the admin; a daemon believes the kernel rather than this */
    public record Keep(String actor, String reason) {}

    /** One for which nothing is stored. */
    public WhatIf(ProfileId profile, Optional<Instant> since, Optional<String> list) {
        this(profile, since, list, Optional.empty());
    }

    boolean isAbout(WatchedList one) {
        return list.isEmpty() || list.get().equals(one.name());
    }

    boolean isAbout(Instant judgingDate) {
        return since.isEmpty() || !judgingDate.isBefore(since.get());
    }
}
