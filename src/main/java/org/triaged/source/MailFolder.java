package org.triaged.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.triaged.triage.MailFiles.FiledMail;
import org.triaged.triage.MailFiles.Unreadable;

/**
 * A folder of mails, one a file: all in a Maildir's {@code cur} and {@code new}, and each {@code *.eml} right in the
 * folder. Hidden files are none of them, and no other folder is entered.
 */
final class MailFolder {

    private static final List<String> MAILDIR = List.of("cur", "new");
    private static final int NAMED = 5;

    private final Path folder;
    private final List<Unreadable> unread = new ArrayList<>();

    MailFolder(Path folder) {
        this.folder = folder;
    }

    /** Reads in the order of paths. A file that cannot be read does not keep us from the others. */
    void read(long unpackedLimit, Consumer<FiledMail> to) throws Unreadable {
        List<Path> mails = mails();
        for (Path mail : mails) {
            try {
                if (!Files.isRegularFile(mail) && Files.exists(mail)) { // a pipe would make us wait for ever
                    throw Unread.noFile(mail.toString());
                }
                MailFile.in(folder, mail).read(false, unpackedLimit, to);
            } catch (Unreadable e) {
                unread.add(e);
            }
        }
        if (!unread.isEmpty()) {
            throw together(mails.size());
        }
    }

    private List<Path> mails() throws Unreadable {
        List<Path> mails = new ArrayList<>();
        try {
            entries(folder).stream().filter(MailFile::isEml).forEach(mails::add);
            boolean maildir = false;
            for (String name : MAILDIR) {
                if (Files.isDirectory(folder.resolve(name))) {
                    maildir = true;
                    mails.addAll(entries(folder.resolve(name)));
                }
            }
            if (mails.isEmpty() && !maildir) {
                throw Unread.noMailIn(folder.toString());
            }
        } catch (IOException e) {
            throw Unread.of(folder.toString(), 0, e);
        }
        mails.sort(Comparator.comparing(Path::toString));
        return mails;
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Unreadable together(int all) {
        if (unread.size() == 1) {
            return unread.get(0);
        }
        StringBuilder said = new StringBuilder(folder + ": " + unread.size() + " of " + all + " mails cannot be read.");
        unread.stream().limit(NAMED).forEach(one -> said.append(' ').append(one.getMessage()));
        if (unread.size() > NAMED) {
            said.append(" And ").append(unread.size() - NAMED).append(" more.");
        }
        return new Unreadable(said.toString(), unread.get(0));
    }
}
