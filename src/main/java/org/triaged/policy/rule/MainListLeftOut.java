package org.triaged.policy.rule;

import java.util.List;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** All patches go to the main list, also those for a part of the project that has a list of its own. */
public final class MainListLeftOut implements Rule {

    private static final RuleId ID = new RuleId("route-not-qemu-devel");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return policy.profile()
                .names()
                .mainList()
                .filter(main -> series.members().stream().anyMatch(mail -> cameThroughSister(mail, main)))
                .filter(main -> series.members().stream().noneMatch(mail -> Addressed.reaches(mail, main)))
                .map(main -> List.of(Observation.ofSeries("")))
                .orElse(List.of());
    }

    /** A list at the host of the main list is one of the same project. */
    private static boolean cameThroughSister(ListMail mail, String main) {
        String host = "." + Addressed.listId(main.substring(main.indexOf('@') + 1));
        return mail.details().lists().stream().anyMatch(list -> list.endsWith(host));
    }
}
