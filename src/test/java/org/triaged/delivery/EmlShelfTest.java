package org.triaged.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.mail.MessageId;
import org.triaged.policy.Finding;
import org.triaged.policy.RuleId;
import org.triaged.policy.Severity;
import org.triaged.policy.Weight;
import org.triaged.reply.FrozenReply;
import org.triaged.triage.FailPoint;

class EmlShelfTest {

    @TempDir
    Path home;

    @Test
    void aMailLiesThereToTheByteWithItsReasons() throws IOException {
        Path outbox = home.resolve("outbox");
        new EmlShelf(outbox, FailPoint.INERT)
                .lay(reply("T-jyj7qfnwub", "Subject: x\r\n\r\n.\r\nend\r\n"), List.of(finding("a \ud800 line", 2)));
        assertThat(Files.readString(outbox.resolve("T-jyj7qfnwub.eml"))).isEqualTo("Subject: x\r\n\r\n.\r\nend\r\n");
        assertThat(Files.readString(outbox.resolve("T-jyj7qfnwub.json")).lines().map(String::strip))
                .contains(
                        "\"message_id\" : \"triaged1.a@bot.example.org\",",
                        "\"sender\" : \"bounce+T-jyj7qfnwub.xwid6u@bot.example.org\",",
                        "\"recipients\" : [ \"ann@contrib.example.org\", \"devel@lists.example.org\" ]",
                        "\"rules\" : [ \"dco-sob-missing\" ],",
                        "\"severity\" : \"violation\",",
                        "\"number\" : 2,",
                        "\"evidence\" : \"a \\uD800 line\"");
    }

    @Test
    void folderAndFilesAreForUsAloneAndNothingElseIsLeft() throws IOException {
        Path outbox = home.resolve("outbox");
        EmlShelf shelf = new EmlShelf(outbox, FailPoint.INERT);
        shelf.lay(reply("T-jyj7qfnwub", "first"), List.of());
        shelf.lay(reply("T-jyj7qfnwub", "second"), List.of());
        assertThat(mode(outbox)).isEqualTo("rwx------");
        try (var files = Files.list(outbox)) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("T-jyj7qfnwub.eml", "T-jyj7qfnwub.json");
        }
        assertThat(Files.readString(outbox.resolve("T-jyj7qfnwub.eml"))).isEqualTo("second");
    }

    @Test
    void aReportIdIsNoPath() {
        assertThatThrownBy(() -> new EmlShelf(home, FailPoint.INERT).lay(reply("T-../../x", ""), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Finding finding(String evidence, int number) {
        return new Finding(
                new RuleId("dco-sob-missing"),
                Severity.VIOLATION,
                Weight.REPLY,
                Optional.of(new MessageId("2@contrib.example.org")),
                Optional.of(number),
                evidence,
                "",
                "");
    }

    private static FrozenReply reply(String report, String mail) {
        return new FrozenReply(
                report,
                new MessageId("triaged1.a@bot.example.org"),
                "devel",
                new MessageId("1@contrib.example.org"),
                1,
                new MessageId("1@contrib.example.org"),
                List.of(new MessageId("1@contrib.example.org")),
                List.of(new RuleId("dco-sob-missing")),
                Instant.parse("2026-11-22T10:15:30Z"),
                "bounce+T-jyj7qfnwub.xwid6u@bot.example.org",
                List.of("ann@contrib.example.org", "devel@lists.example.org"),
                mail.getBytes(StandardCharsets.US_ASCII));
    }
}
