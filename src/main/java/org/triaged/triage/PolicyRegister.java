package org.triaged.triage;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.triaged.policy.Profile;
import org.triaged.policy.ProfileId;

/** The versions of the written policy, as the database remembers them. */
public interface PolicyRegister {

    /** A profile that says something else now than when it judged. @param judgements made by what it said before */
    record Changed(ProfileId profile, long judgements, Instant lastUsed) {}

    /** Those among them whose content changed under their name since they judged something; comments do not count. */
    List<Changed> changed(Collection<Profile> profiles);

    /** Keeps the exceptions that these profiles list. Nothing but a profile file gets here. */
    void keepExceptions(Collection<Profile> profiles, Instant at);
}
