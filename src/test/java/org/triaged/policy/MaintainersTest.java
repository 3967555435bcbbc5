package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triaged.mail.Budget;
import org.triaged.mail.Limits;
import org.triaged.mail.MailParser;
import org.triaged.mail.ParseResult;
import org.triaged.mail.Person;
import org.triaged.series.MailReader;

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

            Subject
            M: k@example.org
            K: ^Subject:.*(?i)mips

            Spaced
            M: l@example.org
            K: spaced word # as Perl reads it

            Dashes
            M: m@example.org
            F: include/c++/

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
            include/c++/x/vector | Dashes Rest
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            +\tfrobnicate(x);                  | Words
            -\tfrobnicate(x);                  | Words
            +\tfrobnicated(x);                 |
            ' frobnicate(x);'                  |
            +Subject: mips: it begins no mail  |
            +int spacedword;                   | Spaced
            +int spaced word;                  |
            """)
    void aWordOfAChangedLineNamesASection(String line, String sections) {
        assertThat(titles(touchedBy("hw: any", "Text.\n", line)))
                .isEqualTo(sections == null ? "Rest" : sections + " Rest");
    }

    @Test
    void aWordOfTheSubjectTheMessageOrTheDiffstatNamesASectionToo() {
        assertThat(titles(touchedBy("target/MIPS: any", "Text.\n", "+a"))).isEqualTo("Subject Rest");
        assertThat(titles(touchedBy("hw: any", "It will frobnicate.\n", "+a"))).isEqualTo("Words Rest");
        assertThat(titles(touchedBy("hw: any", "Text.\n---\n frobnicate/a.c | 2 +-\n", "+a")))
                .isEqualTo("Words Rest");
    }

    @Test
    void anExclusionHoldsForPathsAndNotForWords() {
        Maintainers excluding = read("Word\nM: a@b.c\nX: hw/\nK: frobnicate\n");
        assertThat(excluding.touched(List.of("hw/a.c"), List.of())).isEmpty();
        assertThat(excluding.touched(List.of("hw/a.c"), excluding.in(List.of(), List.of("+frobnicate"))))
                .hasSize(1);
    }

    @Test
    void aPatchWithoutEndIsSearchedToABound() {
        List<String> endless = new ArrayList<>(Collections.nCopies(400_000, "+x"));
        endless.add("+ frobnicate(x);");
        assertThat(READ.in(List.of(), endless)).isEmpty();
    }

    @Test
    void anExpressionThatIsNoneIsLeftOutAndNamedWithItsLine() {
        Maintainers odd = read("Odd\nM: a@b.c\nF: hw/\nN: (\nK: (?=ahead)x\nK: good\n");
        assertThat(odd.oddities())
                .satisfiesExactly(
                        path -> assertThat(path).startsWith("line 4: '(' is no regular expression that we read"),
                        content -> assertThat(content).startsWith("line 5: '(?=ahead)x' is no regular"));
        assertThat(odd.in(List.of(), List.of("+good"))).containsExactly("good");
        assertThat(odd.touched(List.of("hw/x.c"), List.of())).hasSize(1);
    }

    /** Backtracking engines take minutes for these. */
    @Test
    @Timeout(60)
    void noPatternTakesLongForAnyPathOrLine() {
        String letters = "a".repeat(5_000);
        Maintainers slow = read("Slow\nM: a@b.c\nF: " + "*a".repeat(12) + "b\nN: ^(a+)+$\nK: (a*)*b$\n");
        assertThat(slow.touched(List.of(letters + "!"), slow.in(List.of(), List.of("+" + letters))))
                .isEmpty();
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
    void whatIsNoSuchFileIsTold() {
        assertThatThrownBy(() -> read("<html>moved</html>\n")).hasMessageContaining("no 'M:' and 'F:' lines");
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

    /** Of one patch, whose only changed line that is. */
    private static List<Maintainers.Section> touchedBy(String title, String message, String changed) {
        Map<String, String> fields = Posted.fields(1, "[PATCH] " + title);
        String diff = "diff --git a/README b/README\n--- a/README\n+++ b/README\n@@ -1,1 +1,1 @@\n"
                + (changed.startsWith("+")
                        ? "-old\n" + changed
                        : changed.startsWith("-") ? changed + "\n+new" : changed)
                + "\n";
        StringBuilder mail = new StringBuilder();
        fields.forEach((name, value) -> mail.append(value.isEmpty() ? "" : name + ": " + value + "\n"));
        mail.append('\n')
                .append(message)
                .append(message.contains("---") ? "" : "---\n")
                .append('\n')
                .append(diff);
        ParseResult parsed = MailParser.parse(
                mail.toString().getBytes(StandardCharsets.UTF_8), Posted.NOW, Limits.DEFAULT, Budget.UNLIMITED);
        return READ.touchedBy(List.of(
                MailReader.read(((ParseResult.Parsed) parsed).mail(), Posted.LIST.watchingFor(READ), Limits.DEFAULT)));
    }

    private static String titles(List<Maintainers.Section> sections) {
        return sections.stream().map(Maintainers.Section::title).collect(Collectors.joining(" "));
    }

    private static Maintainers read(String text) {
        return Maintainers.read(text, text.getBytes(StandardCharsets.UTF_8));
    }
}
