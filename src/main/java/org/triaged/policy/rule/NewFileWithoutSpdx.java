package org.triaged.policy.rule;

import java.util.List;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Profile;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/** A new source file says in one line under which licence it comes. */
public final class NewFileWithoutSpdx implements Rule {

    private static final RuleId ID = new RuleId("newfile-no-spdx");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        Profile.Files content = policy.profile().files();
        return Commits.tellingEach(series, mail -> NewFiles.of(mail, content)
                .filter(file -> content.spdxFiles().match(file.change().path()))
                .filter(file -> file.onLicence().stream().noneMatch(line -> line.contains("SPDX-License-Identifier")))
                .map(file -> file.change().path()));
    }
}
