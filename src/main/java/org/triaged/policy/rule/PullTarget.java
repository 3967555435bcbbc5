package org.triaged.policy.rule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/**
 * A request by a part of the project that another one pulls names that part in its tag, and says "not for master" in
 * its text; one without the other misleads.
 */
public final class PullTarget implements Rule {

    private static final RuleId ID = new RuleId("pull-not-for-master");

    private static final Pattern NOT_FOR_MASTER = Pattern.compile("not\\s+for\\s+master", Pattern.CASE_INSENSITIVE);

    /** What a tag says beside a part of the tree. */
    private static final Pattern OTHER = Pattern.compile(
            "(?:git|pull|rfc|resend|repost|resubmit|qemu|master|for-.*|v[0-9].*|[0-9].*)", Pattern.CASE_INSENSITIVE);

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return PullLetter.of(series)
                .filter(letter -> !forStable(letter.mail()))
                .filter(letter -> subsystem(letter.mail()).isPresent()
                        != NOT_FOR_MASTER.matcher(letter.mail().message()).find())
                .map(letter -> letter.observed(subsystem(letter.mail()).orElse("not for master")))
                .orElse(List.of());
    }

    private static Optional<String> subsystem(ListMail mail) {
        return mail.subject().tags().stream()
                .filter(tag -> !OTHER.matcher(tag).matches())
                .findFirst();
    }

    private static boolean forStable(ListMail mail) {
        return mail.subject().tags().stream()
                .anyMatch(tag -> tag.toLowerCase(Locale.ROOT).contains("stable"));
    }
}
