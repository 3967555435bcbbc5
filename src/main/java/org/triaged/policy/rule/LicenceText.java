package org.triaged.policy.rule;

import java.util.List;
import java.util.regex.Pattern;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Profile;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.FileDetail;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/**
 * The one line on the licence is enough; its text stands elsewhere in the tree. A file whose lines come out of another
 * keeps what stood there.
 */
public final class LicenceText implements Rule {

    private static final RuleId ID = new RuleId("newfile-boilerplate");

    private static final Pattern PROSE = Pattern.compile(
            "GNU (?:Lesser |Library |Affero )?General Public License|is free software|Permission is hereby granted"
                    + "|Redistribution and use in source|licensed under the terms",
            Pattern.CASE_INSENSITIVE);

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        Profile.Files content = policy.profile().files();
        return Commits.tellingEach(series, mail -> NewFiles.of(mail, content)
                .filter(file -> file.onLicence().stream()
                        .anyMatch(line -> PROSE.matcher(line).find()))
                .filter(file -> !isMoved(file, mail))
                .map(file -> file.change().path()));
    }

    /** The commit takes away about as much elsewhere. */
    private static boolean isMoved(FileDetail file, ListMail mail) {
        int deleted = mail.files().stream()
                .mapToInt(change -> change.deleted().orElse(0))
                .sum();
        return 2 * deleted >= file.change().added().orElse(0);
    }
}
