package org.triaged;

import static org.triaged.Installation.LIST;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triaged.wire.MailServer;
import org.triaged.wire.ScriptedSmtpServer;

/**
 * What a daemon lives in: a folder of mail, and an SMTP server that delivers there what it takes. It can be put back to what
 * it was, so that another life begins where one began before.
 */
final class World implements AutoCloseable {

    /** What the server says to a mail that it takes and does not deliver. */
    static final String MODERATED = "250 queued for a moderator";

    private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: <(triaged1\\S+)>");

    private final MailServer imap = new MailServer().user(LIST);
    private final ScriptedSmtpServer smtp = new ScriptedSmtpServer().telling(this::take);
    private final Path maildir;
    private final boolean ofFiles;
    private final List<byte[]> taken = new CopyOnWriteArrayList<>();
    private int files;

    /** @param ofFiles the folder is a Maildir */
    World(Path folder, boolean ofFiles) {
        this.maildir = folder.resolve("maildir");
        this.ofFiles = ofFiles;
        try {
            for (String place : List.of("tmp", "new", "cur")) {
                Files.createDirectories(maildir.resolve(place));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What there is at one time. @param taken by the SMTP server */
    record Memory(List<MailServer.Held> mailbox, Map<Path, FiledMail> files, List<byte[]> taken) {}

    private record FiledMail(byte[] bytes, FileTime time) {}

    /** A daemon that watches the folder, and answers what lacks a sign-off. */
    Installation install(Path folder, String mode) {
        return install(folder, mode, "");
    }

    /** @param more lines of the list file */
    Installation install(Path folder, String mode, String more) {
        Installation here = Installation.at(folder, imap, mode).server(imap.imapPort(), "none", "", smtp.port());
        // Hundreds of starts need not read them.
        CopiedConf.forgetProjects(here.conf());
        CopiedConf.listException(here.conf());
        return (ofFiles ? here.maildir(maildir, mode, smtp.port()) : here).write("lists/devel.yaml", """
                list-id: devel.lists.example.org
                addresses: [devel@lists.example.org]
                %s
                mode: %s
                policy: {pin: generic/dco}
                scope: none
                rules: {dco-sob-missing: reply}
                %s
                """.formatted(
                        ofFiles ? "folder: " + maildir + "\nlive: true" : "account: main", mode, more));
    }

    ScriptedSmtpServer smtp() {
        return smtp;
    }

    Path maildir() {
        return maildir;
    }

    void post(byte[] mail) {
        if (!ofFiles) {
            imap.append(LIST, mail, Instant.now());
            return;
        }
        files++;
        write(maildir.resolve("new/%05d.world".formatted(files)), new FiledMail(mail, FileTime.from(Instant.now())));
    }

    /** What was taken, but never delivered, is now. */
    void deliverLate() {
        Map<String, Long> there = counted(mails());
        taken.stream()
                .filter(mail -> counted(List.of(mail)).keySet().stream().noneMatch(there::containsKey))
                .forEach(this::post);
    }

    /** Of our mails those that lie in the folder. */
    Map<String, Long> delivered() {
        return counted(mails());
    }

    /** How often each of our mails may have been taken by the server, or was delivered, whichever is more. */
    Map<String, Long> transmissions() {
        Map<String, Long> most = counted(mails());
        counted(taken).forEach((id, count) -> most.merge(id, count, Math::max));
        return most;
    }

    Memory remember() {
        return new Memory(
                imap.mails(LIST),
                paths().stream().collect(Collectors.toMap(Function.identity(), World::read, (a, b) -> a, TreeMap::new)),
                List.copyOf(taken));
    }

    void become(Memory memory) {
        imap.forget(LIST);
        memory.mailbox().forEach(mail -> imap.append(LIST, mail.bytes(), mail.arrival()));
        paths().forEach(World::delete);
        memory.files().forEach(World::write);
        files = memory.files().size();
        taken.clear();
        taken.addAll(memory.taken());
    }

    /** How often each of our mails is among these, by its Message-ID. */
    static Map<String, Long> counted(List<byte[]> mails) {
        return mails.stream()
                .map(mail -> MESSAGE_ID.matcher(new String(mail, StandardCharsets.UTF_8)))
                .filter(Matcher::find)
                .map(id -> id.group(1))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    @Override
    public void close() {
        imap.close();
        smtp.close();
    }

    private void take(byte[] mail, String answer) {
        taken.add(mail);
        boolean toTheList = new String(mail, StandardCharsets.ISO_8859_1).contains(LIST);
        if (toTheList && answer.startsWith("250") && !answer.contains(MODERATED)) {
            post(mail);
        }
    }

    private List<byte[]> mails() {
        return ofFiles
                ? paths().stream().map(World::read).map(FiledMail::bytes).toList()
                : imap.mails(LIST).stream().map(MailServer.Held::bytes).toList();
    }

    private List<Path> paths() {
        try (Stream<Path> all = Files.walk(maildir)) {
            return all.filter(Files::isRegularFile)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FiledMail read(Path file) {
        try {
            return new FiledMail(Files.readAllBytes(file), Files.getLastModifiedTime(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, FiledMail mail) {
        try {
            Files.write(file, mail.bytes());
            Files.setLastModifiedTime(file, mail.time());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
