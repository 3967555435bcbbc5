package org.triaged;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.Dovecot;
import org.triaged.wire.Identities.Identity;
import org.triaged.wire.RealServers;

/** A list on real servers with one subscriber, the daemon: what is posted or sent to it lands in the daemon's folder. */
final class RealList implements AutoCloseable {

    static final String FOLDER = "devel";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String LIST = """
            list-id: devel.lists.example.org
            addresses: [devel-%s@lists.example.org]
            account: main
            folder: %s
            mode: %s
            policy: {project: qemu, follow: timeline}
            scope: none
            rules: {dco-sob-missing: reply, ai-declared: reply, ai-exception-self: reply}
            """;

    private static final String DAEMON = """
            imap:
              main: {host: %1$s, port: %2$d, tls: %3$s, user: %7$s, %10$s, ca-file: %8$s}
            smtp: {host: %4$s, port: %5$d, tls: %6$s, user: %7$s, %11$s, ca-file: %8$s}
            own-address: triaged@triage.example.org
            owner: triage-owner@triage.example.org
            caps: {per-hour: 100, per-day: 400, per-author: 400, per-author-and-rules: 400}
            schedule: {every: %9$s}
            """;

    private final RealServers servers = RealServers.shared();
    private final String user = servers.newUser();
    private final String mode;
    private String every = "PT1S";
    private final Installation here;
    private final List<Events.Event> events = new ArrayList<>();
    private String imapSecret = "password-file: password";
    private String smtpSecret = "password-file: smtp-password";
    private Optional<TriageDaemon> daemon = Optional.empty();
    private boolean complete;
    private List<String> states = List.of();
    private Door imap = new Door(Identity.GOOD, servers.dovecot().imapsPort(), "implicit");
    private Door smtp = new Door(Identity.GOOD, servers.postfix().port(), "starttls");

    /** Where the daemon is told to go. */
    record Door(Identity identity, int port, String tls) {}

    /** An account with that mode and an empty folder, never read before. */
    RealList(Path folder, String mode) {
        this.mode = mode;
        this.here = Installation.in(folder).password(Dovecot.PASSWORD);
        smtpPassword(Dovecot.PASSWORD);
        here.write("lists/devel.yaml", LIST.formatted(user, FOLDER, mode));
        write();
        admin("mailbox", "create", FOLDER);
    }

    Installation installation() {
        return here;
    }

    /** Of the list, as people post to it. */
    String address() {
        return "devel-" + user + "@lists.example.org";
    }

    String user() {
        return user;
    }

    RealList every(String pause) {
        every = pause;
        return write();
    }

    RealList imap(Identity identity, int port, String tls) {
        imap = new Door(identity, port, tls);
        return write();
    }

    RealList smtp(Identity identity, int port, String tls) {
        smtp = new Door(identity, port, tls);
        return write();
    }

    /** Logs in everywhere by the token that this program prints. */
    RealList byTokenOf(Path program) {
        imapSecret = "token-command: [" + program + "]";
        smtpSecret = imapSecret;
        return write();
    }

    /** Passwords are read at each login, so the daemon goes on. */
    RealList smtpPassword(String password) {
        here.secret("smtp-password", password);
        return this;
    }

    /** From the list's server into the folder. */
    void post(byte[] mail) {
        servers.dovecot().deliver(user + "+" + FOLDER + "@triage.example.org", mail);
    }

    /** An unsigned patch, which is to be answered. */
    void post(String id) {
        post(Installation.patch(id + "@contrib.example.org", "[PATCH] hw/misc: widen frob " + id, false));
    }

    /** As if they had been there for years, or had come while nobody looked. */
    void lay(List<byte[]> mails) {
        servers.dovecot().lay(user, FOLDER, mails);
    }

    /** Takes the folder away: thousands of mails would take longer to remove than a JVM has for its end. */
    void discard() {
        close();
        admin("mailbox", "delete", FOLDER);
    }

    /** Work of the server's admin on the mailboxes of the account. */
    String admin(String... words) {
        int verb = words[0].equals("mailbox") ? 2 : 1;
        return servers.dovecot()
                .doveadm(Stream.of(
                                Stream.of(words).limit(verb),
                                Stream.of("-u", user),
                                Stream.of(words).skip(verb))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
    }

    /** One poll, one triage, one delivery, of a daemon that is started when none is there. */
    RealList round() {
        TriageDaemon daemon = started();
        complete = daemon.once().complete();
        states = daemon.reader().query("SELECT state FROM reply ORDER BY id").rows().stream()
                .map(row -> row.get(0))
                .toList();
        return this;
    }

    /** Rounds until so many replies have come back: Postfix delivers when it gets to it. */
    RealList seen(int replies) {
        await().atMost(PATIENCE)
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Collections.frequency(round().states(), "SEEN") >= replies);
        return this;
    }

    /** The daemon is started anew, with a clock some time ahead. */
    RealList later(Duration ahead) {
        close();
        System.setProperty("triaged.clock", Instant.now().plus(ahead).toString());
        return this;
    }

    /** The daemon is started anew, and so asks a server again that it would leave alone for a while. */
    RealList restart() {
        close();
        return this;
    }

    /** Whether the folder was read in the last round. */
    boolean complete() {
        return complete;
    }

    /** Of all replies, the oldest first, after the last round. */
    List<String> states() {
        return states;
    }

    String ask(String sql) {
        return started().reader().query(sql).rows().get(0).get(0);
    }

    @Override
    public void close() {
        daemon.ifPresent(TriageDaemon::close);
        daemon = Optional.empty();
        System.clearProperty("triaged.clock");
    }

    private TriageDaemon started() {
        TriageDaemon working = daemon.orElseGet(() -> here.start(events::add));
        daemon = Optional.of(working);
        return working;
    }

    /** What the daemon told under that name. */
    List<String> told(String event) {
        return events.stream()
                .filter(told -> told.name().equals(event))
                .map(told -> told.level() + " " + told.fields())
                .toList();
    }

    /** What lies in the folder, as a client gets it. */
    List<byte[]> mails() {
        return servers.dovecot().mails(user, FOLDER);
    }

    /** Mails of ours in the folder; they are ASCII. */
    List<String> replies() {
        return mails().stream()
                .map(mail -> new String(mail, StandardCharsets.ISO_8859_1))
                .filter(mail -> mail.contains("\r\nX-Triaged-Report:"))
                .toList();
    }

    private RealList write() {
        close();
        here.write(
                "triaged.yaml",
                DAEMON.formatted(
                        imap.identity().address(),
                        imap.port(),
                        imap.tls(),
                        smtp.identity().address(),
                        smtp.port(),
                        smtp.tls(),
                        user,
                        servers.identities().authority(),
                        every,
                        imapSecret,
                        smtpSecret));
        return this;
    }
}
