package org.triaged.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --hook} as git calls it before it sends a patch (githooks(5), sendemail-validate). */
class SendEmailHookTest {

    private static final long HANG_SECONDS = 120;

    @TempDir
    private Path folder;

    /** What a program printed, both streams, and its status. */
    private record Ended(int status, String said) {}

    @BeforeEach
    void anInstalledHook() throws Exception {
        boolean present = run("git", "send-email", "--help").status() == 0
                || run("git", "send-email", "-h").said().contains("send-email");
        if (!present) {
            System.out.println("SendEmailHookTest skipped: git send-email is absent (Debian package git-email)");
        }
        assumeTrue(present, "git send-email is absent (Debian package git-email)");
        copyConf();
        git("init", "-q");
        git("config", "user.name", "Ann Dev");
        git("config", "user.email", "ann@example.org");
        Path hook = folder.resolve(".git/hooks/sendemail-validate");
        Files.writeString(
                hook,
                "#!/bin/sh\n'" + java() + "' -cp '" + classPath() + "' org.triaged.Main check --conf '" + conf()
                        + "' --hook \"$1\"\nstatus=$?\necho $status > '" + status() + "'\nexit $status\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        Files.writeString(Files.createDirectory(folder.resolve("hw")).resolve("a.c"), "int a;\n");
        git("add", "hw");
        git("commit", "-q", "-m", "hw: begin", "-m", "It is a beginning.", "-s");
        Files.writeString(folder.resolve("hw/a.c"), "int b;\n");
    }

    @Test
    void aSignedPatchPasses() throws Exception {
        git("commit", "-q", "-a", "-m", "hw: go on", "-m", "It has to be.", "-s");
        Ended sent = send();
        assertThat(sent.said()).contains("Dry-OK").doesNotContain("dco-");
        assertThat(sent.status()).isZero();
        assertThat(status()).hasContent("0");
    }

    /** What is only recorded holds nobody back: the title ends in a full stop. */
    @Test
    void aPatchThatNoRuleSpeaksOfPasses() throws Exception {
        git("commit", "-q", "-a", "-m", "hw: go on.", "-m", "It has to be.", "-s");
        Ended sent = send();
        assertThat(sent.said()).contains("Dry-OK");
        assertThat(status()).hasContent("0");
    }

    @Test
    void aBrokenConfHoldsEveryPatchBackAndSaysWhere() throws Exception {
        git("commit", "-q", "-a", "-m", "hw: go on", "-m", "It has to be.", "-s");
        Files.writeString(conf().resolve("triaged.yaml"), "nonsense: 1\n");
        Ended sent = send();
        assertThat(sent.said()).contains("triaged.yaml:1:1: ").doesNotContain("Dry-OK");
        assertThat(sent.status()).isNotZero();
        assertThat(status()).hasContent("2");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws Exception {
        Ended ended = run(folder.resolve(".git/hooks/sendemail-validate").toString(), "no-such.patch");
        assertThat(ended.said()).contains("no-such.patch");
        assertThat(status()).hasContent("3");
        assertThat(ended.status()).isEqualTo(3);
    }

    @Test
    void anUnsignedPatchIsHeldBackWithTheCommandThatMendsIt() throws Exception {
        git("commit", "-q", "-a", "-m", "hw: go on", "-m", "It has to be.");
        Ended sent = send();
        assertThat(sent.said())
                .contains("hw: go on: ", "`git commit --amend -s`", "[dco-sob-missing]")
                .doesNotContain("Dry-OK");
        assertThat(sent.status()).isNotZero();
        assertThat(status()).hasContent("1");
    }

    private Ended send() throws Exception {
        return run(
                "git",
                "send-email",
                "--dry-run",
                "--confirm=never",
                "--to=qemu-devel@nongnu.org",
                "--suppress-cc=all",
                "-1");
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        assertThat(run(command.toArray(String[]::new)).status())
                .as(command.toString())
                .isZero();
    }

    private Ended run(String... command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(said.toFile());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        assertThat(process.waitFor(HANG_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(said));
    }

    private void copyConf() throws IOException {
        Path shipped = Path.of("conf");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                Files.copy(file, conf().resolve(shipped.relativize(file).toString()));
            }
        }
    }

    private Path conf() {
        return folder.resolve("conf");
    }

    /** Where the hook leaves the status of {@code check}; git tells only that there was one. */
    private Path status() {
        return folder.resolve("status.txt");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
