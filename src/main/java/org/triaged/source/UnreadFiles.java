package org.triaged.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triaged.triage.MailSource.Kind;
import org.triaged.triage.MailSource.Unavailable;
import org.triaged.triage.Said;

/** What of a Maildir cannot be read, in one line for an admin. */
final class UnreadFiles {

    private static final int NAMED = 5;
    private static final String NO_RIGHT = "no right to read it. Give the right to the user who runs this.";

    private final String maildir;
    private final List<String> named = new ArrayList<>();
    private int count;

    UnreadFiles(String maildir) {
        this.maildir = maildir;
    }

    void noMail(Path file) {
        add(file, "a link or device where a mail should be. Move it away.");
    }

    void noRight(Path file) {
        add(file, NO_RIGHT);
    }

    void failed(Path file, IOException fault) {
        add(file, why(fault));
    }

    private void add(Path file, String why) {
        count++;
        if (named.size() < NAMED) {
            named.add(file.getParent().getFileName() + "/" + file.getFileName() + ": " + why);
        }
    }

    Optional<Unavailable> told() {
        if (count == 0) {
            return Optional.empty();
        }
        String more = count > NAMED ? " And " + (count - NAMED) + " more." : "";
        String said =
                "all was read but " + count + (count == 1 ? " file. " : " files. ") + String.join(" ", named) + more;
        return Optional.of(unavailable(maildir, Kind.MAILS_UNREAD, said, new IOException(said)));
    }

    /** Nothing of the folder can be read. */
    static Unavailable folder(Path maildir, IOException fault) {
        if (fault instanceof NoSuchFileException || fault instanceof NotDirectoryException) {
            String said = Files.isDirectory(maildir)
                    ? "no Maildir, for it has no folders new and cur. Check the path."
                    : "no such folder. Check the path.";
            return unavailable(maildir.toString(), Kind.NO_FOLDER, said, fault);
        }
        Kind kind = fault instanceof AccessDeniedException ? Kind.NO_FOLDER : Kind.BROKEN_OFF;
        return unavailable(maildir.toString(), kind, why(fault), fault);
    }

    private static String why(IOException fault) {
        if (fault instanceof MaildirFiles.Changed) {
            return "changed while it was read. The next poll asks again.";
        }
        return fault instanceof AccessDeniedException
                ? NO_RIGHT
                : "reading failed (" + Said.innermost(fault) + "). Check the disk; the next poll asks again.";
    }

    private static Unavailable unavailable(String maildir, Kind kind, String said, IOException fault) {
        return new Unavailable(kind, "Maildir " + maildir + ": " + said, fault);
    }
}
