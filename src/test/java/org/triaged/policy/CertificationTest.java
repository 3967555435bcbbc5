package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing that a mail says of tools or exceptions, and nothing a document makes of it, changes what is found of its sign-offs. */
class CertificationTest {

    private static final List<String> OF_PEOPLE = List.of(
            "Why.",
            "",
            Posted.SIGNED,
            "signed-off-by: Bob Q <bob@example.org>",
            "Signed-off-by: Claude Dupont <claude@example.org>",
            "Signed-off-by: Claude <noreply@anthropic.com>",
            "Reviewed-by: Bob Q <bob@example.org>",
            "Co-developed-by: Bob Q <bob@example.org>",
            "  Ann Dev <ann@example.org>");

    /** Each a line of its own; none is a sign-off. */
    private static final List<String> OF_TOOLS = List.of(
            "Assisted-by: LLM",
            "Assisted-by: Claude:opus-4",
            "Assisted-by: Claude <noreply@anthropic.com>",
            "AI-used-for: tests, docs",
            "Generated-by: Copilot",
            "Co-authored-by: Copilot <copilot@github.com>",
            "Claude-Session: 1234",
            "AI-exception-granted-by: Bob Q <bob@example.org>",
            "AI-exception-granted-by: Ann Dev <ann@example.org>",
            "AI-exception-granted-by: nobody");

    private static final List<String> PROFILES = List.of(
            "generic/dco",
            "qemu/2025-06-ban",
            "qemu/2025-09-exceptions",
            "qemu/2025-09-rfc",
            "qemu/2026-05-draft",
            "linux/2026-04",
            "linux/2026-07");

    private final Random random = new Random(Long.getLong("triaged.seed", 20250624));

    @Test
    void noTrailerOfAToolOrAnExceptionTouchesIt() {
        int certified = 0;
        int declared = 0;
        for (int round = 0; round < 300; round++) {
            List<String> message = drawn(OF_PEOPLE, 1 + random.nextInt(6));
            List<String> with = new ArrayList<>(message);
            int at = random.nextInt(message.size() + 1);
            with.addAll(at, drawn(OF_TOOLS, 1 + random.nextInt(3)));
            for (String profile : PROFILES) {
                Judgement plain = Posted.judged(Posted.single(String.join("\n", message)), profile);
                Judgement told = Posted.judged(Posted.single(String.join("\n", with)), profile);
                assertThat(certification(told)).as("%s under %s", with, profile).isEqualTo(certification(plain));
                certified += certification(told).size();
                declared += told.findings().size() - certification(told).size();
            }
        }
        assertThat(certified).isGreaterThan(100);
        assertThat(declared).isGreaterThan(100);
    }

    private List<String> drawn(List<String> lines, int many) {
        return Stream.generate(() -> lines.get(random.nextInt(lines.size())))
                .limit(many)
                .toList();
    }

    private static List<String> certification(Judgement judgement) {
        return judgement.findings().stream()
                .filter(found -> found.rule().value().startsWith("dco-"))
                .map(found -> found.rule() + " " + found.severity() + " " + found.weight() + " " + found.number() + " "
                        + found.evidence())
                .toList();
    }
}
