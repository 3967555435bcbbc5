package org.triaged.policy.rule;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/**
 * What changed between versions is for reviewers, and stays out of the history of the project. Lists of versions of
 * something else are not meant: a history names no version that is still to come.
 */
public final class ChangelogInMessage implements Rule {

    private static final RuleId ID = new RuleId("series-changelog-in-message");

    private static final Pattern LINE = Pattern.compile(
            "\\s{0,4}[-*\\[(]?\\s?(?:v([0-9]{1,3})(?:[\\])]?:.*| ?(?:->|=>) ?v[0-9].*)"
                    + "|changes (?:in|since|from) v([0-9]{1,3})\\b.*|change ?(?:log|history):?)",
            Pattern.CASE_INSENSITIVE);

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return Commits.telling(series, ChangelogInMessage::history);
    }

    static Optional<String> history(ListMail mail) {
        int version = mail.subject().version().orElse(1);
        return version < 2
                ? Optional.empty()
                : mail.message()
                        .lines()
                        .filter(line -> {
                            Matcher found = LINE.matcher(line);
                            return found.matches() && number(found) <= version;
                        })
                        .findFirst();
    }

    /** 0 where the line names no version. */
    private static int number(Matcher found) {
        return Stream.of(1, 2)
                .map(found::group)
                .filter(Objects::nonNull)
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
    }
}
