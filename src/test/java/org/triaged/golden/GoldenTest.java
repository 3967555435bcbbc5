package org.triaged.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.cli.CheckContract;
import org.triaged.cli.Unwired;
import org.triaged.cli.Verbs;
import org.triaged.source.MailFilesOnDisk;

/** {@code mvn test -Dgolden=accept} rewrites what is expected; the diff is yours to read before you commit it. */
class GoldenTest {

    private static final boolean ACCEPT = "accept".equals(System.getProperty("golden"));

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicTest> golden() throws IOException {
        GoldenConf conf = new GoldenConf(Files.createDirectory(folder.resolve("confs")));
        return GoldenCase.all()
                .flatMap(example -> Stream.of(
                        dynamicTest(example + " LF", () -> verify(example, conf)),
                        dynamicTest(example + " CRLF", () -> verifyTwin(example, conf))));
    }

    private static void verify(GoldenCase example, GoldenConf conf) throws IOException {
        String lines = check(example, conf, "\n");
        Optional<String> reply = reply(lines);
        if (ACCEPT) {
            Files.writeString(example.expectedLines(), lines);
            Files.deleteIfExists(example.expectedReply());
            if (reply.isPresent()) {
                Files.writeString(example.expectedReply(), reply.get());
            }
        }
        assertThat(lines).isEqualTo(Files.readString(example.expectedLines()));
        assertThat(Files.exists(example.expectedReply())).isEqualTo(reply.isPresent());
        if (reply.isPresent()) {
            assertThat(reply.get()).isEqualTo(Files.readString(example.expectedReply()));
        }
    }

    private static void verifyTwin(GoldenCase example, GoldenConf conf) throws IOException {
        assertThat(check(example, conf, "\r\n")).isEqualTo(Files.readString(example.expectedLines()));
    }

    private static String check(GoldenCase example, GoldenConf conf, String newline) throws IOException {
        Path mails = Files.createTempDirectory(folder, "mails");
        example.copyMails(mails, newline);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Verbs.run(
                example.command(conf, mails).toArray(String[]::new),
                Unwired.wiring(),
                new MailFilesOnDisk(InputStream.nullInputStream()),
                Optional.empty(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        String lines = out.toString(StandardCharsets.UTF_8);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(status).isEqualTo(reply(lines).isPresent() ? 1 : 0);
        return lines;
    }

    /** The one reply that would be sent. */
    private static Optional<String> reply(String lines) throws IOException {
        List<String> due = CheckContract.valid(lines).stream()
                .filter(line -> line.get("type").asText().equals("reply"))
                .filter(line -> line.get("withheld").isNull())
                .map((JsonNode line) -> line.get("raw").asText())
                .toList();
        assertThat(due).as("a golden case shows one reply at most").hasSizeLessThan(2);
        return due.stream().findFirst();
    }
}
