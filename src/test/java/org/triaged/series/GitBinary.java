package org.triaged.series;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The git of this machine, asked of many mails at a time what mailinfo, interpret-trailers and apply make of them. */
final class GitBinary {

    private static final String MAILINFO = """
            for mail in *.eml; do
                git mailinfo --encoding=UTF-8 "$mail.msg" "$mail.patch" <"$mail" >"$mail.info" 2>"$mail.no" || rm -f "$mail.info"
            done
            """;
    private static final String APPLY = """
            for mail in *.patch; do
                git apply --numstat -z "$mail" >"$mail.stat" 2>"$mail.no" || rm -f "$mail.stat"
            done
            """;
    private static final String END = "X-End-Of-Mail";

    private final Path folder;

    /** In a folder of its own, which need not be empty. */
    GitBinary(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    String version() throws IOException {
        return new String(output("git", "--version"), StandardCharsets.UTF_8).strip();
    }

    /** In the order of the mails. */
    List<GitTruth> read(List<byte[]> mails) throws IOException {
        empty();
        for (int at = 0; at < mails.size(); at++) {
            Files.write(file(at, ""), withoutCarriageReturns(mails.get(at)));
        }
        output("sh", "-c", MAILINFO);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int at = 0; at < mails.size(); at++) {
            rows.add(mailinfo(at));
        }
        output("sh", "-c", APPLY);
        List<List<List<Object>>> trailers = trailers(mails.size());
        List<GitTruth> truths = new ArrayList<>();
        for (int at = 0; at < mails.size(); at++) {
            Map<String, Object> row = rows.get(at);
            row.put("trailers", trailers.get(at));
            row.put("numstat", numstat(at));
            row.put("numstat_error", Files.exists(file(at, ".patch.stat")) ? "" : "refused");
            truths.add(new GitTruth(row));
        }
        return truths;
    }

    private void empty() throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private Path file(int at, String ending) {
        return folder.resolve("%05d.eml%s".formatted(at, ending));
    }

    /** As git mailsplit does before mailinfo sees a mail. */
    private static byte[] withoutCarriageReturns(byte[] mail) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(mail.length);
        for (int at = 0; at < mail.length; at++) {
            if (mail[at] != '\r' || at + 1 < mail.length && mail[at + 1] != '\n') {
                plain.write(mail[at]);
            }
        }
        return plain.toByteArray();
    }

    private Map<String, Object> mailinfo(int at) throws IOException {
        Map<String, Object> row = new HashMap<>();
        if (Files.exists(file(at, ".info"))) {
            for (String line : lines(file(at, ".info"))) {
                int colon = line.indexOf(": ");
                if (colon > 0) {
                    row.putIfAbsent(line.substring(0, colon), line.substring(colon + 2));
                }
            }
        } else {
            Files.deleteIfExists(file(at, ".patch"));
        }
        Map<String, Object> named = new HashMap<>();
        named.put("author_name", row.getOrDefault("Author", ""));
        named.put("author_email", row.getOrDefault("Email", ""));
        named.put("subject", row.getOrDefault("Subject", ""));
        return named;
    }

    private static List<String> lines(Path file) throws IOException {
        return List.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n"));
    }

    /** The title is a paragraph of its own, as in a commit; a mark stands between the mails in what git prints. */
    private List<List<List<Object>>> trailers(int mails) throws IOException {
        Path mark = Files.writeString(folder.resolve("mark"), "x\n\n" + END + ": 1\n");
        List<String> command = new ArrayList<>(List.of("git", "interpret-trailers", "--parse"));
        for (int at = 0; at < mails; at++) {
            ByteArrayOutputStream commit = new ByteArrayOutputStream();
            commit.writeBytes("title\n\n".getBytes(StandardCharsets.UTF_8));
            if (Files.exists(file(at, ".msg"))) {
                commit.writeBytes(Files.readAllBytes(file(at, ".msg")));
            }
            command.add(Files.write(file(at, ".commit"), commit.toByteArray()).toString());
            command.add(mark.toString());
        }
        List<List<List<Object>>> all = new ArrayList<>();
        List<List<Object>> current = new ArrayList<>();
        for (String line : new String(output(command.toArray(String[]::new)), StandardCharsets.UTF_8).split("\n")) {
            int colon = line.indexOf(':');
            if (line.startsWith(END)) {
                all.add(current);
                current = new ArrayList<>();
            } else if (colon > 0) {
                current.add(List.of(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip()));
            }
        }
        if (all.size() != mails) {
            throw new IllegalStateException(all.size() + " answers of git to " + mails + " mails");
        }
        return all;
    }

    private List<List<Object>> numstat(int at) throws IOException {
        List<List<Object>> files = new ArrayList<>();
        if (Files.exists(file(at, ".patch.stat"))) {
            String all = new String(Files.readAllBytes(file(at, ".patch.stat")), StandardCharsets.UTF_8);
            for (String line : all.split("\0")) {
                String[] columns = line.split("\t", 3);
                if (columns.length == 3) {
                    files.add(List.of(columns[0].replace("-", ""), columns[1].replace("-", ""), columns[2]));
                }
            }
        }
        return files;
    }

    /** Without the configuration of whoever runs this, and as if outside of any repository. */
    private byte[] output(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment()
                .putAll(Map.of(
                        "LC_ALL", "C",
                        "HOME", folder.toString(),
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_CEILING_DIRECTORIES", folder.getParent().toString()));
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        byte[] said = process.getInputStream().readAllBytes();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException("failed: "
                        + String.join(" ", command).lines().findFirst().orElse(""));
            }
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
        return said;
    }
}
