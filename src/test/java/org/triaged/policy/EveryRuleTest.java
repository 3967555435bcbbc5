package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Walks all rules: none lacks its line in the book, its words, its place in conf, its page, its cases. */
class EveryRuleTest {

    /** In the order in which a mail speaks of them. */
    private static final List<String> ALL =
            """
            dco-sob-missing dco-sob-malformed dco-sob-author-mismatch dco-sob-address-differs dco-sob-sender-missing
            dco-sob-order dco-sob-anonymous dco-sob-agent dco-coauthor-no-sob author-list-mangled
            series-cover-missing series-incomplete series-deep-threading series-buried series-version-missing
            series-version-mixed series-changelog-missing series-changelog-in-message series-cover-no-diffstat
            series-based-on-malformed
            subject-no-prefix subject-trailing-dot subject-empty msg-body-empty msg-line-long fixes-malformed
            resolves-not-gitlab stable-cc-malformed stable-cc-not-sent gerrit-change-id
            mime-attachment mime-html mime-not-utf8 patch-corrupt patch-dos-eol patch-trailing-ws not-a-patch
            newfile-no-spdx newfile-boilerplate newfile-maintainers generated-unacknowledged binary-blob
            route-not-qemu-devel route-no-maintainer trivial-too-large
            pull-sob-missing pull-unsigned pull-not-for-master pull-no-members scope-foreign
            ai-declared ai-vendor-trailer ai-agent-author ai-trailer-wrong-key ai-trailer-format ai-trailer-placement
            ai-scope-exceeded ai-mention-noncontrib
            ai-exception-unsupported ai-exception-unlisted ai-exception-expired ai-exception-self
            ai-exception-not-maintainer ai-exception-unconfirmed ai-second-opinion-open
            """.lines().flatMap(line -> Stream.of(line.split(" "))).toList();

    /** What a mail may cause alone as shipped; all else is recorded until its findings have been read for a while. */
    private static final Set<String> REPLIES = Set.of(
            "dco-sob-missing",
            "dco-sob-author-mismatch",
            "dco-sob-agent",
            "ai-declared",
            "ai-vendor-trailer",
            "ai-agent-author");

    private static final Pattern FINDING =
            Pattern.compile("\"type\":\"finding\",\"rule\":\"([a-z0-9-]+)\",\"severity\":\"([a-z]+)\"");

    private static final Path GOLDEN = Path.of("src/test/golden");

    @Test
    void theBookHoldsThemInTheirOrder() {
        assertThat(RuleBook.entries()).extracting(entry -> entry.id().value()).containsExactlyElementsOf(ALL);
    }

    @Test
    void anIdThatIsKeptFreeIsNoRule() {
        assertThat(RuleBook.find(new RuleId("message-id-trailer"))).isEmpty();
    }

    @Test
    void whatIsNotedOnlyNeverSpeaks() {
        for (RuleBook.Entry rule : RuleBook.entries()) {
            Finding noted =
                    new Finding(rule.id(), Severity.INFO, Weight.REPLY, Optional.empty(), Optional.empty(), "", "", "");
            assertThat(noted.audible()).as(rule.id().value()).isFalse();
            assertThat(noted.speaks()).as(rule.id().value()).isFalse();
        }
    }

    @TestFactory
    Stream<DynamicTest> eachHasWordsInEveryTable() {
        return each(rule -> {
            for (Profile profile : Posted.CONF.policies().profiles().values()) {
                assertThat(profile.words().entries()).containsKey(rule.id());
                assertThat(profile.words().of(rule.id()).sentence()).isNotBlank();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> eachHasALineInTheShippedList() {
        return each(rule -> {
            String id = rule.id().value();
            Weight weight = Posted.CONF.lists().get(0).terms().weights().get(rule.id());
            boolean replies =
                    REPLIES.contains(id) || id.startsWith("ai-exception-") && rule.publicity() == Publicity.YES;
            assertThat(weight).isEqualTo(replies ? Weight.REPLY : Weight.RECORD);
        });
    }

    @TestFactory
    Stream<DynamicTest> eachIsInTheCatalogue() {
        return each(rule -> {
            String row = Files.readString(Path.of("docs/policy.md"))
                    .lines()
                    .filter(line -> line.startsWith("| `" + rule.id() + "` |"))
                    .findFirst()
                    .orElse("");
            String[] cells = row.split(" *\\| *");
            assertThat(cells).hasSize(7).doesNotContain("?");
            assertThat(cells[2]).startsWith(rule.severity().word());
            assertThat(cells[3]).isEqualTo(rule.publicity().name().toLowerCase(Locale.ROOT));
            assertThat(List.of(cells).subList(4, 7))
                    .allSatisfy(cell -> assertThat(cell).isNotBlank());
        });
    }

    /** Each sort is there, and does what it is called for. A case that nearly fires may show what is noted and never said. */
    @TestFactory
    Stream<DynamicTest> eachHasCasesOfEverySort() {
        return each(rule -> {
            List<Path> cases = cases(rule.id().value());
            assertThat(cases.stream().map(EveryRuleTest::sort).collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder("fires", "clean", "nearly");
            for (Path folder : cases) {
                Set<String> severities = severities(folder, rule.id());
                switch (sort(folder)) {
                    case "fires" -> assertThat(severities).as(folder.toString()).isNotEmpty();
                    case "clean" -> assertThat(severities).as(folder.toString()).isEmpty();
                    default ->
                        assertThat(severities)
                                .as(folder.toString())
                                .isSubsetOf(rule.severity() == Severity.INFO ? Set.of() : Set.of("info"));
                }
            }
        });
    }

    private static Set<String> severities(Path folder, RuleId rule) throws IOException {
        return FINDING.matcher(Files.readString(folder.resolve("expected.jsonl")))
                .results()
                .filter(finding -> finding.group(1).equals(rule.value()))
                .map(finding -> finding.group(2))
                .collect(Collectors.toSet());
    }

    private static String sort(Path folder) {
        return folder.getFileName().toString().split("-", 2)[0];
    }

    private static List<Path> cases(String rule) throws IOException {
        try (Stream<Path> folders = Files.list(GOLDEN.resolve(rule))) {
            return folders.toList();
        }
    }

    private interface Demand {
        void check(RuleBook.Entry rule) throws IOException;
    }

    private static Stream<DynamicTest> each(Demand demand) {
        return RuleBook.entries().stream().map(rule -> dynamicTest(rule.id().value(), () -> demand.check(rule)));
    }
}
