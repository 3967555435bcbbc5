package org.triaged.cli;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.triaged.config.Config;
import org.triaged.policy.ProfileId;
import org.triaged.triage.Nearest;
import org.triaged.triage.WatchedList;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Finds what an option names in conf; what is not there is told with the nearest that is. */
record Known(Config config, CommandSpec spec) {

    ProfileId profile(String option, String written) {
        Collection<ProfileId> profiles = config.policies().profiles().keySet();
        return profiles.stream()
                .filter(profile -> profile.value().equals(written))
                .findFirst()
                .orElseThrow(() -> unknown(
                        option,
                        "profile",
                        written,
                        profiles.stream().map(ProfileId::value).sorted().toList()));
    }

    WatchedList list(String option, String written, List<WatchedList> lists) {
        return lists.stream()
                .filter(list -> list.name().equals(written))
                .findFirst()
                .orElseThrow(() -> unknown(
                        option,
                        "list file named",
                        written,
                        lists.stream().map(WatchedList::name).toList()));
    }

    /** The list of mail whose header names none: the one that is named, else the only one. */
    Optional<WatchedList> fallback(Optional<String> named, List<WatchedList> lists) {
        return named.map(name -> list("--list", name, lists))
                .or(() -> lists.stream().filter(only -> lists.size() == 1).findFirst());
    }

    private ParameterException unknown(String option, String kind, String written, List<String> there) {
        return new ParameterException(
                spec.commandLine(),
                option + ": no " + kind + " '" + written + "'" + Nearest.hint(written, there) + "; there are "
                        + String.join(", ", there));
    }
}
