package org.triaged.source;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.triaged.triage.MailFiles.FiledMail;
import org.triaged.triage.MailFiles.Unreadable;

/**
 * Mails of a public-inbox, oldest commit first: a repository of version 1, which has a file for each mail, or of version 2,
 * where each commit holds one mail under the name {@code m}; or the folder of all such repositories of an inbox. It is bare,
 * as its mirrors are: a tree in which somebody works may be a folder of mails. What was
 * removed from it later is read all the same. Read with {@code git}, of which two processes run at a time, however many
 * mails there are.
 */
final class PublicInbox {

    /** Version 2; what was removed is moved to {@code d}. Version 1 has the SHA-1 of the Message-ID for a name. */
    private static final Pattern NAME_OF_A_MAIL = Pattern.compile("m|[0-9a-f]{2}/[0-9a-f]{38}");

    private final Path path;
    private final String source;

    PublicInbox(Path path, String source) {
        this.path = path;
        this.source = source;
    }

    static boolean isOne(Path path) {
        return isRepository(path) || !epochs(path).isEmpty();
    }

    private static boolean isRepository(Path path) {
        return Files.isDirectory(path.resolve("objects")) && Files.isRegularFile(path.resolve("HEAD"));
    }

    /** {@code git/0.git} and its younger sisters. */
    private static List<Path> epochs(Path inbox) {
        List<Path> epochs = new ArrayList<>();
        Path next = inbox.resolve("git/0.git");
        while (isRepository(next)) {
            epochs.add(next);
            next = inbox.resolve("git/" + epochs.size() + ".git");
        }
        return epochs;
    }

    void read(Consumer<FiledMail> to) throws Unreadable {
        FiledMails mails = new FiledMails(source, to);
        List<Path> epochs = epochs(path);
        for (Path repository : epochs.isEmpty() ? List.of(path) : epochs) {
            try {
                read(repository, mails);
            } catch (IOException e) {
                throw Unread.of(repository.toString(), mails.count(), e);
            }
        }
        if (mails.count() == 0) {
            throw Unread.noInbox(path.toString());
        }
    }

    private static void read(Path repository, FiledMails mails) throws IOException {
        Process log = git(
                repository, "log", "--reverse", "--no-renames", "--raw", "--no-abbrev", "--format=", "--root", "HEAD");
        Process blobs = git(repository, "cat-file", "--batch");
        try (BufferedReader added =
                        new BufferedReader(new InputStreamReader(log.getInputStream(), StandardCharsets.UTF_8));
                Writer wanted =
                        new BufferedWriter(new OutputStreamWriter(blobs.getOutputStream(), StandardCharsets.US_ASCII));
                DataInputStream bytes = new DataInputStream(new BufferedInputStream(blobs.getInputStream()))) {
            for (String line = added.readLine(); line != null; line = added.readLine()) {
                Optional<String> blob = mail(line);
                if (blob.isPresent()) {
                    wanted.write(blob.get() + "\n");
                    wanted.flush();
                    mails.add(blob(bytes), Optional.empty());
                }
            }
        } finally {
            log.destroy();
            blobs.destroy();
        }
        ended(log, "git log");
    }

    /** The blob that a line of {@code git log --raw} adds, {@code :MODE MODE OLD NEW STATUS<tab>PATH}. */
    private static Optional<String> mail(String line) {
        String[] fields = line.split("[ \t]", 6);
        boolean kept = fields.length == 6 && fields[0].startsWith(":") && !fields[4].equals("D");
        return kept && NAME_OF_A_MAIL.matcher(fields[5]).matches() ? Optional.of(fields[3]) : Optional.empty();
    }

    /** The answer is {@code ID SP blob SP SIZE LF}, then so many bytes, then LF. */
    private static CutMail blob(DataInputStream from) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = from.read(); c != '\n'; c = from.read()) {
            if (c < 0) {
                throw new EOFException("git cat-file ended before its answer");
            }
            head.append((char) c);
        }
        String[] words = head.toString().split(" ");
        if (words.length != 3 || !words[1].equals("blob")) {
            throw new IOException("git cat-file says '" + head + "'");
        }
        CutMail mail = new CutMail();
        byte[] some = new byte[1 << 16];
        for (long left = Long.parseLong(words[2]); left > 0; ) {
            int read = from.read(some, 0, (int) Math.min(left, some.length));
            if (read < 0) {
                throw new EOFException("git cat-file ended within a mail");
            }
            mail.add(Arrays.copyOf(some, read));
            left -= read;
        }
        from.readByte();
        return mail;
    }

    private static void ended(Process git, String what) throws IOException {
        try {
            if (git.waitFor() != 0) {
                throw new IOException(what + " ended with status " + git.exitValue() + "; try it by hand");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(what + " was interrupted", e);
        }
    }

    private static Process git(Path repository, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder git = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        git.environment().keySet().removeIf(name -> name.toUpperCase(Locale.ROOT)
                .startsWith("GIT_"));
        try {
            return git.start();
        } catch (IOException e) {
            throw new IOException("git is needed to read a repository, and could not be started; install it", e);
        }
    }
}
