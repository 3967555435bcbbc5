package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
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
