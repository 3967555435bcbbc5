package org.triaged.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.source.MailFilesOnDisk;

/** What a contributor pipes into {@code check}, and what nobody should. */
class CheckPipeTest {

    @TempDir
    private Path folder;

    private String out = "";

    private String err = "";

    @Test
    void patchesOfARepositoryAreJudgedBeforeTheyAreSent() throws Exception {
        if (!isGitThere()) {
            System.out.println("CheckPipeTest: skipped one test, there is no git");
        }
        Assumptions.assumeTrue(isGitThere(), "there is no git");
        git("init", "-q");
        commit("one", "first", true);
        commit("two", "hw/frob: add a second line", true);
        assertThat(check(git("format-patch", "--stdout", "-1"), "-")).isZero();
        commit("three", "hw/frob: add a third line", false);
        assertThat(check(git("format-patch", "--stdout", "-2", "--cover-letter"), "-"))
                .isEqualTo(1);
        assertThat(out).contains("dco-sob-missing", "patch 2", "1 replies");
    }

    @Test
    void garbageIsADamagedOrAnOrdinaryMailAndNoReply() throws IOException {
        byte[] noise = new byte[20_000];
        new Random(3).nextBytes(noise);
        assertThat(check(noise, "-")).isZero();
        assertThat(out).contains("1 mails", "0 replies");
    }

    @Test
    void emptyInputIsNoMail() throws IOException {
        assertThat(check(new byte[0], "-")).isZero();
        assertThat(out).contains("0 replies");
    }

    @Test
    void aFolderWithoutMailIsToldInOneLine() throws IOException {
        assertThat(check(new byte[0], folder.toString())).isEqualTo(3);
        assertThat(err.strip().lines()).singleElement().asString().contains(folder.toString());
    }

    @Test
    void aBadOptionIsToldWithTheUsage() throws IOException {
        assertThat(check(new byte[0], "--polcy", "x", "-")).isEqualTo(2);
        assertThat(err).contains("--polcy", "--policy");
        assertThat(out).isEmpty();
    }

    private int check(byte[] input, String... arguments) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of("check", "--conf", "conf"));
        all.addAll(List.of(arguments));
        int status = Verbs.run(
                all.toArray(String[]::new),
                Unwired.wiring(),
                new MailFilesOnDisk(new ByteArrayInputStream(input)),
                Optional.empty(),
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                new PrintStream(told, true, StandardCharsets.UTF_8),
                false);
        out = printed.toString(StandardCharsets.UTF_8);
        err = told.toString(StandardCharsets.UTF_8);
        return status;
    }

    private void commit(String line, String subject, boolean signed) throws Exception {
        Path file = folder.resolve("hw/frob.c");
        Files.createDirectories(file.getParent());
        Files.writeString(file, (Files.exists(file) ? Files.readString(file) : "") + line + "\n");
        git("add", ".");
        List<String> command = new ArrayList<>(List.of("commit", "-q", "-m", subject + "\n\nIt was missing."));
        if (signed) {
            command.add("-s");
        }
        git(command.toArray(String[]::new));
    }

    private byte[] git(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Ann Dev", "-c", "user.email=ann@contrib.example.org"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).directory(folder.toFile()).start();
        byte[] output = git.getInputStream().readAllBytes();
        assertThat(git.waitFor()).as(String.join(" ", command)).isZero();
        return output;
    }

    private static boolean isGitThere() {
        try {
            return new ProcessBuilder("git", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
