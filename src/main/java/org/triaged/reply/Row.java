package org.triaged.reply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.triaged.policy.Finding;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.policy.SettledBy;
import org.triaged.policy.Severity;

/**
 * One numbered fact of a mail. Two rules that speak of one trailer of a part share the row, and the first gives the words.
 *
 * @param rules in the order of the rule book
 * @param key of the trailer, as the profile spells it; "" when the fact has none
 */
record Row(List<RuleId> rules, String key, List<Finding> findings) {

    Row {
        rules = List.copyOf(rules);
        findings = List.copyOf(findings);
    }

    private record Fact(RuleId rule, String key) {}

    /** Where a trailer stands; several rules may speak of it. */
    private record Place(String key, Optional<Integer> number) {}

    /** Rows in the order of the rule book. */
    static List<Row> of(List<Finding> spoken) {
        Map<Place, RuleId> firsts = new HashMap<>();
        Map<Fact, List<Finding>> facts = new LinkedHashMap<>();
        for (Finding finding : spoken) {
            RuleId first = finding.key().isEmpty()
                    ? finding.rule()
                    : firsts.computeIfAbsent(new Place(finding.key(), finding.number()), place -> finding.rule());
            facts.computeIfAbsent(new Fact(first, finding.key()), fact -> new ArrayList<>())
                    .add(finding);
        }
        return facts.entrySet().stream()
                .map(fact -> new Row(
                        fact.getValue().stream().map(Finding::rule).distinct().toList(),
                        fact.getKey().key(),
                        fact.getValue()))
                .toList();
    }

    /** The rule that gives the words. */
    RuleId rule() {
        return rules.get(0);
    }

    PartNumbers numbers() {
        return numbers(findings.stream());
    }

    static PartNumbers numbers(Stream<Finding> findings) {
        return PartNumbers.of(
                findings.flatMap(finding -> finding.number().stream()).toList());
    }

    SettledBy settledBy() {
        return RuleBook.entry(rule()).settledBy();
    }

    boolean onlyWarns() {
        return findings.stream().allMatch(finding -> finding.severity() == Severity.WARNING);
    }
}
