package org.triaged.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.triaged.triage.MailFiles.FiledMail;
import org.triaged.triage.MailFiles.Unreadable;

/** What the door handed on of one argument, and what it said when it could not go on. */
record ReadFiles(List<FiledMail> mails, Optional<String> trouble) {

    static ReadFiles of(Path path) {
        return of(path.toString(), false, "");
    }

    static ReadFiles of(String argument, boolean mboxrd, String standardInput) {
        return of(new MailFilesOnDisk(new ByteArrayInputStream(bytes(standardInput))), argument, mboxrd);
    }

    static ReadFiles of(MailFilesOnDisk files, String argument, boolean mboxrd) {
        List<FiledMail> mails = new ArrayList<>();
        try {
            files.read(argument, mboxrd, mails::add);
            return new ReadFiles(mails, Optional.empty());
        } catch (Unreadable e) {
            return new ReadFiles(mails, Optional.of(e.getMessage()));
        }
    }

    List<String> texts() {
        return mails.stream()
                .map(mail -> new String(mail.raw(), StandardCharsets.ISO_8859_1))
                .toList();
    }

    /** Source and position of each. */
    List<String> places() {
        return mails.stream().map(mail -> mail.source() + " " + mail.n()).toList();
    }

    static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes(text));
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes(text));
        }
        return packed.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
