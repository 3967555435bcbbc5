package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triaged.mail.Person;

/** The expected sections are what scripts/get_maintainer.pl of Linux 6.1 names for these files and paths. */
class MaintainersTest {

    private static final String FILE = """
            Intro text.

            \tF: not/a/pattern

            Below
            M: Ann Dev <ann@example.org>
            R: Rob R <rob@example.org>
            F: hw/net/

            Beside
            M: b@example.org
            F: hw/net/*

            Stars
            M: c@example.org
            F: */net/*

            Prefix
            M: d@example.org
            F: hw/net/frob

            Dots
            M: e@example.org
            F: docs/a.rst

            One
            M: f@example.org
            F: docs/?.rst

            Without
            M: g@example.org
            F: hw/
            X: hw/net/

            Regex
            M: h@example.org
            N: [^a-z]tegra

            Words
            M: i@example.org
            K: \\bfrobnicate\\b

            Rest
            M: j@example.org
            F: *
            F: */
            """;

    private static final Maintainers READ = read(FILE);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hw/net/frob.c        | Below Beside Stars Prefix Rest
            hw/net/can/x.c       | Below Rest
            hw/net/frobber.h     | Below Beside Stars Prefix Rest
            hw/netx/frob.c       | Without Rest
            docs/a.rst           | Dots One Rest
            docs/axrst           | Rest
            docs/ab.rst          | Rest
            hw/display/x.c       | Without Rest
            drivers/tegra-x.c    | Regex Rest
            drivers/integrator.c | Rest
            net/x.c              | Rest
            a/net/x.c            | Stars Rest
            README               | Rest
            """)
    void sectionsAreMatchedAsTheScriptMatchesThem(String path, String sections) {
        assertThat(READ.touched(List.of(path), List.of()).stream()
                        .map(Maintainers.Section::title)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(sections);
    }

    @Test
    void aPatternWithoutASlashAtTheEndIsAFolderWhereAFileLiesBelowIt() {
        assertThat(READ.touched(List.of("hw/net/frob/deep.c"), List.of()))
                .extracting(Maintainers.Section::title)
                .containsExactly("Below", "Prefix", "Rest");
    }

    @Test
    void aWordOfAChangedLineNamesASectionToo() {
        assertThat(READ.touched(List.of(), List.of("+ frobnicate(x);")))
                .extracting(Maintainers.Section::title)
                .containsExactly("Words");
        assertThat(READ.touched(List.of(), List.of("+ frobnicated(x);"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "fs/**/*foo*.c, fs/a/b/myfoo1.c, true",
        "fs/**/*foo*.c, fs/a/b/foo.h, false",
        "fs/**/*foo*.c, drivers/fs/a/foo.c, false",
        "docs/**/, docs/a/b/c.rst, true"
    })
    void twoStarsCrossFolders(String pattern, String path, boolean matches) {
        assertThat(FilePattern.of(pattern).matches(path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "ann@example.org, true",
        "ANN@Example.ORG, true",
        "ann+x@example.org, false",
        "ann@example.org.evil.test, false",
        "\u0430nn@example.org, false"
    })
    void aMailboxIsTheSameByPlainLettersAlone(String address, boolean same) {
        assertThat(Maintainers.sameMailbox(Person.of("Ann", "ann@example.org"), Person.of("Ann", address)))
                .isEqualTo(same);
        assertThat(Maintainers.sameMailbox(Person.of("K", "kim@x.org"), Person.of("K", "\u212aim@x.org")))
                .isFalse();
    }

    @Test
    void whatIsNoSuchFileIsToldWithItsLine() {
        assertThatThrownBy(() -> read("<html>moved</html>\n")).hasMessageContaining("no 'M:' and 'F:' lines");
        assertThatThrownBy(() -> read("A\nM: a@b.c\nN: (\n")).hasMessageContaining("line 3: '(' is no regular");
    }

    @Test
    void theExampleThatIsShippedIsReadAsItSays() throws IOException {
        Maintainers example = read(Files.readString(Path.of("conf/maintainers.example")));
        assertThat(example.sections())
                .extracting(Maintainers.Section::title)
                .containsExactly("Example network devices", "Example buses", "Example documents");
        assertThat(example.touched(List.of("hw/net/can/can-x.c"), List.of()))
                .extracting(Maintainers.Section::title)
                .containsExactly("Example buses");
    }

    private static Maintainers read(String text) {
        return Maintainers.read(text, text.getBytes(StandardCharsets.UTF_8));
    }
}
