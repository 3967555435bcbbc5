package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.triaged.wire.Dovecot;
import org.triaged.wire.Front;
import org.triaged.wire.Identities.Identity;
import org.triaged.wire.RealServers;

/** What can befall a folder on Dovecot: nothing is lost, nothing answered twice, and an admin learns what to do. */
@Tag("real-servers")
class RealFetchingIT {

    private static final String READ = "SELECT COUNT(*) FROM mail_source WHERE state = 'STORED'";

    private static final int MEGABYTE = 1 << 20;

    private final RealServers servers = RealServers.shared();

    private final Dovecot dovecot = servers.dovecot();

    @TempDir
    private Path folder;

    @AfterAll
    static void noMailLeftTheMachine() {
        assertThat(RealServers.shared().postfix().transports()).isSubsetOf("lmtp", "discard");
    }

    @Test
    void aWrongPasswordIsTriedThreeTimesAndThenLeftAloneForHalfAnHour() throws Exception {
        RealList list = new RealList(folder, "record");
        list.daemon().password("wrong");
        Process daemon = list.daemon().run();
        try {
            await().atMost(Duration.ofSeconds(120))
                    .until(() -> list.daemon().output().contains("pause=PT3"));
            assertThat(daemon.isAlive()).isTrue();
        } finally {
            daemon.destroy();
            daemon.waitFor();
        }
        String refusals = "static(" + list.user() + ",";
        assertThat(dovecot.log().lines().filter(line -> line.contains(refusals) && line.contains("Password mismatch")))
                .hasSize(3);
        assertThat(list.daemon().output())
                .contains("kind=LOGIN_REFUSED", "Check user and password-file; the server may count failures.");
    }

    @ParameterizedTest
    @EnumSource(names = "GOOD", mode = EnumSource.Mode.EXCLUDE)
    void aServerThatCannotProveItsNameGetsNoPassword(Identity identity) {
        RealList list = new RealList(folder, "record");
        for (String tls : List.of("implicit", "starttls")) {
            list.imap(identity, tls.equals("implicit") ? dovecot.imapsPort() : dovecot.imapPort(), tls);
            assertThat(list.round().complete()).isFalse();
        }
        assertThat(list.told("poll-failed")).hasSize(2).allSatisfy(alert -> assertThat(alert)
                .startsWith("ALERT")
                .contains(
                        "kind=UNTRUSTED",
                        identity.address(),
                        "no password was sent",
                        "Check host and certificate, or name a private CA in ca-file."));
        await().until(() -> talks(identity) >= 2);
        assertThat(dovecot.log()).doesNotContain("user=<" + list.user() + ">");
        readsAllAgain(list.imap(Identity.GOOD, dovecot.imapsPort(), "implicit"));
        assertThat(dovecot.log()).contains("user=<" + list.user() + ">");
    }

    private long talks(Identity identity) {
        String end = "lip=" + identity.address() + ",";
        return dovecot.log()
                .lines()
                .filter(line -> line.contains("no auth attempts") && line.contains(end))
                .count();
    }

    @Test
    void whereStartTlsWasStrippedNoPasswordIsSent() {
        RealList list = new RealList(folder, "record");
        try (Front between = Front.plain(dovecot.imapPort()).masking("STARTTLS")) {
            list.imap(Identity.GOOD, between.port(), "starttls");
            assertThat(list.round().complete()).isFalse();
            assertThat(between.sent()).satisfies(RealFetchingIT::withoutPassword);
            assertThat(list.told("poll-failed")).singleElement().asString().contains("offers no STARTTLS", "ask who");
            between.masking("");
            readsAllAgain(list);
            assertThat(between.sent()).contains("STARTTLS");
        }
    }

    private static void withoutPassword(String sent) {
        byte[] plain = Dovecot.PASSWORD.getBytes(StandardCharsets.US_ASCII);
        assertThat(sent)
                .doesNotContain("LOGIN", "AUTHENTICATE", Dovecot.PASSWORD)
                .doesNotContain(Base64.getEncoder().encodeToString(plain));
    }

    private static void readsAllAgain(RealList list) {
        list.post("late");
        assertThat(list.round().complete()).isTrue();
        assertThat(list.ask(READ)).isEqualTo("1");
    }

    @Test
    void aFolderThatIsMissingIsToldAndReadOnceItIsThere() {
        RealList list = new RealList(folder, "record");
        list.admin("mailbox", "delete", RealList.FOLDER);
        assertThat(list.round().complete()).isFalse();
        assertThat(list.told("poll-failed"))
                .singleElement()
                .asString()
                .contains("ALERT", "kind=NO_FOLDER", "Check the name, and the rights of the user.");
        readsAllAgain(list);
    }

    @Test
    void anEmptiedFolderChangesNothingAndTheNextMailIsAnswered() {
        RealList list = answeredOnce();
        list.admin("expunge", "mailbox", RealList.FOLDER, "all");
        assertThat(list.mails()).isEmpty();
        assertThat(list.round().complete()).isTrue();
        assertThat(list.ask("SELECT COUNT(*) FROM mail")).isEqualTo("2");
        answersTheNextOnly(list);
    }

    @Test
    void aRenamedFolderIsToldAndGoesOnUnderItsOldName() {
        RealList list = answeredOnce();
        list.admin("mailbox", "rename", RealList.FOLDER, "elsewhere");
        assertThat(list.round().complete()).isFalse();
        assertThat(list.told("poll-failed")).singleElement().asString().contains("kind=NO_FOLDER");
        list.admin("mailbox", "rename", "elsewhere", RealList.FOLDER);
        answersTheNextOnly(list);
    }

    @Test
    void aNewUidValidityBringsNoMailTwiceAndNoReplyTwice() {
        RealList list = answeredOnce();
        dovecot.forgetUids(list.user(), RealList.FOLDER);
        assertThat(list.round().complete()).isTrue();
        assertThat(list.ask("SELECT COUNT(DISTINCT mailbox) FROM mail_source")).isEqualTo("2");
        assertThat(list.ask("SELECT COUNT(*) FROM mail")).isEqualTo("2");
        answersTheNextOnly(list);
    }

    private RealList answeredOnce() {
        RealList list = new RealList(folder, "live");
        list.round();
        list.post("1");
        list.rounds(Duration.ZERO, 2);
        assertThat(list.states()).containsExactly("SEEN");
        return list;
    }

    /** The patch from before is not answered a second time. */
    private void answersTheNextOnly(RealList list) {
        list.post("2");
        list.rounds(Duration.ZERO, 2);
        assertThat(list.states()).containsExactly("SEEN", "SEEN");
        assertThat(servers.postfix().log().lines().filter(line -> line.contains("to=<" + list.user() + "+devel@")))
                .hasSize(2);
    }

    @Test
    void aMailThatIsExpungedBetweenListingAndFetchIsGoneAndTheOthersAreRead() {
        RealList list = new RealList(folder, "record");
        for (int mail = 1; mail <= 3; mail++) {
            list.post(Integer.toString(mail));
        }
        try (Front between = Front.tls(dovecot.imapPort(), servers.identities().of(Identity.GOOD))) {
            between.before("BODY.PEEK[]", () -> list.admin("expunge", "mailbox", RealList.FOLDER, "uid", "2"));
            list.imap(Identity.GOOD, between.port(), "implicit");
            list.round();
            assertThat(list.round().complete()).isTrue();
        }
        assertThat(list.ask(READ)).isEqualTo("2");
        assertThat(list.ask("SELECT COUNT(*) FROM mail")).isEqualTo("2");
        assertThat(list.ask("SELECT COUNT(*) FROM mail_source WHERE uid = 2 AND state = 'GONE'"))
                .isEqualTo("1");
        assertThat(list.ask("SELECT next_uid FROM mailbox")).isEqualTo("4");
    }

    @Test
    void aServerThatIsKilledInTheMiddleOfAMailLosesNone() {
        RealList list = new RealList(folder, "record");
        for (int mail = 1; mail <= 8; mail++) {
            list.post(large(mail));
        }
        try (Front between = Front.tls(dovecot.imapPort(), servers.identities().of(Identity.GOOD))) {
            list.imap(Identity.GOOD, between.after(MEGABYTE / 2, dovecot::kill).port(), "implicit");
            try {
                assertThat(list.round().complete()).isFalse();
            } finally {
                dovecot.start();
            }
            assertThat(list.told("poll-failed"))
                    .singleElement()
                    .asString()
                    .contains("kind=BROKEN_OFF", "The next poll asks again");
            assertThat(list.round().complete()).isTrue();
        }
        assertThat(list.ask(READ)).isEqualTo("8");
        assertThat(list.ask("SELECT COUNT(*) FROM mail")).isEqualTo("8");
    }

    private static byte[] large(int number) {
        String patch = new String(
                Installation.patch(number + "@contrib.example.org", "[PATCH] hw/misc: large " + number, true),
                StandardCharsets.UTF_8);
        return (patch + "+ a line of a large table\r\n".repeat(MEGABYTE / 28)).getBytes(StandardCharsets.UTF_8);
    }
}
