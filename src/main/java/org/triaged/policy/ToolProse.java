package org.triaged.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triaged.policy.LinearPattern.Span;

/**
 * What prose says of tools, in closed forms that the table lists; everything else it says is not understood. A name that
 * people have, too, is taken for a tool's only within such a form, in the spelling of the table, and where nobody of the
 * mail is called so.
 */
public final class ToolProse {

    /** Stands in a form for the name of a tool. */
    public static final String TOOL = "{tool}";

    private static final String GROUP = "tool";

    private final List<List<String>> table;

    private final List<LinearPattern> sentences;

    private final List<LinearPattern> lines;

    private final List<String> doubts;

    private final Set<String> namesakes;

    private final ToolNames unmistakable;

    private final ToolNames any;

    public enum Said {
        NOTHING,
        /** A tool made it, or a part of it. */
        MADE,
        /** In such a form, but it denies, asks, or tells what was taken out. */
        NOT_MADE
    }

    /**
     * @param tools names of tools
     * @param namesakes those of them that people and other things are called, too
     * @param nameless words for tools without a name
     * @param sentences forms within a sentence, each with one {@link #TOOL}
     * @param lines forms of a whole line, each with one {@link #TOOL}
     * @param doubts words, or parts of words, of a sentence that does not say what its form says
     * @throws IllegalArgumentException when a form is no regular expression
     */
    public ToolProse(
            List<String> tools,
            List<String> namesakes,
            List<String> nameless,
            List<String> sentences,
            List<String> lines,
            List<String> doubts) {
        this.table = List.of(tools, namesakes, nameless, sentences, lines, doubts);
        List<String> own =
                tools.stream().filter(name -> !contains(namesakes, name)).toList();
        String tool = tool(own, namesakes, nameless);
        this.sentences = sentences.stream()
                .map(form -> LinearPattern.ofAnyCase(form.replace(TOOL, tool)))
                .toList();
        this.lines = lines.stream()
                .map(form -> LinearPattern.ofAnyCase("^" + form.replace(TOOL, tool) + "$"))
                .toList();
        this.doubts = doubts.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        this.namesakes = Set.copyOf(namesakes);
        this.unmistakable = new ToolNames(own, List.of());
        this.any = new ToolNames(Stream.of(own, nameless).flatMap(List::stream).toList(), List.copyOf(namesakes));
    }

    /** Where an unmistakable name of a tool stands. */
    public Optional<Span> mention(String text) {
        return unmistakable.in(text);
    }

    /** True when the text holds a tool's name; one of a namesake as the table spells it. */
    public boolean names(String text) {
        return unmistakable.in(text).isPresent()
                || any.in(text)
                        .map(span -> span.of(text))
                        .filter(namesakes::contains)
                        .isPresent();
    }

    /** False when there is no name in the text for any form to hold. */
    public boolean mayName(String text) {
        return any.anywhereIn(text);
    }

    /** @param people tells of a word in lower case whether somebody in the mail is called so */
    public Said sentence(String sentence, Predicate<String> people) {
        return said(sentences, sentence, people);
    }

    /** The same for a line as a whole. */
    public Said line(String line, Predicate<String> people) {
        return said(lines, line, people);
    }

    private Said said(List<LinearPattern> forms, String text, Predicate<String> people) {
        boolean made = any.anywhereIn(text)
                && forms.stream()
                        .flatMap(form -> form.find(GROUP, text).stream())
                        .anyMatch(tool -> !isPerson(text, tool, people));
        return !made ? Said.NOTHING : isDoubtful(text) ? Said.NOT_MADE : Said.MADE;
    }

    private boolean isPerson(String text, Span tool, Predicate<String> people) {
        if (!namesakes.contains(tool.of(text))) {
            return false;
        }
        String after = text.substring(tool.end()).stripLeading();
        boolean surname = tool.end() < text.length()
                && text.charAt(tool.end()) == ' '
                && !after.isEmpty()
                && Character.isUpperCase(after.charAt(0));
        return surname || people.test(tool.of(text).toLowerCase(Locale.ROOT));
    }

    private boolean isDoubtful(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        Set<String> words = Stream.of(lower.split("[^\\p{L}]+")).collect(Collectors.toSet());
        return doubts.stream()
                .anyMatch(doubt ->
                        doubt.chars().allMatch(Character::isLetter) ? words.contains(doubt) : lower.contains(doubt));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ToolProse prose && prose.table.equals(table);
    }

    @Override
    public int hashCode() {
        return table.hashCode();
    }

    private static boolean contains(List<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    private static String tool(List<String> own, List<String> namesakes, List<String> nameless) {
        String anyCase =
                alternatives(Stream.of(own, nameless).flatMap(List::stream).toList());
        return "(?P<" + GROUP + ">" + anyCase + (namesakes.isEmpty() ? "" : "|(?-i:" + alternatives(namesakes) + ")")
                + ")";
    }

    private static boolean isLetterLast(String name) {
        return Character.isLetterOrDigit(name.charAt(name.length() - 1));
    }

    /** The longest first, so that a name is not taken for the beginning of itself. */
    private static String alternatives(List<String> names) {
        return names.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(name -> LinearPattern.literal(name) + (isLetterLast(name) ? "\\b" : ""))
                .collect(Collectors.joining("|"));
    }
}
