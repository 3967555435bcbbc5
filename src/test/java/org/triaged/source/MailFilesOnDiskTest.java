package org.triaged.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.mail.Limits;

class MailFilesOnDiskTest {

    private static final String SEPARATOR = "From ann@x.example Mon Jan  5 10:00:00 2026\n";
    private static final String MAIL = "Subject: x\n\nbody\n";
    private static final String MBOX = SEPARATOR + MAIL + "\n" + SEPARATOR + MAIL + "\n";

    @TempDir
    private Path folder;

    @Test
    void anEmlIsOneMailByItsName() throws IOException {
        String body = MAIL + "\n" + SEPARATOR + "end\n\n";
        assertThat(read("1.eml", body).texts()).containsExactly(body);
        assertThat(read("2.EML", SEPARATOR + body).texts()).containsExactly(body);
        assertThat(read("3.eml", SEPARATOR.replace("2026", "UTC 2026") + body).texts())
                .containsExactly(body);
        assertThat(read("4.eml", "From : ann@x.example\n" + body).texts())
                .first()
                .asString()
                .startsWith("From :");
        assertThat(read("5.eml", "").texts()).containsExactly("");
        assertThat(read("6.eml", SEPARATOR).texts()).containsExactly("");
    }

    @Test
    void anEmlOfPublicInboxIsUnquoted() throws IOException {
        String mail = "Subject: x\n\n>From here\n";
        assertThat(read("1.eml", "From mboxrd@z Thu Jan  1 00:00:00 1970\n" + mail)
                        .texts())
                .containsExactly(mail.replace(">", ""));
        assertThat(read("2.eml", SEPARATOR + mail).texts()).containsExactly(mail);
    }

    @Test
    void theFirstLineOfAnEmlSaysWhenItCame() throws IOException {
        assertThat(read("1.eml", SEPARATOR + MAIL).mails().get(0).arrival())
                .isEqualTo(Instant.parse("2026-01-05T10:00:00Z"));
        assertThat(read("2.eml", MAIL).mails().get(0).arrival()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void anotherNameIsReadByWhatItBeginsWith() throws IOException {
        assertThat(read("list", MBOX).texts()).containsExactly(MAIL, MAIL);
        assertThat(read("0001-x.patch", MAIL + "\n" + SEPARATOR).texts()).containsExactly(MAIL + "\n" + SEPARATOR);
        assertThat(read("odd", SEPARATOR.replace("2026", "26") + MAIL).texts()).containsExactly(MAIL);
    }

    @Test
    void standardInputIsReadByWhatItBeginsWith() {
        assertThat(ReadFiles.of("-", false, MBOX).places()).containsExactly("- 1", "- 2");
        assertThat(ReadFiles.of("-", false, MAIL).texts()).containsExactly(MAIL);
    }

    @Test
    void standardInputStaysOpenAndMayBreak() {
        InputStream breaking = new InputStream() {
            private final InputStream begun = new ByteArrayInputStream(ReadFiles.bytes(MBOX));

            @Override
            public int read() throws IOException {
                int next = begun.read();
                if (next < 0) {
                    throw new IOException("the other end went away");
                }
                return next;
            }

            @Override
            public void close() {
                throw new AssertionError("not ours to close");
            }
        };
        ReadFiles read = ReadFiles.of(new MailFilesOnDisk(breaking), "-", false);
        assertThat(read.trouble())
                .contains("standard input: reading failed (the other end went away). Check the disk, and try again."
                        + " Its first mail was read.");
    }

    @Test
    void packedFilesAreUnpacked() throws IOException {
        Files.write(folder.resolve("list.mbox.gz"), ReadFiles.gzip(MBOX));
        Files.write(folder.resolve("1.eml.gz"), ReadFiles.gzip(MBOX));
        Files.write(folder.resolve("list.GZ"), joined(ReadFiles.gzip(MBOX), ReadFiles.gzip(MBOX)));
        assertThat(ReadFiles.of(folder.resolve("list.mbox.gz")).texts()).containsExactly(MAIL, MAIL);
        assertThat(ReadFiles.of(folder.resolve("1.eml.gz")).texts())
                .containsExactly(MAIL + "\n" + SEPARATOR + MAIL + "\n");
        assertThat(ReadFiles.of(folder.resolve("list.GZ")).texts()).containsExactly(MAIL, MAIL, MAIL, MAIL);
    }

    @Test
    void aPackedFileMayNotUnpackWithoutEnd() throws IOException {
        Path bomb = Files.write(folder.resolve("bomb.gz"), ReadFiles.gzip(MBOX + "x".repeat(1_000_000)));
        ReadFiles read =
                ReadFiles.of(new MailFilesOnDisk(InputStream.nullInputStream(), 500_000), bomb.toString(), false);
        assertThat(read.texts()).containsExactly(MAIL);
        assertThat(read.trouble())
                .contains(bomb + ": more than 2 GB when unpacked. Unpack it and name the plain file, if you trust it."
                        + " Its first mail was read.");
        assertThat(ReadFiles.of(bomb).trouble()).isEmpty();
    }

    @Test
    void aBrokenPackedFileIsReadAsFarAsItGoes() throws IOException {
        byte[] packed = ReadFiles.gzip(MBOX + noise(300_000));
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(packed, packed.length - 1_000));
        assertThat(ReadFiles.of(cut).texts()).containsExactly(MAIL);
        assertThat(ReadFiles.of(cut).trouble().orElseThrow())
                .startsWith(cut + ": no whole gzip file (Unexpected end of ZLIB input stream). Check it with gzip -t");
        Path plain = ReadFiles.write(folder.resolve("plain.gz"), MBOX);
        assertThat(ReadFiles.of(plain).trouble().orElseThrow()).contains("no whole gzip file (Not in GZIP format)");
        Path empty = ReadFiles.write(folder.resolve("empty.gz"), "");
        assertThat(ReadFiles.of(empty).trouble().orElseThrow()).contains("no whole gzip file");
    }

    @Test
    void whatIsNotThereIsNamed() {
        Path missing = folder.resolve("missing.mbox");
        assertThat(ReadFiles.of(missing).trouble()).contains(missing + ": no such file or folder. Check the name.");
        assertThat(ReadFiles.of("", false, "").trouble()).contains("'': no such file or folder. Check the name.");
        assertThat(ReadFiles.of("a\0b", false, "").trouble().orElseThrow()).contains("cannot be the name of a file");
    }

    @Test
    void aMaildirIsReadByPath() throws IOException {
        write("md/new/2.M1.host", "Subject: new\n");
        write("md/cur/9.M1.host:2,S", "Subject: seen\n");
        write("md/cur/1.M1.host:2,RS", SEPARATOR + "Subject: answered\n\n" + SEPARATOR);
        write("md/cur/.hidden", "no mail\n");
        write("md/tmp/3.M1.host", "not there yet\n");
        write("md/.Sent/cur/4.M1.host:2,S", "another folder\n");
        write("md/dovecot-uidlist", "no mail\n");
        ReadFiles read = ReadFiles.of(folder.resolve("md"));
        assertThat(read.places()).containsExactly("cur/1.M1.host:2,RS 1", "cur/9.M1.host:2,S 1", "new/2.M1.host 1");
        assertThat(read.texts())
                .containsExactly("Subject: answered\n\n" + SEPARATOR, "Subject: seen\n", "Subject: new\n");
        assertThat(read.trouble()).isEmpty();
    }

    @Test
    void anEmptyMaildirIsNoTrouble() throws IOException {
        Files.createDirectories(folder.resolve("md/cur"));
        assertThat(ReadFiles.of(folder.resolve("md")).trouble()).isEmpty();
    }

    @Test
    void aFolderHoldsEmlFiles() throws IOException {
        write("mails/2.eml", MBOX);
        write("mails/10.eml", MAIL);
        write("mails/README", "no mail\n");
        write("mails/.3.eml", "no mail\n");
        write("mails/deeper/4.eml", MAIL);
        Files.write(folder.resolve("mails/1.eml.gz"), ReadFiles.gzip(MAIL));
        ReadFiles read = ReadFiles.of(folder.resolve("mails") + "/", false, "");
        assertThat(read.places()).containsExactly("1.eml.gz 1", "10.eml 1", "2.eml 1");
        assertThat(read.texts()).containsExactly(MAIL, MAIL, MAIL + "\n" + SEPARATOR + MAIL + "\n");
    }

    @Test
    void aFolderWithoutMailIsNamed() throws IOException {
        write("src/README", "no mail\n");
        assertThat(ReadFiles.of(folder.resolve("src")).trouble())
                .contains(folder.resolve("src")
                        + ": no mail in this folder. Name a Maildir, a folder with *.eml in it, or a file.");
    }

    @Test
    void oneBadFileDoesNotKeepUsFromTheOthers() throws IOException {
        write("mails/1.eml", MAIL);
        Files.createDirectories(folder.resolve("mails/2.eml"));
        write("mails/3.eml", MAIL);
        ReadFiles read = ReadFiles.of(folder.resolve("mails"));
        assertThat(read.places()).containsExactly("1.eml 1", "3.eml 1");
        assertThat(read.trouble())
                .contains(folder.resolve("mails/2.eml") + ": a folder or device where a mail should be. Move it away.");
    }

    @Test
    void ofManyBadFilesFiveAreNamed() throws IOException {
        write("mails/9.eml", MAIL);
        for (int n = 1; n <= 7; n++) {
            write("mails/" + n + ".eml.gz", "not packed");
        }
        Files.createSymbolicLink(folder.resolve("mails/0.eml"), folder.resolve("nowhere"));
        ReadFiles read = ReadFiles.of(folder.resolve("mails"));
        assertThat(read.places()).containsExactly("9.eml 1");
        assertThat(read.trouble().orElseThrow())
                .startsWith(folder.resolve("mails") + ": 8 of 9 mails cannot be read. " + folder.resolve("mails/0.eml")
                        + ": no such file or folder.")
                .contains("mails/4.eml.gz: no whole gzip file")
                .doesNotContain("5.eml.gz")
                .endsWith(" And 3 more.");
    }

    @Test
    void aMailTooLargeIsCutInAFileOfItsOwnToo() throws IOException {
        String mail = "Subject: large\n\n" + ("x".repeat(999) + "\n").repeat(Limits.DEFAULT.rawSize() / 1_000 + 1);
        assertThat(read("1.eml", mail).texts()).containsExactly(mail.substring(0, Limits.DEFAULT.rawSize() + 1));
    }

    @Test
    void whatTheReaderOfMailsThrowsIsNotCaught() throws IOException {
        Path mbox = write("list.mbox", MBOX);
        MailFilesOnDisk files = new MailFilesOnDisk(InputStream.nullInputStream());
        assertThatThrownBy(() -> files.read(mbox.toString(), false, mail -> {
                    throw new UncheckedIOException(new IOException("ours"));
                }))
                .isInstanceOf(UncheckedIOException.class);
    }

    private ReadFiles read(String name, String text) throws IOException {
        Path file = write(name, text);
        ReadFiles read = ReadFiles.of(file);
        assertThat(read.trouble()).isEmpty();
        assertThat(read.places()).allMatch(place -> place.startsWith(file + " "));
        return read;
    }

    private Path write(String path, String text) throws IOException {
        return ReadFiles.write(folder.resolve(path), text);
    }

    /** Text that does not pack well. */
    private static String noise(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[]... parts) {
        return Stream.of(parts)
                .collect(ByteArrayOutputStream::new, (out, part) -> out.write(part, 0, part.length), (a, b) -> {})
                .toByteArray();
    }
}
