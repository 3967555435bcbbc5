package org.triaged.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.triaged.mail.Limits;
import org.triaged.mail.ParseResult;

class MailReadingTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static final byte[] MAIL = ("From: ann@contrib.example.org\r\nMessage-ID: <1@contrib.example.org>\r\n"
                    + "Subject: [PATCH] a\r\n\r\n" + "a line of text\r\n".repeat(5_000))
            .getBytes(StandardCharsets.US_ASCII);

    /** Between the two the machine may have become busy; the mail must not change for that. */
    @Test
    void aMailThatWasReadOnceIsReadAgainHoweverLongItTakes() {
        MailReading hurried = new MailReading(noTime(Limits.DEFAULT));
        assertThat(hurried.parse(MAIL, NOW, MAIL.length))
                .isInstanceOfSatisfying(ParseResult.Damaged.class, damaged -> assertThat(damaged.reason())
                        .startsWith("too-slow"));
        assertThat(hurried.parseAgain(MAIL, NOW)).isInstanceOf(ParseResult.Parsed.class);
    }

    private static Limits noTime(Limits limits) {
        return new Limits(
                limits.rawSize(),
                limits.headOfTooLarge(),
                limits.headerFields(),
                limits.headerBytes(),
                limits.headerBytesRefused(),
                limits.fieldChars(),
                limits.contentFieldBytes(),
                limits.nesting(),
                limits.parts(),
                limits.textChars(),
                limits.textLines(),
                limits.files(),
                limits.trailers(),
                limits.harvested(),
                limits.line(),
                Duration.ofNanos(-1));
    }
}
