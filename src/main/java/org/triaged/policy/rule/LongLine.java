package org.triaged.policy.rule;

import java.util.List;
import java.util.regex.Pattern;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.DisplayWidth;
import org.triaged.series.Series;

/**
 * Prose of a message is wrapped, so that it can be read in a terminal. What must not be wrapped is left alone:
 * addresses, quotes, indented text, tables, trailers.
 */
public final class LongLine implements Rule {

    private static final RuleId ID = new RuleId("msg-line-long");

    private static final int WIDEST = 76;

    private static final Pattern LIKE_TRAILER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,39}:\\s.*");

    private static final Pattern LIKE_TABLE = Pattern.compile(".*(?:\\||\t|\\S {2,}\\S.* {3,}\\S|[-=+_*]{4}).*");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return Commits.telling(series, mail -> mail.message()
                .lines()
                .filter(line -> line.length() > WIDEST / 2 && isProse(line) && DisplayWidth.of(line) > WIDEST)
                .findFirst());
    }

    private static boolean isProse(String line) {
        char first = line.charAt(0);
        return !Character.isWhitespace(first)
                && "<>[(|$#+-*".indexOf(first) < 0
                && line.strip().indexOf(' ') > 0
                && !line.contains("://")
                && !LIKE_TRAILER.matcher(line).matches()
                && !LIKE_TABLE.matcher(line).matches();
    }
}
