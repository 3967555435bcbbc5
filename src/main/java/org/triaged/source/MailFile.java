package org.triaged.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.triaged.triage.MailFiles.FiledMail;
import org.triaged.triage.MailFiles.Unreadable;

/**
 * A file of mail, by its path and the name its mails are to go by.
 *
 * @param oneMail it is one mail whatever it begins with
 */
record MailFile(Path path, String source, boolean oneMail) {

    static MailFile named(Path path, String argument) {
        return new MailFile(path, argument, isEml(path));
    }

    static MailFile in(Path folder, Path path) {
        return new MailFile(path, folder.relativize(path).toString(), true);
    }

    static boolean isEml(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".eml") || name.endsWith(".eml.gz");
    }

    /** Mails before the place that cannot be read are handed on; the one that holds it is not. */
    void read(boolean mboxrd, long unpackedLimit, Consumer<FiledMail> to) throws Unreadable {
        FiledMails mails = new FiledMails(source, to);
        try (InputStream file = Files.newInputStream(path);
                InputStream plain = packed() ? new Unpacked(file, unpackedLimit) : file) {
            Lines lines = new Lines(plain);
            if (oneMail) {
                OneMail.read(lines, mails);
            } else {
                Mbox.readOrOneMail(lines, mboxrd, mails);
            }
        } catch (IOException e) {
            throw Unread.of(path.toString(), mails.count(), e);
        }
    }

    private boolean packed() {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }
}
