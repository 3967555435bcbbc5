package org.triaged.reply;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.triaged.policy.Finding;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.policy.SettledBy;

/**
 * One numbered fact of a mail: one rule, one key, and the parts it is about.
 *
 * @param numbers of the parts in order; 0 is the cover, empty is the series
 */
record Row(RuleId rule, String key, List<Integer> numbers) {

    private static final int MOST_NAMED = 10;

    private static final int NAMED_OF_MANY = 3;

    Row {
        numbers = List.copyOf(numbers);
    }

    private record Fact(RuleId rule, String key) {}

    /** Rows in the order of the rule book. */
    static List<Row> of(List<Finding> spoken) {
        Map<Fact, List<Finding>> facts = new LinkedHashMap<>();
        for (Finding finding : spoken) {
            facts.computeIfAbsent(new Fact(finding.rule(), finding.key()), fact -> new ArrayList<>())
                    .add(finding);
        }
        return facts.entrySet().stream()
                .map(fact -> new Row(
                        fact.getKey().rule(),
                        fact.getKey().key(),
                        fact.getValue().stream()
                                .flatMap(finding -> finding.number().stream())
                                .distinct()
                                .sorted()
                                .toList()))
                .toList();
    }

    SettledBy settledBy() {
        return RuleBook.entry(rule).settledBy();
    }

    /** Where the fact is: {@code patch 2/3} when it is the only row and part, else the numbers. */
    String place(boolean onlyRow, int total) {
        List<Integer> patches = numbers.stream().filter(number -> number > 0).toList();
        if (patches.isEmpty()) {
            return numbers.isEmpty() ? "series" : "cover letter";
        }
        String cover = numbers.contains(0) ? "cover letter, " : "";
        if (patches.size() == 1) {
            return cover + "patch " + patches.get(0) + (onlyRow ? "/" + total : "");
        }
        return cover + "patches " + list(patches);
    }

    private static String list(List<Integer> patches) {
        boolean many = patches.size() > MOST_NAMED;
        String named = patches.stream()
                .limit(many ? NAMED_OF_MANY : MOST_NAMED)
                .map(number -> Integer.toString(number))
                .collect(Collectors.joining(", "));
        return many ? named + " and " + (patches.size() - NAMED_OF_MANY) + " more" : named;
    }
}
