package org.triaged.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeparatorLineTest {

    /** Lines git splits at; {@link MailsplitTest} asks git itself. */
    static final List<String> SPLITTING = List.of(
            "From mboxrd@z Thu Jan  1 00:00:00 1970",
            "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001",
            "From ann@x.example Mon Jan  5 10:00 2026",
            "From ann@x.example Mon Jan  5 10:00:00 91",
            "From ann@x.example Mon Jan  5 10:00:00 2026 +0100",
            "From ann@x.example Mon Jan  5 10:00:00 2026:",
            "From ann@x.example Mon Jan  5 10:00:00 +2026",
            "From ann@x.example Mon Jan  5 10:00:00 99999999999999999999",
            "From x at 5 10:00:002026",
            "From here on 1999:1 12:30 100 times",
            "From the log x1:00:00 \t\u000b2026",
            "From aaaa 1 10:0 1 10:00 2026\r");

    /** Lines git does not split at, close as they may come. */
    static final List<String> NOT_SPLITTING = List.of(
            "From ann@x.example Mon Jan  5 10:00:00 90",
            "From ann@x.example Mon Jan  5 10:00:00 26",
            "From ann@x.example Mon Jan  5 10:00:00 26 2026",
            "From the log 1x:00:00 2026",
            "From ann@x.example Mon Jan  5 10:00:00 UTC 2026",
            "From ann@x.example Mon Jan  5 10:00:00 +0000 2026",
            "From ann@x.example Mon Jan  5 10:00:00 -2026",
            "From ann@x.example Mon Jan  5 10:00:0x 2026",
            "From ann@x.example Mon Jan  5 1:0:00 2026",
            "From ann@x.example Mon Jan  x 10:00 2026",
            "From ann@x.example Mon Jan  5 10:00:00 2026 a:b",
            "From ann@x.example Mon Jan  5 10:00:00",
            "From 5 10:00 2026",
            "From what I see, the lock is taken twice",
            "From: Ann Dev <ann@x.example> 10:00:00 2026",
            "from ann@x.example Mon Jan  5 10:00:00 2026",
            ">From ann@x.example Mon Jan  5 10:00:00 2026",
            " From ann@x.example Mon Jan  5 10:00:00 2026",
            "From\tann@x.example Mon Jan  5 10:00:00 2026");

    @Test
    void splitsWhereGitSplits() {
        assertThat(SPLITTING).allMatch(line -> SeparatorLine.splits(ascii(line + "\n")));
        assertThat(NOT_SPLITTING).noneMatch(line -> SeparatorLine.splits(ascii(line + "\n")));
        assertThat(NOT_SPLITTING).noneMatch(line -> SeparatorLine.splits(ascii(line + "\r\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "F", "From ", "From", "From :::::::::::::::::", "From 0:00:000000000000000000", ":"})
    void shortOrHollowLinesAreNone(String line) {
        assertThat(SeparatorLine.splits(ascii(line))).isFalse();
        assertThat(SeparatorLine.splits(ascii(line + "\n"))).isFalse();
    }

    @Test
    void aLineStandsAboveAMailUnlessItIsAField() {
        assertThat(SeparatorLine.standsAbove(ascii("From ann@x.example Mon Jan  5 10:00:00 UTC 2026\n")))
                .isTrue();
        assertThat(SeparatorLine.standsAbove(ascii("From : ann@x.example\n"))).isFalse();
        assertThat(SeparatorLine.standsAbove(ascii("From: ann@x.example\n"))).isFalse();
        assertThat(SeparatorLine.standsAbove(ascii("From \n"))).isFalse();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
