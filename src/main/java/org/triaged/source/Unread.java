package org.triaged.source;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.zip.ZipException;
import org.triaged.triage.MailFiles.Unreadable;
import org.triaged.triage.Said;

/** Says in one line which file cannot be read, why, and what to do next. */
final class Unread {

    private Unread() {}

    /** @param before mails of the file that were read all the same */
    static Unreadable of(String where, int before, IOException fault) {
        String read =
                switch (before) {
                    case 0 -> "";
                    case 1 -> " Its first mail was read.";
                    default -> " Its first " + before + " mails were read.";
                };
        return new Unreadable(where + ": " + why(fault) + read, fault);
    }

    static Unreadable noSuchFile(String where) {
        return of(where, 0, new NoSuchFileException(where));
    }

    static Unreadable noFile(String where) {
        return said(where + ": a folder or device where a mail should be. Move it away.");
    }

    static Unreadable noMailIn(String where) {
        return said(where + ": no mail in this folder. Name a Maildir, a folder with *.eml in it, or a file.");
    }

    static Unreadable noInbox(String where) {
        return said(where + ": no mail in this repository. Name one of public-inbox, such as git/0.git.");
    }

    static Unreadable noName(String argument, Exception fault) {
        return new Unreadable(
                argument + ": cannot be the name of a file here (" + Said.innermost(fault)
                        + "). Rename the file in plain ASCII, or give it as standard input.",
                fault);
    }

    private static Unreadable said(String said) {
        return new Unreadable(said, new IOException(said));
    }

    private static String why(IOException fault) {
        if (fault instanceof NoSuchFileException) {
            return "no such file or folder. Check the name.";
        }
        if (fault instanceof AccessDeniedException) {
            return "no right to read it. Give the right to the user who runs this.";
        }
        if (fault instanceof Unpacked.TooMuch) {
            return "more than 2 GB when unpacked. Unpack it and name the plain file, if you trust it.";
        }
        if (fault instanceof ZipException || fault instanceof EOFException) {
            return "no whole gzip file (" + Said.innermost(fault) + "). Check it with gzip -t, and fetch it again.";
        }
        return "reading failed (" + Said.innermost(fault) + "). Check the disk, and try again.";
    }
}
