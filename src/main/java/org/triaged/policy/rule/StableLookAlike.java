package org.triaged.policy.rule;

import java.util.List;
import java.util.Locale;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/** A Cc for the stable branch names the project's own list for it, not one that is called alike. */
public final class StableLookAlike implements Rule {

    private static final RuleId ID = new RuleId("stable-cc-malformed");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return policy.profile()
                .names()
                .stable()
                .map(stable -> alike(series, stable))
                .orElse(List.of());
    }

    private static List<Observation> alike(Series series, String stable) {
        return Commits.telling(series, mail -> TagLine.in(mail, "Cc").stream()
                .filter(line -> StableList.addresses(line)
                        .anyMatch(address -> !address.equalsIgnoreCase(stable) && isAlike(address, stable)))
                .filter(line -> StableList.addresses(line).noneMatch(stable::equalsIgnoreCase))
                .map(TagLine::line)
                .findFirst());
    }

    /** The word that the list has beside the name of the project, in front of another host or name. */
    private static boolean isAlike(String address, String stable) {
        String local = address.substring(0, address.indexOf('@')).toLowerCase(Locale.ROOT);
        String own = stable.substring(0, stable.indexOf('@')).toLowerCase(Locale.ROOT);
        return local.equals(own) || local.equals(own.substring(own.lastIndexOf('-') + 1));
    }
}
