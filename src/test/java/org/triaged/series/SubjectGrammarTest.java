package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectGrammarTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [PATCH v2 3/5] ui: x         | patch       |             | 2 | 3/5  | ui: x
            [RFC PATCH 2/4] docs: x      | patch       | RFC         |   | 2/4  | docs: x
            [v2 PATCH] x                 | patch       |             | 2 |      | x
            [PATCH/RFC 1/2] x            | patch       | RFC         |   | 1/2  | x
            [Patch v3]: x                | patch       |             | 3 |      | x
            [LTP] [PATCH v2] x           | patch       | LTP         | 2 |      | x
            [PATCH qemu master] x        | patch       | qemu,master |   |      | x
            [PATCH]net/x: y              | patch       |             |   |      | net/x: y
            PATCH v1 0/4 x               | patch       |             | 1 | 0/4  | x
            [PATCH v6,19/24] x           | patch       |             | 6 | 19/24| x
            [net,v2,1/2] x               |             | net         | 2 | 1/2  | x
            [PATCH1/8] x                 | patch       |             |   | 1/8  | x
            [v2PATCH1/4] x               | patch       |             | 2 | 1/4  | x
            [PATCH 1 of 2] x             | patch       |             |   | 1/2  | x
            [PATCH 3/2] x                | patch       |             |   | 3/2  | x
            [PATCH v5.1 2/3] x           | patch       | v5.1        | 5 | 2/3  | x
            [PATCH][next] x              | patch       | next        |   |      | x
            [PATCH for-10.1 v4 00/12] x  | patch       | for-10.1    | 4 | 0/12 | x
            [PULL 3/9] x                 | pull        | PULL        |   | 3/9  | x
            [GIT PULL] x                 | pull        | PULL        |   |      | x
            Re: [PATCH v2 1/3] x         | patch reply |             | 2 | 1/3  | x
            [devel] AW: Re: [PATCH] x    | patch reply |             |   |      | x
            答复：[PATCH] x               | patch reply |             |   |      | x
            [PATCH] [foo] x [y] z        | patch       | foo         |   |      | x [y] z
            [PATCHv3 1/2] x              | patch       |             | 3 | 1/2  | x
            [PATCH 2/3 v4] x             | patch       |             | 4 | 2/3  | x
            [PATCH] x (v2)               | patch       |             | 2 |      | x (v2)
            [PATCH 3/4/5] x              | patch       | 3/4/5       |   |      | x
            ping: [PATCH v2] x           | patch       |             | 2 |      | x
            a: b [PATCH 1/2]             | patch       |             |   | 1/2  | a: b
            [PATCH-for-9.2 v3 1/7] x     | patch       | for-9.2     | 3 | 1/7  | x
            [RFC-PATCH v2] x             | patch       | RFC         | 2 |      | x
            [PATCH RESEND 0/0] x         | patch       | RESEND      |   | 0/0  | x
            RE[2]: x                     | reply       |             |   |      | x
            [BUG] x: [PATCH] y           |             | BUG         |   |      | x: [PATCH] y
            [unclosed x                  |             |             |   |      | [unclosed x
            """)
    void aSubjectIsTakenApart(String subject, String marks, String tags, Integer version, String number, String title) {
        Subject read = SubjectGrammar.read(subject, List.of("devel"));
        String wanted = marks == null ? "" : marks;
        assertThat(read.title()).isEqualTo(title);
        assertThat(read.tags()).isEqualTo(tags == null ? List.of() : Arrays.asList(tags.split(",")));
        assertThat(read.version().orElse(null)).isEqualTo(version);
        assertThat(read.number().map(part -> part.index() + "/" + part.total()).orElse(null))
                .isEqualTo(number == null ? null : number.replaceFirst("^0+(?=\\d)", ""));
        assertThat(read.patchTag()).isEqualTo(wanted.contains("patch"));
        assertThat(read.pullTag()).isEqualTo(wanted.contains("pull"));
        assertThat(read.replyPrefix()).isEqualTo(wanted.contains("reply"));
    }

    /** In the form that git format-patch gives it. */
    private static String printed(Subject subject) {
        List<String> words = new ArrayList<>();
        words.add(subject.patchTag() ? "PATCH" : "");
        words.addAll(subject.tags());
        subject.version().ifPresent(version -> words.add("v" + version));
        subject.number().ifPresent(part -> words.add(part.index() + "/" + part.total()));
        words.remove("");
        return (subject.replyPrefix() ? "Re: " : "") + "[" + String.join(" ", words) + "] " + subject.title();
    }

    @Test
    void aSubjectPrintedFromItsPartsReadsTheSame() {
        Random random = new Random(7);
        List<String> tags = List.of("RFC", "RESEND", "for-9.2", "net-next", "PULL", "qemu", "3/4/5");
        List<String> titles = List.of("ui: x", "x [y] z", "Re-add x", "re: of a kind (v2)", "v2 of x", "1/2 of x: y");
        for (int round = 0; round < 2_000; round++) {
            String words = String.join(" ", drawn(tags, random));
            String subject = "[PATCH " + words + " v" + random.nextInt(30) + " " + random.nextInt(12) + "/"
                    + random.nextInt(12) + "] " + titles.get(random.nextInt(titles.size()));
            Subject once = SubjectGrammar.read(subject, List.of());
            assertThat(SubjectGrammar.read(printed(once), List.of()))
                    .as(subject)
                    .isEqualTo(once);
        }
    }

    private static List<String> drawn(List<String> all, Random random) {
        return all.stream().filter(tag -> random.nextInt(3) == 0).toList();
    }

    @Test
    void theFractionOfAVersionIsKept() {
        assertThat(SubjectGrammar.read("[PATCH v5.1 2/3] x", List.of()).fraction())
                .contains("1");
    }

    @Test
    void theLastVersionWinsAndTheFirstNumber() {
        Subject read = SubjectGrammar.read("[PATCH v2 1/2 v3 2/2] x", List.of());
        assertThat(read.version()).contains(3);
        assertThat(read.number()).contains(new PartNumber(1, 2));
        assertThat(read.severalVersions()).isTrue();
    }

    @Test
    void aListTagLeavesNoTrace() {
        assertThat(SubjectGrammar.read("[Devel] [PATCH] x", List.of("devel")).tags())
                .isEmpty();
    }
}
