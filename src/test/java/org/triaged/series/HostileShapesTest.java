package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.mail.Eml;
import org.triaged.mail.Limits;
import org.triaged.mail.ParseResult;

/** Shapes that cost careless readers quadratic time. The bound is wide: quadratic would be minutes. */
class HostileShapesTest {

    private static final int SIZE = 1 << 20;

    private static void readInTime(String mail) {
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            ParseResult result = Eml.parse(mail);
            assertThat(result).isInstanceOf(ParseResult.Parsed.class);
            MailReader.read(((ParseResult.Parsed) result).mail(), Mails.LIST, Limits.DEFAULT);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"=?", "=?x?q?", "<", "(", "\"", "\\", "a@b,", "a:;", "[", "re:", "[v1", "<a@x "})
    void oneFieldOfIt(String unit) {
        String value = unit.repeat(200_000 / unit.length());
        readInTime("From: " + value + "\nSubject: " + value + "\nReferences: " + value + "\n\nx\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "diff --git a/x b/x\n",
                "--- a\n+++ b\n@@ -1,99999 +1,99999 @@\n-- \n",
                "Index: x\n---\n",
                "Reviewed-by: A\n<a@x>\n",
                " a | 1 ",
                "-- \na\n",
                "From: x\n",
                "> x\n \n",
                "____________________\n",
                "a: b\n c\n"
            })
    void oneBodyOfIt(String unit) {
        readInTime("From: a@x\nSubject: [PATCH 0/1] x\n\n" + unit.repeat(SIZE / unit.length() / 3) + "\n");
        readInTime("From: a@x\nSubject: [PATCH] x\n\n" + unit.repeat(SIZE / unit.length() / 3) + "\n");
    }
}
