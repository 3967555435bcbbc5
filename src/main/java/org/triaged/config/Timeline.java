package org.triaged.config;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.triaged.policy.Profile;
import org.triaged.policy.ProfileId;

/** Every day since a project's first active profile belongs to exactly one of them. */
final class Timeline {

    private Timeline() {}

    /** @param profiles the active ones of a project, the oldest first */
    static void check(List<Profile> profiles, Function<ProfileId, YamlFile> files, Mistakes mistakes) {
        for (int next = 1; next < profiles.size(); next++) {
            Profile older = profiles.get(next - 1);
            Profile newer = profiles.get(next);
            int order = older.until().orElse(Instant.MAX).compareTo(newer.from().orElse(Instant.MIN));
            if (order != 0) {
                String what = order > 0 ? "its period overlaps that of '" : "there is a hole between it and '";
                mistakes.add(
                        valid(files.apply(newer.id())),
                        what + older.id() + "', which ends " + word(older.until()) + "; this one begins "
                                + word(newer.from()));
            }
        }
        if (!profiles.isEmpty()) {
            Profile last = profiles.get(profiles.size() - 1);
            last.until()
                    .ifPresent(end -> mistakes.add(
                            valid(files.apply(last.id())),
                            "no active profile of '" + last.id().project() + "' is in force after " + end
                                    + "; write until: open, or add the next one"));
        }
    }

    private static String word(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("open");
    }

    private static Place valid(YamlFile file) {
        return Optional.ofNullable(file.root().entries().get("valid"))
                .map(valid -> valid.value().place())
                .orElse(file.root().place());
    }
}
