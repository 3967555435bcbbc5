package org.triaged.policy.rule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Kind;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/**
 * A new version says what changed: in the cover, below {@code ---} or behind the diff, of any part. Any word of a
 * history will do.
 */
public final class MissingChangelog implements Rule {

    private static final RuleId ID = new RuleId("series-changelog-missing");

    private static final Pattern HISTORY = Pattern.compile(
            "\\bv[0-9]|chang(?:e|ing|log)|since|range-diff|interdiff|diff against|rebas|previous|revision|respin"
                    + "|patch ?set|address(?:ed|ing)|review|no functional|resend"
                    + "|\\bfix(?:ed|up)\\b|\\bdropped\\b|\\bremoved\\b|\\breword|\\bsplit\\b|\\bupdated\\b|\\brenamed\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern DIFFSTAT = Pattern.compile(" .*(?:\\||files? changed).*");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public Optional<String> unable(Series series, Policy policy) {
        if (series.version() < 2) {
            return Optional.empty();
        }
        Optional<String> elsewhere = series.kin().under().map(cover -> "the cover above is of another posting");
        return Whole.notYet(series, policy).or(() -> elsewhere);
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        boolean again = series.head().subject().version().orElse(1) > 1;
        return again && !series.pull() && series.members().stream().noneMatch(MissingChangelog::tellsChanges)
                ? List.of(Observation.ofSeries("v" + series.version()))
                : List.of();
    }

    /** A history in the message counts, too: that it stands in the wrong place is another rule's. */
    private static boolean tellsChanges(ListMail mail) {
        boolean history = Stream.of(mail.notes(), mail.details().below())
                .flatMap(String::lines)
                .filter(line -> !DIFFSTAT.matcher(line).matches())
                .anyMatch(line -> HISTORY.matcher(line).find());
        return history
                || ChangelogInMessage.history(mail).isPresent()
                || mail.kind() == Kind.COVER && HISTORY.matcher(mail.message()).find();
    }
}
