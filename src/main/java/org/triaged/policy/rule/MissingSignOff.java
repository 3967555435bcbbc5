package org.triaged.policy.rule;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/**
 * Every commit carries the line by which its author certifies the Developer's Certificate of Origin. Whatever could save
 * an author counts: any case, the usual misspellings, blanks in front, any paragraph, an attached text. Notes below
 * {@code ---} are no part of the commit, so a line there signs nothing.
 */
public final class MissingSignOff implements Rule {

    private static final RuleId ID = new RuleId("dco-sob-missing");

    private static final List<String> SPELLINGS =
            List.of("signed-off-by:", "singed-off-by:", "signed-of-by:", "singed-of-by:", "signed-off-by :");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        if (!policy.profile().dco().required()) {
            return List.of();
        }
        return series.patches().entrySet().stream()
                .filter(part -> isCommit(part.getValue()) && !isSigned(part.getValue()))
                .map(part -> observation(part))
                .toList();
    }

    /** A numbered mail without a diff fills its slot, but there is no commit to sign. */
    static boolean isCommit(ListMail mail) {
        return !mail.odd("no-diff");
    }

    private static Observation observation(Map.Entry<Integer, ListMail> part) {
        String note = part.getValue().odd("signoff-below-cut") ? "below ---" : "";
        return Observation.of(part.getValue(), part.getKey(), "", "", note);
    }

    private static boolean isSigned(ListMail mail) {
        return Stream.of(mail.message(), mail.attached())
                .flatMap(String::lines)
                .map(line -> line.stripLeading().toLowerCase(Locale.ROOT))
                .anyMatch(line -> SPELLINGS.stream().anyMatch(line::startsWith));
    }
}
