package org.triaged.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.policy.Weight;
import org.triaged.policy.Words;
import org.triaged.triage.Mode;
import org.triaged.triage.WatchedList;

class ShippedConfTest {

    private static final List<String> NEVER_SAID = List.of(
            "you forgot", "you must", "you used", "violat", "suspect", "slop", "asap", "illegal", "do not reply", "!");

    private final Config config = ConfigLoader.load(ConfFolder.SHIPPED, Optional.empty());

    @Test
    void nothingLeavesTheHostAfterInstallation() {
        assertThat(config.lists()).extracting(WatchedList::mode).containsOnly(Mode.RECORD);
    }

    @Test
    void theListFileHasALineForEveryRule() {
        var weights = config.lists().get(0).terms().weights();

        assertThat(weights)
                .containsOnlyKeys(
                        RuleBook.entries().stream().map(RuleBook.Entry::id).toList());
        assertThat(weights)
                .containsEntry(new RuleId("dco-sob-missing"), Weight.REPLY)
                .containsEntry(RuleBook.SCOPE_FOREIGN, Weight.RECORD);
    }

    @TestFactory
    Stream<DynamicTest> everyKeyIsExplainedWhereItFirstStands() {
        return ConfFolder.shippedFiles().stream()
                .map(file -> dynamicTest(file, () -> {
                    List<String> lines = new ConfFolder(ConfFolder.SHIPPED)
                            .text(file)
                            .lines()
                            .toList();
                    Set<String> explained = new HashSet<>();
                    for (Value value : values(file)) {
                        boolean here = lines.get(value.keyLine).contains("#")
                                || value.keyLine > 0
                                        && lines.get(value.keyLine - 1).strip().startsWith("#");
                        assertThat(here || explained.contains(value.key))
                                .as("%s:%d: comment on '%s'", file, value.keyLine + 1, value.key)
                                .isTrue();
                        explained.add(value.key);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> aWrongValueOfAnyKeyIsRefusedWithItsLine(@TempDir Path folder) {
        ConfFolder conf = ConfFolder.in(folder);
        return ConfFolder.shippedFiles().stream()
                .map(file -> dynamicTest(file, () -> {
                    String text = conf.text(file);
                    for (Value value : values(file)) {
                        conf.write(file, value.spoil(text));
                        assertThat(conf.mistakes())
                                .as("%s:%d: wrong value for '%s'", file, value.line + 1, value.key)
                                .anyMatch(told -> told.startsWith(file + ":" + (value.line + 1) + ":"));
                    }
                    conf.write(file, text);
                }));
    }

    @Test
    void noWordsOfOursAreUnkindOrLeaveAFieldOpen() {
        config.policies().profiles().values().forEach(profile -> profile.words()
                .entries()
                .forEach((rule, words) -> {
                    List<String> texts = new ArrayList<>(words.row());
                    texts.addAll(List.of(words.sentence(), words.advice(), words.brief()));
                    words.settled().ifPresent(texts::add);
                    words.ways().ifPresent(ways -> {
                        texts.addAll(ways.items());
                        texts.addAll(List.of(ways.lead(), ways.end()));
                    });
                    assertThat(texts).allSatisfy(text -> assertThat(text.toLowerCase(Locale.ROOT))
                            .as("%s in %s", rule, profile.words().name())
                            .doesNotContain(NEVER_SAID)
                            .doesNotContain("  ", "\n", "[" + rule));
                }));
    }

    @Test
    void theGenericWordsNameNoProject() {
        String words = new ConfFolder(ConfFolder.SHIPPED)
                .text("words/generic.yaml")
                .lines()
                .filter(line -> !line.strip().startsWith("#") && !line.matches(" {2}[a-z-]+:")) // ids say more
                .reduce("", (all, line) -> all + line + "\n");

        assertThat(words.toLowerCase(Locale.ROOT)).doesNotContain("qemu", "document", "section", "the project");
    }

    @Test
    void theWordsAreThoseOfTheSamples() {
        Words words =
                config.lists().get(0).terms().policies().timeline("qemu").get(0).words();

        assertThat(words.of(new RuleId("dco-sob-missing")).row()).containsExactly("no Signed-off-by line");
        assertThat(words.of(new RuleId("dco-sob-missing")).advice())
                .isEqualTo("The project needs that line on every commit. With it you certify that you may contribute"
                        + " the change (Developer's Certificate of Origin). \"git commit --amend -s\" adds it.");
        assertThat(words.of(RuleBook.AI_DECLARED).row())
                .containsExactly("\"{key}\" discloses a tool,", "no exception is named");
        assertThat(words.of(RuleBook.AI_DECLARED).ways())
                .contains(new Words.Ways(
                        "Any one of these would help:",
                        List.of(
                                "nothing generated is in the patch; then say so in this thread;",
                                "something is; then ask on this list whether an exception can apply;",
                                "or simply wait, a maintainer will tell you how to go on."),
                        "Please leave the disclosure in place meanwhile."));
        assertThat(words.of(RuleBook.AI_EXCEPTION_SELF).row())
                .containsExactly("\"{key}\" names", "the author of the same patch");
        assertThat(words.of(RuleBook.AI_EXCEPTION_SELF).brief())
                .isEqualTo(words.of(RuleBook.AI_EXCEPTION_SELF).advice());
    }

    /** A value of a shipped file: of a key, or an item of its list. Lines from 0, offsets in characters. */
    private record Value(String key, int keyLine, int line, int start, int end, int endColumn, boolean isScalar) {

        /** A map where a scalar is expected, a scalar where a list or a map is. */
        String spoil(String text) {
            boolean block = text.substring(start, end).contains("\n");
            String gap = block ? "\n" + " ".repeat(endColumn) : "";
            return text.substring(0, start) + (isScalar ? "{nope: 1}" : "nope") + gap + text.substring(end);
        }
    }

    private static List<Value> values(String file) {
        String text = new ConfFolder(ConfFolder.SHIPPED).text(file);
        List<Value> values = new ArrayList<>();
        collect(new Compose(LoadSettings.builder().build()).composeString(text).orElseThrow(), values);
        return values;
    }

    private static void collect(Node node, List<Value> values) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                add((ScalarNode) tuple.getKeyNode(), tuple.getValueNode(), values);
            }
        }
    }

    private static void add(ScalarNode key, Node node, List<Value> values) {
        values.add(new Value(
                key.getValue(),
                key.getStartMark().orElseThrow().getLine(),
                node.getStartMark().orElseThrow().getLine(),
                node.getStartMark().orElseThrow().getIndex(),
                node.getEndMark().orElseThrow().getIndex(),
                node.getEndMark().orElseThrow().getColumn(),
                node instanceof ScalarNode));
        if (node instanceof SequenceNode list && !list.getValue().isEmpty()) {
            // The items of a list are read alike, so its first one stands for all.
            add(key, list.getValue().get(0), values);
        }
        collect(node, values);
    }
}
