package org.triaged.policy.rule;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** A commit says why. What mends a slip of spelling explains itself. */
public final class EmptyMessage implements Rule {

    private static final RuleId ID = new RuleId("msg-body-empty");

    private static final Pattern SPELLING =
            Pattern.compile("\\b(?:typos?|spelling|mis-?spell\\w*|grammar)\\b", Pattern.CASE_INSENSITIVE);

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return Commits.where(
                series,
                mail -> !hasProse(mail)
                        && !SPELLING.matcher(mail.subject().title()).find());
    }

    private static boolean hasProse(ListMail mail) {
        List<String> keys = Stream.concat(mail.trailers().stream(), mail.trailersAbove().stream())
                .map(trailer -> trailer.key() + ":")
                .toList();
        return Stream.concat(mail.message().lines(), mail.attached().lines())
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .filter(line -> !line.startsWith("[") && !line.startsWith("(cherry picked from "))
                .anyMatch(line -> keys.stream().noneMatch(line::startsWith) && line.charAt(0) != '<');
    }
}
