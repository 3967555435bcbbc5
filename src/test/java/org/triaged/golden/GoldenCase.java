package org.triaged.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of mails and what {@code triaged check --format json} prints for them, to the byte. The file {@code options}
 * holds further options of {@code check}; its {@code --conf} names a {@link GoldenConf}, {@code devel} unless it says so.
 */
record GoldenCase(Path folder) {

    private static final Path ROOT = Path.of("src/test/golden");

    static Stream<GoldenCase> all() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files
                    .filter(file -> file.getFileName().toString().equals("options"))
                    .map(file -> new GoldenCase(file.getParent()))
                    .sorted((a, b) -> a.folder.compareTo(b.folder))
                    .toList()
                    .stream();
        }
    }

    Path expectedLines() {
        return folder.resolve("expected.jsonl");
    }

    /** The reply that would be sent, for people to read and git to show; there is none when none would be. */
    Path expectedReply() {
        return folder.resolve("reply.eml");
    }

    /** The agreed reply, where the case is one of the samples. */
    Path sample() {
        return folder.resolve("sample.eml");
    }

    String option(String name) {
        List<String> options = options();
        return options.get(options.indexOf(name) + 1);
    }

    /** The command line, for mails that {@link #copyMails} has written to the folder. */
    List<String> command(GoldenConf conf, Path mails) {
        List<String> command = new ArrayList<>(List.of("check", "--format", "json"));
        command.addAll(options());
        if (!command.contains("--conf")) {
            command.addAll(List.of("--conf", "devel"));
        }
        int list = command.indexOf("--conf") + 1;
        command.set(list, conf.named(command.get(list)).toString());
        command.add(mails.toString());
        return command;
    }

    /** Every mail with the given ends of lines. */
    void copyMails(Path to, String newline) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path mail : files.filter(file -> file.getFileName().toString().matches("[0-9]+\\.eml"))
                    .toList()) {
                String text = Files.readString(mail, StandardCharsets.ISO_8859_1)
                        .replace("\r\n", "\n")
                        .replace("\n", newline);
                Files.writeString(to.resolve(mail.getFileName()), text, StandardCharsets.ISO_8859_1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> options() {
        try {
            return Arrays.asList(
                    Files.readString(folder.resolve("options")).strip().split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return ROOT.relativize(folder).toString();
    }
}
