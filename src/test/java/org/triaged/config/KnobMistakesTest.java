package org.triaged.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Walks every knob of a profile, as the parent of all profiles spells them out: a wrong key and a wrong value of each are
 * told with file, line, column and what would do, all at once, and none lacks a test in which it changes findings.
 */
class KnobMistakesTest {

    private static final String GENERIC = "policies/generic/dco.yaml";

    /** What a profile says of itself and of the words of its mails. {@code ProfileFilesTest} and {@code TimelineTest} turn these. */
    private static final Set<String> NOT_ON_FINDINGS = Set.of(
            "profile", "status", "valid.from", "valid.until", "grace", "source.note", "urls", "sections", "words");

    /** Which table is read; what stands in it is turned in {@code DisclosureKnobsTest} and in the tests of the table. */
    private static final Set<String> TABLES = Set.of("ai.evidence");

    /** Keys that the parent of all has no use for, and those of an entry of the register, which it has none of; form goes with regex. */
    private static final Set<String> ELSEWHERE = Set.of(
            "extends",
            "document",
            "commit",
            "text-read-at",
            "message-id",
            "dco",
            "min-date",
            "id",
            "title",
            "kind",
            "anchor",
            "discussion",
            "valid-from",
            "valid-until",
            "conditions",
            "paths",
            "excluded-paths",
            "max-changed-lines",
            "required-words",
            "separate-patch",
            "added-by",
            "added-at",
            "reason",
            "form");

    /** Words of values and of mails that stand among the keys in the sources. */
    private static final Set<String> NO_KEYS = Set.of("any", "asked");

    private static final List<String> READERS = List.of("ProfileSection", "AiSection", "ExceptionSection");

    private static final Pattern QUOTED = Pattern.compile("\"([a-z]+(?:-[a-z]+)*)\"");

    private static final Pattern VALUES = Pattern.compile(
            "Form\\.word\\([^)]*\\)|\\.equals\\([^)]*\\)|\\.or\\([^)]*\\)|\"[a-z-]+\"\\)\\.equals|, \"[a-z]+\"\\)");

    private ConfFolder conf;

    @BeforeEach
    void copy(@TempDir Path folder) {
        conf = ConfFolder.small(folder);
    }

    @Test
    void aMisspeltKeyIsToldBesideTheRightOne() {
        List<Leaf> leaves = leaves();
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        int copied = 0;
        Line line = new Line();
        for (Leaf leaf : leaves) {
            text.append(conf.text(GENERIC), copied, leaf.keyEnd()).append('x');
            copied = leaf.keyEnd();
            expected.add("%s: unknown key '%sx'; did you mean '%s'?"
                    .formatted(line.at(leaf.keyAt(), 1), leaf.key(), leaf.key()));
        }
        text.append(conf.text(GENERIC).substring(copied));
        conf.write(GENERIC, text.toString());

        assertThat(leaves).hasSizeGreaterThan(40);
        assertThat(conf.mistakes()).containsAll(expected);
    }

    @Test
    void aWrongValueIsToldWithWhatWouldDo() {
        List<Leaf> leaves = leaves();
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        int copied = 0;
        Line line = new Line();
        for (Leaf leaf : leaves) {
            String wrong = leaf.isMap() ? "nope" : "{nope: 1}";
            text.append(conf.text(GENERIC), copied, leaf.start()).append(wrong);
            copied = leaf.end();
            expected.add(line.at(leaf.valueAt(), wrong.length() - (leaf.end() - leaf.start())) + ": '" + leaf.key()
                    + "': found " + (leaf.isMap() ? "'nope'" : "a map") + ", expected ");
        }
        text.append(conf.text(GENERIC).substring(copied));
        conf.write(GENERIC, text.toString());

        List<String> mistakes = conf.mistakes();
        assertThat(expected).allSatisfy(start -> assertThat(mistakes)
                .as("a mistake that starts with %s", start)
                .anyMatch(told -> told.startsWith(start) && told.length() > start.length()));
    }

    @Test
    void eachKnobIsTurnedInATest() throws IOException {
        String disclosure = Files.readString(Path.of("src/test/java/org/triaged/config/DisclosureKnobsTest.java"));
        Set<String> turned = KnobsTest.ALL.stream().map(KnobsTest.Knob::path).collect(Collectors.toSet());
        List<String> untouched = leaves().stream()
                .filter(leaf -> !NOT_ON_FINDINGS.contains(leaf.path()) && !TABLES.contains(leaf.path()))
                .filter(leaf -> !turned.contains(leaf.path()))
                .filter(leaf -> !leaf.path().startsWith("ai.") || !disclosure.contains(leaf.key() + ": "))
                .map(Leaf::path)
                .toList();

        assertThat(untouched).as("knobs that no test turns").isEmpty();
    }

    /** What the readers ask for, from their sources: a key that nobody documented would not be walked above. */
    @Test
    void noReaderAsksForAKeyThatIsNotWalked() throws IOException {
        Set<String> walked = new TreeSet<>(ELSEWHERE);
        walked.addAll(NO_KEYS);
        leaves().forEach(leaf -> walked.addAll(List.of(leaf.path().split("\\."))));
        Set<String> asked = new TreeSet<>();
        for (String reader : READERS) {
            String source = Files.readString(Path.of("src/main/java/org/triaged/config/" + reader + ".java"));
            Matcher quoted = QUOTED.matcher(VALUES.matcher(source).replaceAll(""));
            while (quoted.find()) {
                asked.add(quoted.group(1));
            }
        }

        assertThat(asked).hasSizeGreaterThan(60);
        assertThat(walked).containsAll(asked);
    }

    private List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>();
        String text = conf.text(GENERIC);
        Node top =
                new Compose(LoadSettings.builder().build()).composeString(text).orElseThrow();
        collect("", (MappingNode) top, leaves);
        return leaves;
    }

    private static void collect(String path, MappingNode map, List<Leaf> leaves) {
        for (NodeTuple tuple : map.getValue()) {
            ScalarNode key = (ScalarNode) tuple.getKeyNode();
            boolean rule = path.equals("rules.");
            String below = rule ? path : path + key.getValue() + ".";
            if (tuple.getValueNode() instanceof MappingNode inner
                    && !inner.getValue().isEmpty()) {
                collect(below, inner, leaves);
            } else {
                leaves.add(new Leaf(path + key.getValue(), key, tuple.getValueNode()));
            }
        }
    }

    private record Leaf(String path, ScalarNode name, Node value) {

        String key() {
            return name.getValue();
        }

        boolean isMap() {
            return value instanceof MappingNode;
        }

        Mark keyAt() {
            return name.getStartMark().orElseThrow();
        }

        Mark valueAt() {
            return value.getStartMark().orElseThrow();
        }

        int keyEnd() {
            return name.getEndMark().orElseThrow().getIndex();
        }

        int start() {
            return valueAt().getIndex();
        }

        int end() {
            return value.getEndMark().orElseThrow().getIndex();
        }
    }

    /** Where something stands once what was before it on its line has grown or shrunk. */
    private static final class Line {

        private int number = -1;

        private int shift;

        String at(Mark mark, int growth) {
            if (mark.getLine() != number) {
                number = mark.getLine();
                shift = 0;
            }
            String place = GENERIC + ":" + (number + 1) + ":" + (mark.getColumn() + 1 + shift);
            shift += growth;
            return place;
        }
    }
}
