package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.wire.RealServers;

/** The main job with tokens in place of passwords: at Dovecot, which asks who gave them out, and at Postfix, which asks it. */
@Tag("real-servers")
class RealTokenIT {

    private static final String FIRST = "ya29.canary-first-0123456789abcdef";
    private static final String SECOND = "ya29.canary-second-0123456789abcdef";

    @TempDir
    private Path folder;

    private final RealServers servers = RealServers.shared();
    private RealList list;
    private Path token;

    @BeforeEach
    void install() throws IOException {
        list = new RealList(folder, "live");
        token = Files.writeString(folder.resolve("token"), FIRST + "\n");
        Path program = Files.createFile(
                folder.resolve("print-token"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(program, "#!/bin/sh\nexec cat " + token + "\n");
        list.byTokenOf(program);
        servers.tokens().give(FIRST, list.user());
    }

    @AfterEach
    void stopDaemon() {
        list.close();
    }

    @Test
    void aReplyLeavesAndIsSeen() {
        assertThat(list.round().complete()).isTrue();
        list.post("1");
        assertThat(list.round().round().states()).containsExactly("SEEN");
        assertThat(servers.dovecot().log()).contains("Login: user=<" + list.user() + ">, method=XOAUTH2");
        assertThat(servers.postfix().log()).contains("sasl_method=XOAUTH2, sasl_username=" + list.user());
    }

    @Test
    void anExpiredTokenIsARefusedLoginUntilTheCommandPrintsAFreshOne() throws IOException {
        assertThat(list.round().complete()).isTrue();
        servers.tokens().expire(FIRST);
        assertThat(list.round().complete()).isFalse();
        assertThat(list.told("poll-failed"))
                .singleElement()
                .asString()
                .contains("LOGIN_REFUSED", "Check user and token-command");
        servers.tokens().give(SECOND, list.user());
        Files.writeString(token, SECOND + "\n");
        assertThat(list.restart().round().complete()).isTrue();
    }

    @Test
    void theTokenIsNowhereButAtTheServers() throws Exception {
        list.post("1");
        assertThat(list.installation().once().waitFor()).isZero();
        list.post("2");
        assertThat(list.installation().once().waitFor()).isZero();
        servers.tokens().expire(FIRST);
        assertThat(list.installation().once().waitFor()).isEqualTo(1);
        assertThat(list.installation().output()).contains("LOGIN_REFUSED").doesNotContain("canary");
        try (Stream<Path> files = Files.walk(list.installation().data())) {
            List<Path> kept = files.filter(Files::isRegularFile).toList();
            assertThat(kept).isNotEmpty().allSatisfy(file -> assertThat(
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain("canary"));
        }
    }
}
