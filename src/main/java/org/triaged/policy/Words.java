package org.triaged.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a project says of each rule, and of what no rule reports. Templates hold typed fields in braces and nothing else is ever put into them.
 *
 * @param name of the table
 */
public record Words(String name, Phrases phrases, Map<RuleId, Entry> entries) {

    public Words {
        entries = Map.copyOf(entries);
    }

    /**
     * The words of one rule.
     *
     * @param sentence for {@code check}, {@code why} and reports; may hold {@code {line}}
     * @param row what the mail has or lacks, with the line breaks of the table
     * @param advice under the row when it is the only one
     * @param brief under the row when there are several; the advice when the table has none
     * @param settled what an older version had or lacked; empty: nothing is said when a new one no longer does
     * @param ways ways on, after the advice of a rule alone in its mail
     * @param raised words by which a person in the thread has said the same already, so that nobody need say it again
     */
    public record Entry(
            String sentence,
            List<String> row,
            String advice,
            String brief,
            Optional<String> settled,
            Optional<Ways> ways,
            List<String> raised) {
        public Entry {
            row = List.copyOf(row);
            raised = List.copyOf(raised);
        }

        /** Of a rule that nobody can raise before us. */
        public Entry(
                String sentence,
                List<String> row,
                String advice,
                String brief,
                Optional<String> settled,
                Optional<Ways> ways) {
            this(sentence, row, advice, brief, settled, ways, List.of());
        }

        private Entry filled(UnaryOperator<String> fill) {
            return new Entry(
                    fill.apply(sentence),
                    row,
                    fill.apply(advice),
                    fill.apply(brief),
                    settled.map(fill),
                    ways.map(way -> new Ways(
                            fill.apply(way.lead()),
                            way.items().stream().map(fill).toList(),
                            fill.apply(way.end()))),
                    raised);
        }
    }

    /**
     * What stands in a mail whatever its rules are. {@code {claim}} is the trailer of a claim, or a word for it.
     *
     * @param onlyWarnings part of the sentence of thanks where nothing but warnings is found
     * @param claimRow second line of the row of a disclosure, beside a claim without effect
     * @param claimUnsupported the policy does not know such a claim
     * @param claimUnlisted the document lists no such exception, or not for this
     * @param claimUnconfirmed nobody has confirmed the claim yet
     */
    public record Phrases(
            String onlyWarnings,
            String claimRow,
            String claimUnsupported,
            String claimUnlisted,
            String claimUnconfirmed) {}

    /** A lead line, a list, and a closing line. */
    public record Ways(String lead, List<String> items, String end) {
        public Ways {
            items = List.copyOf(items);
        }
    }

    public Entry of(RuleId rule) {
        Entry entry = entries.get(rule);
        if (entry == null) {
            throw new IllegalStateException("words table " + name + " has no words for " + rule);
        }
        return entry;
    }

    /** The same words with the fields that a profile fills, by name. */
    public Words filled(Map<String, String> fields) {
        Map<RuleId, Entry> filled = new HashMap<>();
        entries.forEach((rule, entry) -> filled.put(rule, entry.filled(text -> fill(text, fields))));
        return new Words(name, phrases, filled);
    }

    private static String fill(String text, Map<String, String> fields) {
        String filled = text;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            filled = filled.replace("{" + field.getKey() + "}", field.getValue());
        }
        return filled;
    }

    /** What people are told of a finding, with the line it is about. */
    public String sentence(Finding finding) {
        return of(finding.rule()).sentence().replace("{key}", finding.key()).replace("{line}", finding.evidence());
    }
}
