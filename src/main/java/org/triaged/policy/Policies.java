package org.triaged.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every profile that was loaded, and which of them judges what. */
public record Policies(Map<ProfileId, Profile> profiles) {

    public Policies {
        profiles = Map.copyOf(profiles);
    }

    /**
     * The profile a list judges by, and the one before it on the project's timeline.
     *
     * @param previous what judged the project's mail just before; empty when pinned, or when nothing did
     */
    public record Choice(Profile profile, Optional<Profile> previous) {}

    /** How a list chooses its profile: by the project's timeline, or always the same one. */
    public sealed interface Following {
        /** @param beforeFirst judges mail older than the project's first profile */
        record Timeline(String project, ProfileId beforeFirst) implements Following {}

        record Pin(ProfileId profile) implements Following {}
    }

    public Optional<Profile> find(ProfileId id) {
        return Optional.ofNullable(profiles.get(id));
    }

    /** Active profiles of the project, the oldest first; their periods neither overlap nor leave a hole. */
    public List<Profile> timeline(String project) {
        return profiles.values().stream()
                .filter(profile -> profile.id().project().equals(project))
                .filter(profile -> profile.status() == Profile.Status.ACTIVE)
                .sorted(Comparator.comparing(profile -> profile.from().orElse(Instant.MIN)))
                .toList();
    }

    /** Every profile that may judge mail of that judging date or a later one, on a list which chooses so. */
    public List<Profile> usedBy(Following following, Instant since) {
        Stream<Profile> later = following instanceof Following.Timeline timeline
                ? timeline(timeline.project()).stream()
                        .filter(profile ->
                                profile.from().filter(since::isBefore).isPresent())
                : Stream.empty();
        return Stream.concat(Stream.of(choose(following, since).profile()), later)
                .toList();
    }

    /** The profile for a judging date. Configuration was checked at loading, so there is always one. */
    public Choice choose(Following following, Instant judgingDate) {
        if (following instanceof Following.Pin pin) {
            return new Choice(loaded(pin.profile()), Optional.empty());
        }
        Following.Timeline timeline = (Following.Timeline) following;
        Optional<Profile> previous = find(timeline.beforeFirst());
        for (Profile profile : timeline(timeline.project())) {
            if (profile.inForceAt(judgingDate)) {
                return new Choice(profile, previous);
            }
            previous = Optional.of(profile);
        }
        return new Choice(loaded(timeline.beforeFirst()), Optional.empty());
    }

    private Profile loaded(ProfileId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("profile not loaded: " + id));
    }
}
