package org.triaged.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.policy.Words;
import org.triaged.triage.Nearest;

/** The tables in {@code words/}: what is said of each rule, and of what no rule reports. */
final class WordsTables {

    /** Where a row stands in a mail there is room for so many columns, and for two lines. */
    private static final int ROW_WIDTH = 33;

    private static final List<String> FIELDS = List.of("key", "patches", "line", "asked", "form", "cap");
    private static final List<String> CLAIM_FIELDS = List.of("claim");
    private static final Form<String> RAISED = Form.matching(
            "3 to 40 lower-case letters, digits, '-', '/' or single blanks, such as sign-off",
            "(?=.{3,40}$)[a-z0-9]+(?:[ /-][a-z0-9]+)*");
    private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)\\}?|\\}");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final Mistakes mistakes;
    private final List<String> names;
    private final Map<String, Tables.Loaded<Words>> tables = new TreeMap<>();

    private WordsTables(List<String> names, Mistakes mistakes) {
        this.names = names;
        this.mistakes = mistakes;
    }

    static WordsTables read(Path folder, Mistakes mistakes) {
        WordsTables words = new WordsTables(Folder.names(folder), mistakes);
        Folder.read(folder, mistakes).forEach(words::add);
        return words;
    }

    /** The table a profile names; it must have words for every rule that the profile runs. */
    Optional<Tables.Loaded<Words>> named(Section section, String key, Set<RuleId> disabled) {
        Optional<String> name = section.required(key, Form.NAME);
        Optional<Tables.Loaded<Words>> found = name.flatMap(table -> Optional.ofNullable(tables.get(table)));
        if (found.isPresent()) {
            RuleBook.entries().stream()
                    .map(RuleBook.Entry::id)
                    .filter(rule -> !disabled.contains(rule))
                    .filter(rule -> !found.get().table().entries().containsKey(rule))
                    .forEach(rule -> section.mistake(
                            key, "words table '" + name.get() + "' has no words for rule '" + rule + "'"));
        } else if (name.isPresent() && !names.contains(name.get())) {
            section.mistake(key, "no table '" + name.get() + "' in words/" + Nearest.hint(name.get(), tables.keySet()));
        }
        return found;
    }

    private void add(YamlFile file) {
        Section top = new Section(file.root(), mistakes);
        Words.Phrases phrases = phrases(top.section("phrases"));
        Section rules = top.section("rules");
        Map<RuleId, Words.Entry> entries = new LinkedHashMap<>();
        rules.names(Form.RULE).forEach((key, rule) -> entries.put(rule, entry(rules.section(key))));
        top.nothingElse();
        tables.put(file.name(), new Tables.Loaded<>(new Words(file.name(), phrases, entries), file));
    }

    private static Words.Phrases phrases(Section section) {
        String onlyWarnings = text(section, "only-warnings", List.of()).orElse("");
        if (onlyWarnings.endsWith(".")) {
            section.mistake("only-warnings", "expected a part of a sentence, without its full stop");
        }
        String claimRow = text(section, "claim-row", List.of()).orElse("");
        if (claimRow.length() > ROW_WIDTH) {
            section.mistake("claim-row", "expected one line of at most " + ROW_WIDTH + " columns");
        }
        return new Words.Phrases(
                onlyWarnings,
                claimRow,
                text(section, "claim-unsupported", CLAIM_FIELDS).orElse(""),
                text(section, "claim-unlisted", List.of()).orElse(""),
                text(section, "claim-unconfirmed", CLAIM_FIELDS).orElse(""));
    }

    private static Words.Entry entry(Section section) {
        String advice = text(section, "advice").orElse("");
        return new Words.Entry(
                text(section, "sentence").orElse(""),
                row(section),
                advice,
                section.has("short") ? text(section, "short").orElse("") : advice,
                section.has("settled") ? settled(section) : Optional.empty(),
                section.has("ways") ? Optional.of(ways(section.section("ways"))) : Optional.empty(),
                section.list("raised-words", RAISED, List.of()));
    }

    private static List<String> row(Section section) {
        List<String> row = section.list("row", Form.LINE, List.of());
        row.forEach(line -> checkFields(section, "row", line, FIELDS));
        boolean fits =
                row.stream().allMatch(line -> FIELD.matcher(line).replaceAll("").length() <= ROW_WIDTH);
        if (row.isEmpty() || row.size() > 2 || !fits) {
            section.mistake("row", "expected one or two lines of at most " + ROW_WIDTH + " columns");
        }
        return row;
    }

    /** Part of a sentence, so it needs the patches and no full stop. */
    private static Optional<String> settled(Section section) {
        Optional<String> text = text(section, "settled");
        if (text.filter(written -> !written.contains("{patches}") || written.endsWith("."))
                .isPresent()) {
            section.mistake("settled", "expected a part of a sentence with {patches} in it");
        }
        return text;
    }

    private static Words.Ways ways(Section section) {
        List<String> items = new ArrayList<>(section.list("items", Form.LINE, List.of()));
        items.forEach(item -> checkFields(section, "items", item, FIELDS));
        if (items.isEmpty()) {
            section.mistake("items", "expected a list [...] of ways on");
        }
        return new Words.Ways(
                text(section, "lead").orElse(""), items, text(section, "end").orElse(""));
    }

    /** One flowing paragraph; where its lines broke in the file says nothing. */
    private static Optional<String> text(Section section, String key) {
        return text(section, key, FIELDS);
    }

    private static Optional<String> text(Section section, String key, List<String> fields) {
        Optional<String> text = section.required(key, Form.TEXT)
                .map(written -> BLANKS.matcher(written.strip()).replaceAll(" "));
        text.ifPresent(written -> checkFields(section, key, written, fields));
        return text;
    }

    private static void checkFields(Section section, String key, String text, List<String> fields) {
        Matcher field = FIELD.matcher(text);
        while (field.find()) {
            String name = Optional.ofNullable(field.group(1)).orElse("");
            if (!fields.contains(name) || !field.group().endsWith("}")) {
                section.mistake(
                        key, "found " + field.group() + ", expected " + expected(fields) + Nearest.hint(name, fields));
            }
        }
    }

    private static String expected(List<String> fields) {
        String known = fields.stream().map(name -> "{" + name + "}").collect(Collectors.joining(", "));
        return fields.isEmpty() ? "no brace" : "one of " + known + ", or no brace";
    }
}
