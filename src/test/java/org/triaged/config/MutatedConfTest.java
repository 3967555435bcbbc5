package org.triaged.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever becomes of the shipped files, they load, or each mistake is told with its file and no word of the machine. */
class MutatedConfTest {

    private static final long SEED = Long.getLong("triaged.seed", 17);

    private static final int ROUNDS = Integer.getInteger("triaged.conf-mutations", 15);

    private static final List<String> SCALARS = List.of(
            "",
            "~",
            "*a",
            "&a x",
            "<<",
            "!!java.net.URL [x]",
            "[",
            "{a: ",
            "'",
            "\"\\u0000\"",
            "|",
            "- - - x",
            "? x",
            "%YAML 9.9",
            "---",
            "\t",
            "\ufeff",
            "\u2028",
            "\u0000",
            "\ud83d\ude00",
            "-1",
            "99999999999999999999",
            "0x7fffffff",
            ".inf",
            "PT-1S",
            "P999999999D",
            "2026-13-45",
            "+999999999-01-01",
            "../../../../etc/passwd",
            "/dev/zero",
            "x;INIT=RUNSCRIPT FROM 'x'",
            "(a+)+$",
            "**/**/**/**/**/x",
            "{who} {{x}} {",
            "x".repeat(10_000));

    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void everyMutationLoadsOrIsToldWithItsPlace() throws IOException {
        ConfFolder conf = ConfFolder.small(folder);
        List<String> files = ConfFolder.shippedFiles();
        Random random = new Random(SEED);
        int loaded = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String file = files.get(random.nextInt(files.size()));
            byte[] sound = Files.readAllBytes(conf.path().resolve(file));
            Files.write(conf.path().resolve(file), mutated(sound, random));
            loaded += loads(conf, "seed " + SEED + ", round " + round + ", " + file) ? 1 : 0;
            Files.write(conf.path().resolve(file), sound);
        }
        assertThat(loaded).isBetween(1, ROUNDS - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? ", "&a [", "!!seq [", "a: {"})
    @Timeout(60)
    void whatIsNestedWithoutEndIsAMistake(String opening) {
        ConfFolder conf = ConfFolder.small(folder).write("triaged.yaml", opening.repeat(200_000 / opening.length()));
        assertThat(loads(conf, opening)).isFalse();
        assertThat(conf.mistakes()).anyMatch(mistake -> mistake.startsWith("triaged.yaml:1:"));
    }

    /** Each mistake once, in one line, about a file of conf. */
    private static boolean loads(ConfFolder conf, String what) {
        List<Mistake> mistakes = new ArrayList<>();
        assertThatCode(() -> {
                    try {
                        conf.load();
                    } catch (ConfigMistakes e) {
                        assertThat(e.mistakes()).isNotEmpty();
                        mistakes.addAll(e.mistakes());
                    }
                })
                .as(what)
                .doesNotThrowAnyException();
        assertThat(mistakes).as(what).allSatisfy(mistake -> {
            assertThat(mistake.file()).startsWith(conf.path().toString());
            assertThat(mistake.message()).isNotBlank().doesNotContain("\n", "Exception", "java.", "org.");
        });
        return mistakes.isEmpty();
    }

    private static byte[] mutated(byte[] sound, Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(sound, random.nextInt(sound.length));
            case 1 -> {
                byte[] bytes = sound.clone();
                for (int i = 0; i <= random.nextInt(4); i++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                yield bytes;
            }
            default -> byLines(new String(sound, StandardCharsets.UTF_8), random);
        };
    }

    private static byte[] byLines(String sound, Random random) {
        List<String> lines = new ArrayList<>(sound.lines().toList());
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            String scalar = SCALARS.get(random.nextInt(SCALARS.size()));
            switch (random.nextInt(6)) {
                case 0 -> lines.add(random.nextInt(lines.size()), line);
                case 1 -> lines.set(at, "");
                case 2 -> lines.set(at, " ".repeat(random.nextInt(5)) + line);
                case 3 -> lines.set(at, line.stripLeading());
                case 4 -> lines.set(at, line.replaceFirst("^(\\s*[\\w/-]+:).*", "$1 " + quoted(scalar)));
                default -> lines.set(at, line.replaceFirst("\\w+", quoted(scalar)));
            }
        }
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String replacement) {
        return Matcher.quoteReplacement(replacement);
    }
}
