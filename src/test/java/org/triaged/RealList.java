package org.triaged;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.Dovecot;
import org.triaged.wire.Identities.Identity;
import org.triaged.wire.RealServers;

/** A list on real servers with one subscriber, the daemon: what is posted or sent to it lands in the daemon's folder. */
final class RealList {

    static final String FOLDER = "devel";

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
              main: {host: %1$s, port: %2$d, tls: %3$s, user: %7$s, password-file: password, ca-file: %8$s}
            smtp: {host: %4$s, port: %5$d, tls: %6$s, user: %7$s, password-file: password, ca-file: %8$s}
            own-address: triaged@triage.example.org
            owner: triage-owner@triage.example.org
            caps: {per-hour: 100, per-day: 400}
            schedule: {every: PT1S}
            """;

    private final RealServers servers = RealServers.shared();
    private final String user = servers.newUser();
    private final String mode;
    private final Installation here;
    private final List<Events.Event> events = new ArrayList<>();
    private Door imap = new Door(Identity.GOOD, servers.dovecot().imapsPort(), "implicit");
    private Door smtp = new Door(Identity.GOOD, servers.postfix().port(), "starttls");

    /** Where the daemon is told to go. */
    record Door(Identity identity, int port, String tls) {}

    /** An account with that mode and an empty folder, never read before. */
    RealList(Path folder, String mode) {
        this.mode = mode;
        this.here = Installation.in(folder).password(Dovecot.PASSWORD);
        watch(FOLDER);
        write();
        admin("mailbox", "create", FOLDER);
    }

    Installation daemon() {
        return here;
    }

    /** Of the list, as people post to it. */
    String address() {
        return "devel-" + user + "@lists.example.org";
    }

    String user() {
        return user;
    }

    RealList imap(Identity identity, int port, String tls) {
        imap = new Door(identity, port, tls);
        return write();
    }

    RealList smtp(Identity identity, int port, String tls) {
        smtp = new Door(identity, port, tls);
        return write();
    }

    RealList watch(String mailbox) {
        here.write("lists/devel.yaml", LIST.formatted(user, mailbox, mode));
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

    /** A start, one poll, one triage, one delivery, a stop. */
    TriageDaemon.Round round() {
        try (TriageDaemon daemon = here.start(events::add)) {
            return daemon.once();
        }
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

    String ask(String sql) {
        return here.ask(sql);
    }

    private RealList write() {
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
                        servers.identities().authority()));
        return this;
    }
}
