package org.triaged.policy.rule;

import java.util.List;
import java.util.Locale;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.FileDetail;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/**
 * The tree ends lines in LF. Where the heads of the diff end in CR, too, the mail was sent so, not the change; and some
 * files of another system need it.
 */
public final class DosLineEnds implements Rule {

    private static final RuleId ID = new RuleId("patch-dos-eol");

    private static final List<String> MEANT = List.of(".bat", ".vbs", ".cmd");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return Commits.where(series, DosLineEnds::addsThem);
    }

    private static boolean addsThem(ListMail mail) {
        int added = 0;
        int inCr = 0;
        for (FileDetail file : mail.details().files()) {
            String path = file.change().path().toLowerCase(Locale.ROOT);
            if (MEANT.stream().noneMatch(path::endsWith)) {
                added += file.change().added().orElse(0);
                inCr += file.inCr();
            }
        }
        return 2 * inCr > added && !mail.details().headersInCr();
    }
}
