package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.wire.MailServer;

/** A thread whose mails are larger, taken together, than the memory of the daemon. */
class SmallHeapIT {

    private static final int MAILS = 20;

    private static final int ATTACHED = 4 << 20;

    @TempDir
    private Path folder;

    @Test
    void aThreadIsReadMailByMail() throws Exception {
        try (MailServer server = new MailServer().user(LIST)) {
            Installation here = Installation.at(folder, server, "record");
            server.append(LIST, patch("1@contrib.example.org", "[PATCH] hw: window", true), Instant.now());
            for (int mail = 2; mail <= MAILS; mail++) {
                server.append(LIST, reply(mail), Instant.now());
            }
            assertThat(here.once("-Xmx64m").waitFor()).as(here.output()).isZero();
            assertThat(here.ask("SELECT COUNT(*) FROM mail WHERE state = 'ASSEMBLED'"))
                    .isEqualTo(Integer.toString(MAILS));
            assertThat(here.ask("SELECT COUNT(*) FROM series_verdict")).isEqualTo("1");
            assertThat(here.output()).doesNotContain("triage-failed", "OutOfMemory");
        }
    }

    private static byte[] reply(int number) {
        String line = "A".repeat(75) + "\r\n";
        return """
                From: Bo <bo@contrib.example.org>
                To: devel@lists.example.org
                Subject: Re: [PATCH] hw: window
                Message-ID: <%d@contrib.example.org>
                In-Reply-To: <1@contrib.example.org>
                List-Id: <devel.lists.example.org>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                A picture of number %d.
                --b
                Content-Type: application/octet-stream
                Content-Transfer-Encoding: base64

                """.formatted(number, number)
                .replace("\n", "\r\n")
                .concat(line.repeat(ATTACHED / line.length()) + "--b--\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
