package org.triaged.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.triaged.series.DisplayWidth;

class TextTableTest {

    @Test
    void theWidestColumnGivesWayFirst() {
        TextTable table = new TextTable(List.of("id", "title"), List.of(true, false));
        table.add(List.of("7", "a title that is much too long for this"));
        table.add(List.of("1234", "short"));
        assertThat(table.text(20)).isEqualTo("""
                  id  title
                ----  --------------
                   7  a title that \u2026
                1234  short
                """);
    }

    @Test
    void wideLettersTakeTwoColumns() {
        TextTable table = new TextTable(List.of("a", "b"), List.of(false, false));
        table.add(List.of("\u4e2d\u6587", "x"));
        table.add(List.of("abc", "y"));
        assertThat(table.text(80)).isEqualTo("""
                a     b
                ----  -
                \u4e2d\u6587  x
                abc   y
                """);
    }

    @Test
    void whatDoesNotFitIsToldRowByRow() {
        TextTable table = new TextTable(List.of("first", "second", "third"), List.of(false, false, false));
        table.add(List.of("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccccccccc"));
        assertThat(table.text(20)).isEqualTo("""
                row 1
                  first   aaaaaaaaa\u2026
                  second  bbbbbbbbb\u2026
                  third   ccccccccc\u2026
                """);
    }

    @Test
    void noLineIsWiderThanTheTerminalAndNothingSteersIt() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int columns = 1 + random.nextInt(6);
            List<String> names = texts(random, columns);
            TextTable table = new TextTable(
                    names, names.stream().map(name -> random.nextBoolean()).toList());
            for (int row = 0; row < 5; row++) {
                table.add(texts(random, columns));
            }
            int width = 80 + random.nextInt(100);
            assertThat(table.text(width).lines()).allSatisfy(line -> {
                assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width);
                assertThat(line.codePoints())
                        .noneMatch(c -> Character.getType(c) == Character.FORMAT || Character.isISOControl(c));
            });
        }
    }

    private static List<String> texts(Random random, int count) {
        return random.ints(count, 0, 60)
                .mapToObj(length -> random.ints(length, 0, 0x3000)
                        .filter(Character::isDefined)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .toList();
    }
}
