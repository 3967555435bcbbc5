package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffReaderTest {

    private static Diff read(String text) {
        return DiffReader.read(List.of(text.split("\n", -1)), 5_000);
    }

    private static List<String> changes(String text) {
        return read(text).files().stream()
                .map(file -> file.status() + " " + file.path()
                        + file.oldPath().map(old -> " from " + old).orElse("")
                        + " " + file.added().map(String::valueOf).orElse("-")
                        + " " + file.deleted().map(String::valueOf).orElse("-"))
                .toList();
    }

    @Test
    void linesOfAnOpenHunkAreContentWhateverTheyLookLike() {
        assertThat(changes("""
                diff --git a/x.mbox b/x.mbox
                --- a/x.mbox
                +++ b/x.mbox
                @@ -1,4 +1,4 @@
                 From git
                --- a/y
                +++ b/y
                +diff --git a/z b/z
                --\s
                 end
                --\s
                2.39
                """)).containsExactly("MODIFIED x.mbox 2 2");
    }

    @Test
    void aLineThatNoHeaderFollowsIsNoFile() {
        assertThat(changes("""
                diff --git a/x b/x
                diff --git a/x b/x
                --- a/x
                +++ b/x
                @@ -1 +1 @@
                -a
                +b
                diff --git a/y b/y
                and no more
                Index: z
                ---
                 z | 2 +-

                diff --git a/w b/w
                old mode 100644
                new mode 100755
                """)).containsExactly("MODIFIED x 1 1", "MODE w 0 0");
    }

    @Test
    void namesStandAnywhereInAHeaderOfGit() {
        assertThat(changes("""
                diff --git a/x b/x
                --- a/x
                index 111..222 100644
                +++ b/x
                @@ -1 +1 @@
                -a
                +b
                diff --git a/y b/y
                +++ b/y
                --- a/y
                index 111..222 100644
                @@ -1 +1,2 @@
                 a
                +b
                """)).containsExactly("MODIFIED x 1 1", "MODIFIED y 1 0");
    }

    @Test
    void everyFateOfAFileIsTold() {
        assertThat(changes("""
                diff --git a/new b/new
                new file mode 100644
                index 000..111
                --- /dev/null
                +++ b/new
                @@ -0,0 +1 @@
                +x
                \\ No newline at end of file
                diff --git a/old b/old
                deleted file mode 100644
                --- a/old
                +++ /dev/null
                @@ -1 +0,0 @@
                -x
                diff --git a/d/from b/d/to
                similarity index 90%
                rename from d/from
                rename to d/to
                diff --git a/run b/run
                old mode 100644
                new mode 100755
                diff --git a/empty b/empty
                new file mode 100644
                diff --git a/pic b/pic
                index 111..222 100644
                GIT binary patch
                literal 3
                abc

                diff --git a/copy b/copy2
                copy from copy
                copy to copy2
                --- a/copy
                +++ b/copy2
                @@ -1 +1 @@
                -a
                +b
                """))
                .containsExactly(
                        "ADDED new 1 0",
                        "DELETED old 0 1",
                        "RENAMED d/to from d/from 0 0",
                        "MODE run 0 0",
                        "ADDED empty 0 0",
                        "BINARY pic - -",
                        "COPIED copy2 from copy 1 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --- a/x/y         | +++ b/x/y       | x/y
            --- i/x           | +++ w/x         | x
            --- linux.orig/x  | +++ linux/x     | x
            --- x/y           | +++ x/y         | x/y
            --- x.c           | +++ x.c         | x.c
            --- "a/\\303\\251\\t" | +++ "b/\\303\\251\\t" | é\t
            --- /dev/null     | +++ b/x         | x
            --- a/x           | +++ /dev/null   | x
            """, ignoreLeadingAndTrailingWhitespace = true)
    void prefixesAreTakenOffWhereTheyArePrefixes(String left, String right, String path) {
        String diff = left + "\n" + right + "\n@@ -1 +1 @@\n-a\n+b\n";
        assertThat(read(diff).files().get(0).path().strip()).isEqualTo(path.strip());
    }

    @Test
    void timeStampsAndCvsHeadersAreKnown() {
        assertThat(changes("""
                Index: src/x.c
                ===================================================================
                --- src/x.c\t(revision 1)
                +++ src/x.c\t(working copy)
                @@ -1 +1,2 @@
                 a
                +b
                """)).containsExactly("MODIFIED src/x.c 1 0");
    }

    @Test
    void aHunkShorterThanPromisedEndsAtTheSignature() {
        Diff diff = read(Mails.DIFF.replace("-1,2 +1,2", "-1,9 +1,9") + "-- \n2.39\n");
        assertThat(diff.corrupt()).isTrue();
        assertThat(diff.files().get(0).deleted()).contains(1);
    }

    @Test
    void aLostBlankIsAnEmptyContextLine() {
        assertThat(read("--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n\n-b\n+c\n").corrupt())
                .isFalse();
    }

    @Test
    void theHashKnowsTheContentAndNotWhereItLies() {
        String moved =
                Mails.DIFF.replace("@@ -1,2 +1,2 @@", "@@ -7,2 +8,2 @@ f").replace("1111111", "3333333");
        assertThat(read(moved).hash()).isEqualTo(read(Mails.DIFF).hash()).isPresent();
        assertThat(read(Mails.DIFF.replace("+c", "+d")).hash())
                .isNotEqualTo(read(Mails.DIFF).hash());
    }

    @Test
    void moreFilesThanTheLimitAreCut() {
        Diff diff = DiffReader.read(List.of(Mails.DIFF.repeat(3).split("\n")), 2);
        assertThat(diff.files()).hasSize(2);
        assertThat(diff.cut()).isTrue();
    }

    @Test
    void proseIsNoDiff() {
        assertThat(read("--- a line\nthat is no diff\nIndex: of things\n@@ -1 +1 @@\n")
                        .isEmpty())
                .isTrue();
    }
}
