package org.triaged.triage;

import java.util.Collection;
import java.util.List;
import org.triaged.policy.Profile;

/** A profile file says something else than when it judged: what was found by it could no longer be explained. */
public final class ChangedProfiles extends RuntimeException implements CannotStart {

    private static final long serialVersionUID = 1L;

    private static final int CONFIGURATION = 2;

    private final transient List<String> each;

    private ChangedProfiles(List<String> each) {
        super(String.join("; ", each));
        this.each = List.copyOf(each);
    }

    /** @throws ChangedProfiles naming every such profile */
    public static void refuse(PolicyRegister register, Collection<Profile> profiles) {
        List<PolicyRegister.Changed> changed = register.changed(profiles);
        if (!changed.isEmpty()) {
            throw new ChangedProfiles(
                    changed.stream().map(ChangedProfiles::told).toList());
        }
    }

    /** What is to be said of each of them. */
    public List<String> each() {
        return each;
    }

    private static String told(PolicyRegister.Changed one) {
        String id = one.profile().value();
        return "policies/" + id + ".yaml, a file it extends, or its evidence table was changed after "
                + one.judgements()
                + (one.judgements() == 1 ? " series was" : " series were") + " judged by it, the last at "
                + one.lastUsed() + "; put the old text back, and give the new one a name of its own in policies/"
                + one.profile().project() + "/";
    }

    @Override
    public int exitStatus() {
        return CONFIGURATION;
    }
}
