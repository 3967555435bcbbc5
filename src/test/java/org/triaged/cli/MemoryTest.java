package org.triaged.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.triaged.source.MailFilesOnDisk;

class MemoryTest {

    /** A status of 1 says of {@code check} that a reply is due, and of {@code status} that a person is needed. */
    @Test
    void memoryThatRanOutIsNoAnswer() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Verbs.run(
                new String[] {"status", "--conf", "conf"},
                Unwired.asking(config -> {
                    throw new OutOfMemoryError("Java heap space");
                }),
                new MailFilesOnDisk(InputStream.nullInputStream()),
                Optional.empty(),
                new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        assertThat(status).isEqualTo(70);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("memory ran out", "-Xmx")
                .doesNotContain("\tat ");
    }
}
