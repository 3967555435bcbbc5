package org.triaged.reply;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.triaged.policy.RuleId;
import org.triaged.policy.Words;

/**
 * What to do about the rows, once for each rule that gives words, under the number of its first row. Each rule is named
 * in brackets once: where it gives the words, else where the rule does whose row it shares.
 */
final class Advice {

    private final List<Row> rows;

    private final Words words;

    private final int total;

    private final Brevity brevity;

    Advice(List<Row> rows, Words words, int total, Brevity brevity) {
        this.rows = rows;
        this.words = words;
        this.total = total;
        this.brevity = brevity;
    }

    /** @param noted what is to be added to the words on a row; "" when nothing */
    List<String> lines(Function<Row, String> noted) {
        List<String> lines = new ArrayList<>();
        Map<RuleId, Set<RuleId>> named = named();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Set<RuleId> ids = named.remove(row.rule());
            if (ids != null) {
                String bracket = ids.stream().map(RuleId::value).collect(Collectors.joining(", ", "[", "]"));
                boolean bare = brevity == Brevity.BARE && row.onlyWarns();
                String text = bare ? "" : said(row) + noted.apply(row) + " ";
                lines.addAll(Columns.fill(text + Columns.unbroken(bracket), Found.number(i), Found.MARGIN));
            }
        }
        return lines;
    }

    /** By the rule that gives the words, the rules its bracket names. */
    private Map<RuleId, Set<RuleId>> named() {
        Map<RuleId, Set<RuleId>> named = new LinkedHashMap<>();
        rows.forEach(row -> named.computeIfAbsent(row.rule(), rule -> new LinkedHashSet<>(List.of(rule))));
        Set<RuleId> done = new LinkedHashSet<>(named.keySet());
        for (Row row : rows) {
            row.rules().stream().filter(done::add).forEach(rule -> named.get(row.rule())
                    .add(rule));
        }
        return named;
    }

    private String said(Row row) {
        Words.Entry entry = words.of(row.rule());
        PartNumbers numbers = Row.numbers(rows.stream()
                .filter(other -> other.rule().equals(row.rule()))
                .flatMap(other -> other.findings().stream()));
        return (rows.size() == 1 ? entry.advice() : entry.brief()).replace("{patches}", numbers.phrase(total, brevity));
    }
}
