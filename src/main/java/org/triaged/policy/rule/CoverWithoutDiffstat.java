package org.triaged.policy.rule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/** A cover letter shows which files the series touches. A text that stands before a lone patch is no such letter. */
public final class CoverWithoutDiffstat implements Rule {

    private static final RuleId ID = new RuleId("series-cover-no-diffstat");

    private static final Pattern SUM = Pattern.compile("[0-9] files? changed");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public Optional<String> unable(Series series, Policy policy) {
        return series.cover().flatMap(cover -> Whole.notYet(series, policy));
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        boolean letter = series.total() > 1
                || series.cover()
                        .filter(cover -> cover.subject().number().isPresent())
                        .isPresent();
        return series
                .cover()
                .filter(cover -> letter && !series.pull())
                .filter(cover -> Stream.of(
                                cover.message(),
                                cover.notes(),
                                cover.attached(),
                                cover.details().below())
                        .noneMatch(text -> SUM.matcher(text).find()))
                .map(cover -> Observation.of(cover, 0, "", "", ""))
                .stream()
                .toList();
    }
}
