package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rules run under which shipped profile: places, files and habits of one project are no other project's. */
class ProfileRulesTest {

    private static final Set<String> OF_QEMU_ALONE = Set.of(
            "newfile-maintainers",
            "pull-no-members",
            "pull-not-for-master",
            "pull-sob-missing",
            "pull-unsigned",
            "resolves-not-gitlab",
            "route-no-maintainer",
            "route-not-qemu-devel",
            "stable-cc-malformed",
            "stable-cc-not-sent",
            "trivial-too-large");

    private static final Set<String> WHERE_CONTENT_IS_FORBIDDEN =
            Set.of("ai-trailer-wrong-key", "ai-trailer-format", "ai-trailer-placement", "ai-scope-exceeded");

    private static final Set<String> WHERE_IT_IS_DISCLOSED =
            Set.of("ai-vendor-trailer", "ai-trailer-placement", "ai-scope-exceeded");

    private static final Set<String> WHERE_NOTHING_IS_SAID = Set.of(
            "ai-vendor-trailer",
            "ai-agent-author",
            "ai-trailer-wrong-key",
            "ai-trailer-format",
            "ai-trailer-placement",
            "ai-scope-exceeded",
            "ai-mention-noncontrib");

    @ParameterizedTest
    @CsvSource({
        "generic/dco, false",
        "qemu/2025-06-ban, true",
        "qemu/2025-09-exceptions, true",
        "qemu/2025-09-rfc, true",
        "qemu/2026-05-draft, true",
        "linux/2026-04, false",
        "linux/2026-07, false"
    })
    void everyOtherRuleRuns(String id, boolean qemu) {
        Profile profile = Posted.profile(id);
        Set<String> off = new TreeSet<>(qemu ? Set.of() : OF_QEMU_ALONE);
        off.addAll(
                switch (profile.ai().stance()) {
                    case FORBID -> WHERE_CONTENT_IS_FORBIDDEN;
                    case RESTRICT -> Set.of();
                    case DISCLOSE -> WHERE_IT_IS_DISCLOSED;
                    case SILENT -> WHERE_NOTHING_IS_SAID;
                });

        Set<String> found = RuleBook.entries().stream()
                .map(RuleBook.Entry::id)
                .filter(rule -> !profile.runs(rule))
                .map(RuleId::value)
                .collect(Collectors.toSet());
        assertThat(new TreeSet<>(found)).isEqualTo(off);
    }

    @Test
    void theTableNamesEveryShippedProfile() {
        assertThat(Posted.CONF.policies().profiles()).hasSize(7);
    }

    /** By their words: a rule of QEMU's that is added later must not reach the kernel by oversight. */
    @Test
    void noRuleOnRoutesAndPullsIsLeftOutOfTheTable() {
        List<String> families = List.of("route-", "trivial-", "stable-cc-", "resolves-", "pull-");
        assertThat(RuleBook.entries().stream().map(rule -> rule.id().value()).filter(id -> families.stream()
                        .anyMatch(id::startsWith)))
                .allMatch(OF_QEMU_ALONE::contains);
    }

    /** A posting that breaks each of these rules under QEMU's policy says nothing of them to others. */
    @Test
    void theKernelIsNotToldAboutListsAndTrackersOfQemu() {
        String message = "Why.\n\nCc: stable@vger.kernel.org\nResolves: https://bugs.example.org/7\n" + Posted.SIGNED;
        String under = rules("linux/2026-07", message).collect(Collectors.joining(" "));

        assertThat(rules("qemu/2025-09-exceptions", message)).contains("stable-cc-malformed", "resolves-not-gitlab");
        assertThat(under).doesNotContain("stable-cc", "resolves", "route", "trivial", "pull");
    }

    private static Stream<String> rules(String profile, String message) {
        return Judge.judge(Posted.single(message), Posted.loud(profile), true).findings().stream()
                .map(found -> found.rule().value());
    }
}
