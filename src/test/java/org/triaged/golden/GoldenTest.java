package org.triaged.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code mvn test -Dgolden=accept} rewrites what is expected; the diff is yours to read before you commit it. */
class GoldenTest {

    private static final boolean ACCEPT = "accept".equals(System.getProperty("golden"));

    @TestFactory
    Stream<DynamicTest> golden() throws IOException {
        return GoldenCase.all()
                .flatMap(example -> Stream.of(
                        dynamicTest(example + " LF", () -> verify(example, "\n")),
                        dynamicTest(example + " CRLF", () -> verify(example, "\r\n"))));
    }

    private static void verify(GoldenCase example, String newline) throws IOException {
        GoldenCase.Outcome outcome = example.judge(newline);
        if (ACCEPT) {
            example.accept(outcome);
        }
        assertThat(outcome.lines()).isEqualTo(Files.readString(example.expectedLines()));
        assertThat(outcome.reply().isPresent()).isEqualTo(Files.exists(example.expectedReply()));
        if (outcome.reply().isPresent()) {
            String expected = Files.readString(example.expectedReply(), StandardCharsets.ISO_8859_1);
            String actual = new String(outcome.reply().get().bytes(), StandardCharsets.ISO_8859_1);
            assertThat(actual).isEqualTo(example.withHash(expected));
        }
    }
}
