package org.triaged.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.triage.LoginSecret;

class TokenCommandTest {

    private static final Duration PATIENT = Duration.ofSeconds(60);
    private static final String TOKEN = "ya29.a0AfB_byC-canary~0123456789+/==";

    @TempDir
    private Path folder;

    @Test
    void theFirstLineIsTheToken() throws Exception {
        assertThat(ask("echo ' " + TOKEN + " '; echo more; echo warning >&2")).isEqualTo(TOKEN);
        assertThat(ask("printf '%s\\r\\n' " + TOKEN)).isEqualTo(TOKEN);
    }

    @Test
    void wordsAreHandedOnAsTheyAre() throws Exception {
        Path program = program("printf '%s_' \"$@\"");
        assertThat(new TokenCommand(List.of(program.toString(), "$HOME", "a;b", "*"), PATIENT).ask())
                .isEqualTo("$HOME_a;b_*_");
    }

    @Test
    void thereIsNothingToRead() throws Exception {
        assertThat(ask("cat; echo " + TOKEN)).isEqualTo(TOKEN);
    }

    @Test
    void muchOutputKeepsNobodyWaiting() throws Exception {
        assertThat(ask("echo " + TOKEN + "; head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2"))
                .isEqualTo(TOKEN);
    }

    @Test
    void aChildThatStaysBehindKeepsNobodyWaiting() throws Exception {
        assertThat(ask("echo " + TOKEN + "; sleep 20 & exit 0")).isEqualTo(TOKEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exit 3 | ended with status 3",
                "echo no such account >&2; exit 1 | ended with status 1: no such account",
                "printf 'a\\nlast\\033[31m words\\n\\n' >&2; exit 1 | ended with status 1: last [31m words",
                "echo | printed no token",
                "echo; echo late | printed no token",
                "echo log in again >&2 | printed no token: log in again",
                "echo two words | printed no token in its first line",
                "printf 'caf\\303\\251\\n' | printed no token in its first line",
                "printf '%09000d' 0 | printed no token in its first line",
                "kill -9 $$ | ended with status 137"
            })
    void whatGoesWrongIsSaid(String script, String said) throws IOException {
        withheld(script)
                .hasMessageContaining("token-command " + folder + "/token-")
                .hasMessageContaining(said);
    }

    @Test
    void aTokenIsNeverTold() throws IOException {
        withheld("echo " + TOKEN + "; echo got " + TOKEN + " >&2; exit 1").hasMessageEndingWith("status 1: got ***");
        withheld("echo 'Authorization: Bearer " + TOKEN + "' >&2; exit 1").hasMessageContaining("Bearer ***");
        withheld("echo x " + TOKEN + "; exit 1").hasMessageEndingWith("ended with status 1");
        withheld("echo x " + TOKEN).hasMessageContaining("with blanks");
        withheld("echo 'POST https://login.example.org/oauth2/v2.0/token/endpoint: refused' >&2; exit 1")
                .hasMessageEndingWith("POST https://login.example.org/oauth2/v2.0/token/endpoint: refused");
    }

    @Test
    void aLongComplaintIsCut() throws IOException {
        withheld("yes 'word ' | head -c 5000 | tr -d '\\n' >&2; exit 1")
                .message()
                .hasSizeLessThan(400);
    }

    @Test
    void whatDoesNotEndIsStoppedWithItsChildren() throws Exception {
        Path child = folder.resolve("child");
        Path program = program("sleep 300 & echo $! > " + child + "; echo " + TOKEN + "; wait");
        assertThatThrownBy(new TokenCommand(List.of(program.toString()), Duration.ofSeconds(1))::ask)
                .isInstanceOf(LoginSecret.Withheld.class)
                .hasMessageEndingWith("did not end within 1 s and was stopped");
        long pid = Long.parseLong(Files.readString(child).strip());
        ProcessHandle.of(pid).ifPresent(handle -> handle.onExit().join());
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThatThrownBy(new TokenCommand(List.of("no-such-program-here"), PATIENT)::ask)
                .isInstanceOf(LoginSecret.Withheld.class)
                .hasMessageContaining("token-command no-such-program-here cannot be run (")
                .hasMessageContaining("No such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwx-w----", "rwxrwxrwx"})
    void aProgramThatOthersMayWriteIsNotRun(String rights) throws IOException {
        Path program = program("touch " + folder + "/ran; echo " + TOKEN);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString(rights));
        assertThatThrownBy(new TokenCommand(List.of(program.toString()), PATIENT)::ask)
                .hasMessageEndingWith(program + " may be written by others; run chmod go-w on it");
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    private String ask(String script) throws Exception {
        return new TokenCommand(List.of(program(script).toString()), PATIENT).ask();
    }

    private AbstractThrowableAssert<?, ?> withheld(String script) throws IOException {
        Path program = program(script);
        return assertThatThrownBy(new TokenCommand(List.of(program.toString()), PATIENT)::ask)
                .isInstanceOf(LoginSecret.Withheld.class)
                .hasMessageNotContainingAny(TOKEN, "canary", "\n", "\u001b");
    }

    private Path program(String script) throws IOException {
        Path program = Files.createTempFile(
                folder,
                "token-",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    }
}
