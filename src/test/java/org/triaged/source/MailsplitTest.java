package org.triaged.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks git, where there is one, whether an mbox holds the same mails for both of us. */
class MailsplitTest {

    private static final String SEPARATOR = "From ann@x.example Mon Jan  5 10:00:00 2026";
    private static final String ODD_CHARACTERS = "From :: 0123456789 \t\r+-aZ";
    private static final int PER_CALL = 40;

    @TempDir
    private Path folder;

    @BeforeEach
    void gitIsThere() {
        assumeTrue(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "git"))),
                "git is absent");
    }

    @Test
    void trickyMboxesHoldTheMailsGitFinds() throws IOException, InterruptedException {
        List<String> mboxes = new ArrayList<>();
        Stream.of(SeparatorLineTest.SPLITTING, SeparatorLineTest.NOT_SPLITTING)
                .flatMap(List::stream)
                .forEach(line -> Stream.of("\n", "\r\n", "").forEach(end -> mboxes.add(above(line) + end)));
        mboxes.add("\n \t\r\n  " + SEPARATOR + "\nSubject: x\n");
        mboxes.add(SEPARATOR + "\n" + SEPARATOR + "\n\n" + SEPARATOR);
        mboxes.add(SEPARATOR + "\nSubject: x\n\n>" + SEPARATOR + "\n>>From here\n\n" + SEPARATOR + "\n\n\n");
        mboxes.add(SEPARATOR + "\nSubject: x\n\n" + "From " + "y".repeat(30_000) + " 1 10:00 2026\nx\n");
        agreeOn(mboxes);
    }

    @Test
    void drawnLinesSplitForBothOrNeither() throws IOException, InterruptedException {
        Random random = new Random(1);
        List<String> seeds = new ArrayList<>(SeparatorLineTest.SPLITTING);
        seeds.addAll(SeparatorLineTest.NOT_SPLITTING);
        List<String> mboxes = IntStream.range(0, 100)
                .mapToObj(n -> above(IntStream.range(0, 40)
                        .mapToObj(line -> altered(seeds.get(random.nextInt(seeds.size())), random))
                        .reduce("", (all, line) -> all + line + "\n")))
                .toList();
        agreeOn(mboxes);
    }

    private static String above(String line) {
        return SEPARATOR + "\nSubject: x\n\nbody\n\n" + line;
    }

    private static String altered(String line, Random random) {
        StringBuilder altered = new StringBuilder(line);
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
            char c = ODD_CHARACTERS.charAt(random.nextInt(ODD_CHARACTERS.length()));
            int at = 5 + random.nextInt(altered.length() - 5);
            switch (random.nextInt(3)) {
                case 0 -> altered.setCharAt(at, c);
                case 1 -> altered.insert(at, c);
                default -> altered.setLength(Math.max(at, 20));
            }
        }
        return altered.toString();
    }

    private void agreeOn(List<String> mboxes) throws IOException, InterruptedException {
        for (int from = 0; from < mboxes.size(); from += PER_CALL) {
            List<Path> files = new ArrayList<>();
            for (String mbox : mboxes.subList(from, Math.min(mboxes.size(), from + PER_CALL))) {
                files.add(ReadFiles.write(folder.resolve(from + "-" + files.size()), mbox));
            }
            List<String> ours = files.stream()
                    .flatMap(file -> ReadFiles.of(file).texts().stream())
                    .toList();
            assertThat(ours).isEqualTo(mailsplit(from, files));
        }
    }

    /** Git keeps the separator, and the empty line below the mail; both are taken off here. */
    private List<String> mailsplit(int call, List<Path> mboxes) throws IOException, InterruptedException {
        Path out = Files.createDirectories(folder.resolve("out" + call));
        List<String> command = new ArrayList<>(List.of("git", "mailsplit", "--keep-cr", "-d6", "-o" + out, "--"));
        mboxes.forEach(mbox -> command.add(mbox.toString()));
        Process git = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(said).isZero();
        List<String> mails = new ArrayList<>();
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.sorted().toList()) {
                String mail = Files.readString(file, StandardCharsets.ISO_8859_1);
                mails.add(mail.replaceFirst("\\A[^\n]*\n?", "").replaceFirst("(\\A|\n)\r?\n\\z", "$1"));
            }
        }
        return mails;
    }
}
