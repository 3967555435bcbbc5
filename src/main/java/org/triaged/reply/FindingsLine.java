package org.triaged.reply;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.triaged.policy.Finding;
import org.triaged.policy.RuleBook;

/**
 * The spoken findings as a header gives them, {@code rule=1,2; rule=3}: 0 is the cover, no number the series. At most 500
 * characters, then three dots.
 */
record FindingsLine(String value) {

    private static final int LONGEST = 500;

    private static final Pattern FORM = Pattern.compile("[a-z0-9-][a-z0-9=,; -]*(?:\\.\\.\\.)?");

    FindingsLine {
        if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a list of findings: '" + value + "'");
        }
    }

    static FindingsLine of(List<Finding> spoken) {
        Map<Integer, Set<Integer>> parts = new TreeMap<>();
        for (Finding finding : spoken) {
            Set<Integer> numbers = parts.computeIfAbsent(RuleBook.order(finding.rule()), rule -> new TreeSet<>());
            finding.number().ifPresent(numbers::add);
        }
        String all = parts.entrySet().stream()
                .map(rule -> RuleBook.entries().get(rule.getKey()).id() + numbers(rule.getValue()))
                .collect(Collectors.joining("; "));
        return new FindingsLine(all.length() <= LONGEST ? all : all.substring(0, LONGEST - 3) + "...");
    }

    private static String numbers(Set<Integer> numbers) {
        return numbers.isEmpty() ? "" : numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "=", ""));
    }
}
