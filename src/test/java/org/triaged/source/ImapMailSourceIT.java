package org.triaged.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.triaged.source.MailSourceContract.mail;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.FailPoint;
import org.triaged.triage.MailAccount;
import org.triaged.triage.MailAccount.Tls;
import org.triaged.triage.MailSource;
import org.triaged.triage.MailSource.Folder;
import org.triaged.triage.MailSource.Kind;
import org.triaged.triage.MailSource.Listing;
import org.triaged.triage.MailSource.Unavailable;
import org.triaged.wire.Front;
import org.triaged.wire.MailServer;
import org.triaged.wire.ServerCertificate;

class ImapMailSourceIT implements MailSourceContract {

    private static final String READER = "reader@lists.example.org";

    private final MailServer server = new MailServer().user(READER);

    @AfterEach
    void close() {
        server.close();
    }

    @Override
    public MailSource source() {
        return source(server.imap(READER), MailServer.PASSWORD);
    }

    @Override
    public String folder() {
        return "INBOX";
    }

    @Override
    public void put(byte[] mail, Instant arrival) {
        server.append(READER, mail, arrival);
    }

    @Override
    public void remove(int number) {
        server.expunge(READER, number);
    }

    @Override
    public boolean untouched() {
        return server.mails(READER).stream().allMatch(held -> !held.flags().contains("SEEN"));
    }

    @Test
    void eachStepOnTheNetworkHasItsFailPoints() throws Unavailable {
        put(mail("1@x.example", ""), ARRIVAL);
        List<String> reached = new ArrayList<>();
        MailSource source =
                new ImapMailSource(server.imap(READER), () -> MailServer.PASSWORD, reached::add, ImapTimeouts.DEFAULT);
        try (Folder opened = source.examine("INBOX")) {
            opened.fetch(opened.list(1, 1), CAP, HEAD);
        }
        assertThat(reached)
                .containsExactly(
                        "imap.connect.before",
                        "imap.connect.after",
                        "imap.examine.before",
                        "imap.examine.after",
                        "imap.list.before",
                        "imap.list.after",
                        "imap.fetch.before",
                        "imap.fetch.after",
                        "imap.logout.before",
                        "imap.logout.after");
    }

    @Test
    void noCommandNamesAStarOrChangesAnything() throws Unavailable {
        put(mail("1@x.example", ""), ARRIVAL);
        try (Front front = Front.plain(server.imapPort())) {
            try (Folder opened = source(at(front.port(), Tls.NONE, Optional.empty()), MailServer.PASSWORD)
                    .examine("INBOX")) {
                opened.fetch(opened.list(1, Long.MAX_VALUE), CAP, HEAD);
            }
            assertThat(front.sent())
                    .contains("EXAMINE INBOX", "UID FETCH 1:4294967295 (UID INTERNALDATE RFC822.SIZE)", "BODY.PEEK[]")
                    .doesNotContain("*", "SELECT", "STORE", "EXPUNGE", "BODY[]");
        }
    }

    @Test
    void aWrongPasswordIsARefusedLogin() {
        refused(source(server.imap(READER), "s3cret"), "INBOX", Kind.LOGIN_REFUSED)
                .hasMessageStartingWith(
                        "account imap, 127.0.0.1:" + server.imapPort() + ", folder INBOX: login refused (")
                .hasMessageContaining("password-file");
    }

    @Test
    void nobodyThereIsUnreachable() {
        int nobody = 1;
        refused(source(at(nobody, Tls.NONE, Optional.empty()), "s3cret"), "INBOX", Kind.UNREACHABLE)
                .hasMessageContaining("127.0.0.1:" + nobody)
                .hasMessageContaining("Connection refused")
                .hasMessageContaining("Check host, port and firewall.");
    }

    @Test
    void aHostWithoutAddressIsUnreachable() {
        MailAccount account = new MailAccount(
                "imap",
                "no-such-host.invalid",
                993,
                Tls.IMPLICIT,
                Optional.of("u"),
                Optional.empty(),
                Optional.empty());
        refused(source(account, "s3cret"), "INBOX", Kind.UNREACHABLE).hasMessageContaining("host name not found");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        refused(source(), "lists.none", Kind.NO_FOLDER)
                .hasMessageContaining("folder lists.none: no such folder")
                .hasMessageContaining("Check the name");
    }

    @Test
    void aServerWithoutStartTlsGetsNoPassword() {
        try (Front front = Front.plain(server.imapPort())) {
            refused(source(at(front.port(), Tls.STARTTLS, Optional.empty()), "s3cret"), "INBOX", Kind.UNTRUSTED)
                    .hasMessageContaining("offers no STARTTLS");
            assertThat(front.sent()).doesNotContain("LOGIN", "AUTHENTICATE");
        }
    }

    @Test
    void plainTextIsForLoopbackAlone() {
        MailAccount far = new MailAccount(
                "imap", "192.0.2.1", 143, Tls.NONE, Optional.of("u"), Optional.empty(), Optional.empty());
        refused(source(far, "s3cret"), "INBOX", Kind.UNTRUSTED).hasMessageContaining("loopback");
    }

    @Test
    void withoutAUserNobodyIsAsked() {
        MailAccount nobody =
                new MailAccount("imap", "127.0.0.1", 1, Tls.NONE, Optional.empty(), Optional.empty(), Optional.empty());
        refused(source(nobody, "s3cret"), "INBOX", Kind.LOGIN_REFUSED).hasMessageContaining("no user");
    }

    @Test
    void tlsIsTrustedByItsCaFileAndNameOnly(@TempDir Path temp) throws Unavailable {
        ServerCertificate right = ServerCertificate.of(temp, "ip:127.0.0.1");
        ServerCertificate elsewhere = ServerCertificate.of(temp, "dns:elsewhere.example");
        put(mail("1@x.example", ""), ARRIVAL);
        try (Front front = Front.tls(server.imapPort(), right);
                Front misnamed = Front.tls(server.imapPort(), elsewhere)) {
            refused(source(at(front.port(), Tls.IMPLICIT, Optional.empty()), "s3cret"), "INBOX", Kind.UNTRUSTED)
                    .hasMessageContaining("certificate not accepted")
                    .hasMessageContaining("ca-file");
            refused(
                            source(at(front.port(), Tls.IMPLICIT, Optional.of(elsewhere.pem())), "s3cret"),
                            "INBOX",
                            Kind.UNTRUSTED)
                    .hasMessageContaining("no password was sent");
            refused(
                            source(at(misnamed.port(), Tls.IMPLICIT, Optional.of(elsewhere.pem())), "s3cret"),
                            "INBOX",
                            Kind.UNTRUSTED)
                    .hasMessageContaining("127.0.0.1");
            refused(
                            source(at(front.port(), Tls.IMPLICIT, Optional.of(temp.resolve("none.pem"))), "s3cret"),
                            "INBOX",
                            Kind.UNTRUSTED)
                    .hasMessageContaining("NoSuchFileException: " + temp.resolve("none.pem"));
            assertThat(front.sent() + misnamed.sent()).isEmpty();
            try (Folder opened = source(at(front.port(), Tls.IMPLICIT, Optional.of(right.pem())), MailServer.PASSWORD)
                    .examine("INBOX")) {
                assertThat(opened.list(1, 1)).hasSize(1);
            }
            assertThat(front.sent()).contains("EXAMINE");
        }
    }

    /** Wherever the line is cut, mails come whole or not at all. */
    @Test
    void aCutConnectionNeverYieldsHalfAMail() throws Unavailable {
        byte[] mail = mail("1@x.example", "0123456789\r\n".repeat(400));
        put(mail, ARRIVAL);
        put(mail, ARRIVAL);
        int whole = 0;
        for (long cut = 300; cut < 14_000; cut += 1_371) {
            try (Front front = Front.plain(server.imapPort()).cutAfter(cut);
                    Folder opened = source(at(front.port(), Tls.NONE, Optional.empty()), MailServer.PASSWORD)
                            .examine("INBOX")) {
                List<Listing> listings = opened.list(1, 10);
                assertThat(listings).hasSize(2);
                assertThat(opened.fetch(listings, CAP, HEAD))
                        .hasSize(2)
                        .allSatisfy(fetched -> assertThat(fetched.bytes()).startsWith(mail));
                whole++;
            } catch (Unavailable e) {
                assertThat(e.kind()).isIn(Kind.BROKEN_OFF, Kind.UNREACHABLE);
            }
        }
        assertThat(whole).isPositive();
    }

    private static AbstractThrowableAssert<?, ?> refused(MailSource source, String folder, Kind kind) {
        return assertThatThrownBy(() -> source.examine(folder))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
                .hasMessageNotContainingAny("s3cret", "\n");
    }

    private static MailSource source(MailAccount account, String password) {
        return new ImapMailSource(account, () -> password, FailPoint.INERT, new ImapTimeouts(5_000, 20_000, 5_000));
    }

    private static MailAccount at(int port, Tls tls, Optional<Path> caFile) {
        return new MailAccount("imap", "127.0.0.1", port, tls, Optional.of(READER), Optional.empty(), caFile);
    }
}
