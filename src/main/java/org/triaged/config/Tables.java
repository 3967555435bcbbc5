package org.triaged.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.triaged.policy.AiEvidence;
import org.triaged.policy.LinearPattern;
import org.triaged.policy.ScopeTable;
import org.triaged.policy.ToolProse;
import org.triaged.triage.Nearest;

/** The tables in {@code evidence/}. Each file says by its key {@code table} what kind it is. */
final class Tables {

    /** A table and the file it was read from, which belongs to the hash of a profile that names it. */
    record Loaded<T>(T table, YamlFile file) {
        byte[] bytes() {
            return file.bytes();
        }
    }

    private enum Kind {
        AI_EVIDENCE,
        SCOPE,
        ROBOTS
    }

    private static final Form<String> STATEMENT = Form.tried(
                    "a regular expression as RE2 knows them, with one " + ToolProse.TOOL, text -> {
                        LinearPattern.of(text.replace(ToolProse.TOOL, "(?P<tool>x)"));
                        return text;
                    })
            .only(text -> text.split(Pattern.quote(ToolProse.TOOL), -1).length == 2);

    private final Mistakes mistakes;
    private final List<String> names;
    private final Map<String, Loaded<AiEvidence>> evidence = new TreeMap<>();
    private final Map<String, ScopeTable> scopes = new TreeMap<>();
    private final Set<String> robots = new TreeSet<>();

    private Tables(List<String> names, Mistakes mistakes) {
        this.names = names;
        this.mistakes = mistakes;
    }

    static Tables read(Path folder, Mistakes mistakes) {
        Tables tables = new Tables(Folder.names(folder), mistakes);
        Folder.read(folder, mistakes).forEach(tables::add);
        return tables;
    }

    /** Known robots of every robots table, in lower case. */
    Set<String> robots() {
        return Set.copyOf(robots);
    }

    Optional<Loaded<AiEvidence>> evidence(Section section, String key) {
        return section.required(key, Form.NAME)
                .flatMap(name -> named(section, key, name, evidence, "an ai-evidence table"));
    }

    /** Empty for {@code none}, too. */
    Optional<ScopeTable> scope(Section section, String key) {
        return section.required(key, Form.NAME)
                .filter(name -> !name.equals("none"))
                .flatMap(name -> named(section, key, name, scopes, "a scope table"));
    }

    private <T> Optional<T> named(Section section, String key, String name, Map<String, T> tables, String kind) {
        Optional<T> found = Optional.ofNullable(tables.get(name));
        if (found.isEmpty() && !names.contains(name)) {
            section.mistake(key, "no table '" + name + "' in evidence/" + Nearest.hint(name, tables.keySet()));
        } else if (found.isEmpty()) {
            section.mistake(key, "'" + name + "' cannot be used as " + kind);
        }
        return found;
    }

    private void add(YamlFile file) {
        Section top = new Section(file.root(), mistakes);
        Optional<Kind> kind = top.required("table", Form.word(Kind.class));
        if (kind.isEmpty()) {
            return;
        }
        switch (kind.get()) {
            case AI_EVIDENCE -> evidence.put(file.name(), new Loaded<>(evidence(file.name(), top), file));
            case SCOPE -> scopes.put(file.name(), scope(file.name(), top));
            case ROBOTS ->
                top.list("robots", Form.ADDRESS, List.of())
                        .forEach(robot -> robots.add(robot.toLowerCase(Locale.ROOT)));
        }
        top.nothingElse();
    }

    private static AiEvidence evidence(String name, Section top) {
        Section keys = top.section("keys");
        List<String> strong = keys.list("strong", Form.TRAILER_KEY, List.of());
        List<String> tools = top.list("tools", Form.LINE, List.of());
        return new AiEvidence(
                name,
                strong,
                paired(keys.section("paired"), strong),
                keys.list("uses", Form.oneOf("a key that 'strong' lists, too", strong), List.of()),
                keys.list("weak", Form.TRAILER_KEY, List.of()),
                keys.list("identity", Form.TRAILER_KEY, List.of()),
                keys.list("session", Form.TRAILER_KEY, List.of()),
                keys.list("exception", Form.TRAILER_KEY, List.of()),
                keys.list("denials", Form.LINE, List.of()),
                top.list("identities", Form.ADDRESS, List.of()),
                tools,
                top.list("words", Form.LINE, List.of()),
                top.list("roles", Form.LINE, List.of()),
                top.list("author-suffixes", Form.LINE, List.of()),
                keys.list("credit", Form.TRAILER_KEY, List.of()),
                prose(top.section("prose"), tools));
    }

    private static ToolProse prose(Section prose, List<String> tools) {
        return new ToolProse(
                tools,
                prose.list("namesakes", Form.oneOf("a name that 'tools' lists, too", tools), List.of()),
                prose.list("nameless", Form.LINE, List.of()),
                prose.list("sentences", STATEMENT, List.of()),
                prose.list("lines", STATEMENT, List.of()),
                prose.list("doubts", Form.LINE, List.of()));
    }

    private static Map<String, String> paired(Section section, List<String> strong) {
        Map<String, String> paired = new TreeMap<>();
        for (String key : section.names(Form.oneOf("a key that 'strong' lists, too", strong))
                .keySet()) {
            section.maybe(key, Form.TRAILER_KEY).ifPresent(partner -> paired.put(key, partner));
        }
        return paired;
    }

    private static ScopeTable scope(String name, Section top) {
        return new ScopeTable(
                name,
                top.list("tree", Form.LINE, List.of()),
                top.list("only-here", Form.LINE, List.of()),
                top.list("foreign-only", Form.LINE, List.of()),
                Set.copyOf(top.list("foreign-tags", Form.LINE, List.of())),
                Set.copyOf(top.list("foreign-lists", Form.ADDRESS, List.of())));
    }
}
