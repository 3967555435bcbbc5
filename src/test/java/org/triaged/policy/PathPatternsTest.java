package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            .c               | hw/net/frob.c            | true
            .c               | frob.c                   | true
            .c               | hw/net/frob.cc           | false
            .c               | hw/.c                    | true
            .c               | hw/x.c/readme            | false
            .inc.c           | hw/x.inc.c               | true
            Makefile*        | Makefile                 | true
            Makefile*        | hw/net/Makefile.objs     | true
            Makefile*        | hw/net/GNUMakefile       | false
            Makefile*        | Makefile.d/x.c           | false
            *.rst            | docs/devel/a.rst         | true
            meson.build      | hw/net/meson.build       | true
            meson.build      | hw/net/meson.build.in    | false
            .mailmap         | .mailmap                 | true
            hw/net/          | hw/net/frob.c            | true
            hw/net/          | hw/net/can/frob.c        | true
            hw/net/          | hw/network/frob.c        | false
            hw/net/          | a/hw/net/frob.c          | false
            hw/net/          | hw/net                   | false
            hw/net           | hw/net/frob.c            | false
            hw/net           | hw/net                   | true
            pc-bios/*.bin    | pc-bios/x.bin            | true
            pc-bios/*.bin    | pc-bios/old/x.bin        | false
            pc-bios/*.bin    | roms/pc-bios/x.bin       | false
            pc-bios/*.bin    | pc-bios/.bin             | true
            docs/*/index.rst | docs/devel/index.rst     | true
            docs/*/index.rst | docs/devel/a/index.rst   | false
            docs/*/index.rst | docs/index.rst           | false
            a*b*c            | hw/aXbYc                 | true
            a*b*c            | hw/acb                   | false
            a*a              | a                        | false
            a*a              | aa                       | true
            x/*y*/z          | x/ayb/z                  | true
            x/*y*/z          | x/a/yb/z                 | false
            ./*              | ./x                      | true
            """)
    void aPatternMeansTheseFilesAndNoOthers(String pattern, String path, boolean matches) {
        assertThat(new PathPatterns(List.of(pattern)).match(path)).isEqualTo(matches);
    }

    @Test
    void onePatternOfSeveralIsEnough() {
        assertThat(new PathPatterns(List.of(".py", "docs/")).match("docs/a.rst"))
                .isTrue();
        assertThat(new PathPatterns(List.of()).match("docs/a.rst")).isFalse();
    }

    @Test
    @Timeout(60)
    void manyStarsTakeNoLongerThanOne() {
        String path = "a".repeat(100_000) + "!";
        assertThat(new PathPatterns(List.of("a*".repeat(40) + "b")).match(path)).isFalse();
    }
}
