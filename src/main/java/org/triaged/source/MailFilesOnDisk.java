package org.triaged.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.triaged.triage.MailFiles;

/**
 * Mail in an mbox, a {@code .eml}, a folder, a public-inbox repository or standard input; what ends in {@code .gz} is unpacked as it is read. One
 * mail is in memory at a time, and of one too large to be parsed no more than shows that it is: see {@link CutMail}.
 */
public final class MailFilesOnDisk implements MailFiles {

    private final InputStream standardInput;
    private final long unpackedLimit;

    /** @param standardInput what {@code -} names; never closed here */
    public MailFilesOnDisk(InputStream standardInput) {
        this(standardInput, Unpacked.LIMIT);
    }

    MailFilesOnDisk(InputStream standardInput, long unpackedLimit) {
        this.standardInput = standardInput;
        this.unpackedLimit = unpackedLimit;
    }

    @Override
    public void read(String argument, boolean mboxrd, Consumer<FiledMail> to) throws Unreadable {
        if (argument.equals(STANDARD_INPUT)) {
            readStandardInput(mboxrd, to);
            return;
        }
        Path path = path(argument);
        if (PublicInbox.isOne(path)) {
            new PublicInbox(path, argument).read(to);
        } else if (Files.isDirectory(path)) {
            new MailFolder(path).read(unpackedLimit, to);
        } else {
            MailFile.named(path, argument).read(mboxrd, unpackedLimit, to);
        }
    }

    private void readStandardInput(boolean mboxrd, Consumer<FiledMail> to) throws Unreadable {
        FiledMails mails = new FiledMails(STANDARD_INPUT, to);
        try {
            Mbox.readOrOneMail(new Lines(standardInput), mboxrd, mails);
        } catch (IOException e) {
            throw Unread.of("standard input", mails.count(), e);
        }
    }

    private static Path path(String argument) throws Unreadable {
        if (argument.isEmpty()) { // to the file system this is the folder we are in
            throw Unread.noSuchFile("''");
        }
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) { // a NUL, or a character that this locale cannot write
            throw Unread.noName(argument, e);
        }
    }
}
