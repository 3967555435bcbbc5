package org.triaged.policy.rule;

import java.util.List;
import java.util.regex.Pattern;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Profile;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.FileChange;
import org.triaged.series.Series;

/** A message that brings the output of a program says from what it was made, and how. */
public final class UnexplainedOutput implements Rule {

    private static final RuleId ID = new RuleId("generated-unacknowledged");

    private static final Pattern TOLD = Pattern.compile("generat|built from|updat", Pattern.CASE_INSENSITIVE);

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        Profile.Files content = policy.profile().files();
        return Commits.tellingEach(series, mail -> mail.files().stream()
                .filter(file -> file.status() == FileChange.Status.ADDED
                        && content.generated().match(file.path()))
                .filter(file ->
                        !TOLD.matcher(mail.message() + mail.subject().title()).find())
                .map(FileChange::path));
    }
}
