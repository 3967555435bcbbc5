package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
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

    /** And a little more, by chance. */
    private static final Pattern HALF_AN_HOUR = Pattern.compile("pause=PT3\\dM");

    private static final int MEGABYTE = 1 << 20;

    private final RealServers servers = RealServers.shared();

    private final Dovecot dovecot = servers.dovecot();

    @TempDir
    private Path folder;

    private RealList list;

    @AfterEach
    void stopDaemon() {
        list.close();
    }

    @AfterAll
    static void noMailLeftTheMachine() {
        assertThat(RealServers.shared().postfix().transports()).isSubsetOf("lmtp", "discard");
    }

    @Test
    void aWrongPasswordIsTriedThreeTimesAndThenLeftAloneForHalfAnHour() throws Exception {
        list = new RealList(folder, "record");
        list.installation().password("wrong");
        Process daemon = list.installation().run();
        try {
            await().atMost(Duration.ofSeconds(120))
                    .until(() -> list.installation().output().contains("pause=PT3"));
            assertThat(daemon.isAlive()).isTrue();
        } finally {
            daemon.destroy();
            daemon.waitFor();
        }
        String refusals = "static(" + list.user() + ",";
        assertThat(dovecot.log().lines().filter(line -> line.contains(refusals) && line.contains("Password mismatch")))
                .hasSize(3);
        assertThat(list.installation().output())
                .contains("kind=LOGIN_REFUSED", "Check user and password-file; the server may count failures.");
    }

    @ParameterizedTest
    @EnumSource(names = "GOOD", mode = EnumSource.Mode.EXCLUDE)
    void aServerThatCannotProveItsNameGetsNoPassword(Identity identity) {
        list = new RealList(folder, "record");
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
        await().until(() -> talks(identity).size() >= 2);
        assertThat(talks(identity)).allMatch(talk -> talk.contains("user=<>"));
        list.imap(Identity.GOOD, dovecot.imapsPort(), "implicit");
        readsAllAgain();
        assertThat(dovecot.log()).contains("user=<" + list.user() + ">");
    }

    /** How the server saw those that ended; a user is named as soon as a login was tried. */
    private List<String> talks(Identity identity) {
        String end = "lip=" + identity.address() + ",";
        return dovecot.log()
                .lines()
                .filter(line -> line.contains("imap-login: Info: Disconnected") && line.contains(end))
                .toList();
    }

    @Test
    void whereStartTlsWasStrippedNoPasswordIsSent() {
        list = new RealList(folder, "record");
        try (Front between = Front.plain(dovecot.imapPort()).masking("STARTTLS")) {
            list.imap(Identity.GOOD, between.port(), "starttls");
            assertThat(list.round().complete()).isFalse();
            assertThat(between.sent()).satisfies(RealFetchingIT::withoutPassword);
            assertThat(list.told("poll-failed")).singleElement().asString().contains("offers no STARTTLS", "ask who");
            between.masking("");
            readsAllAgain();
            assertThat(between.sent()).contains("STARTTLS");
        }
    }

    private static void withoutPassword(String sent) {
        byte[] plain = Dovecot.PASSWORD.getBytes(StandardCharsets.US_ASCII);
        assertThat(sent)
                .doesNotContain("LOGIN", "AUTHENTICATE", Dovecot.PASSWORD)
                .doesNotContain(Base64.getEncoder().encodeToString(plain));
    }

    private void readsAllAgain() {
        list.post("late");
        assertThat(list.restart().round().complete()).isTrue();
        assertThat(list.ask(READ)).isEqualTo("1");
    }

    @Test
    void aFolderThatIsMissingIsToldAndReadOnceItIsThere() {
        list = new RealList(folder, "record");
        list.admin("mailbox", "delete", RealList.FOLDER);
        assertThat(list.round().complete()).isFalse();
        assertThat(list.told("poll-failed"))
                .singleElement()
                .asString()
                .contains("ALERT", "kind=NO_FOLDER", "Check the name, and the rights of the user.");
        readsAllAgain();
    }

    @Test
    void anEmptiedFolderChangesNothingAndTheNextMailIsAnswered() {
        answeredOnce();
        list.admin("expunge", "mailbox", RealList.FOLDER, "all");
        assertThat(list.mails()).isEmpty();
        assertThat(list.round().complete()).isTrue();
        assertThat(list.ask("SELECT COUNT(*) FROM mail")).isEqualTo("2");
        answersTheNextOnly();
    }

    @Test
    void aRenamedFolderIsToldAndGoesOnUnderItsOldName() {
        answeredOnce();
        list.admin("mailbox", "rename", RealList.FOLDER, "elsewhere");
        assertThat(list.round().complete()).isFalse();
        assertThat(list.told("poll-failed")).singleElement().asString().contains("kind=NO_FOLDER");
        list.admin("mailbox", "rename", "elsewhere", RealList.FOLDER);
        list.restart();
        answersTheNextOnly();
    }

    @Test
    void aNewUidValidityBringsNoMailTwiceAndNoReplyTwice() {
        answeredOnce();
        dovecot.forgetUids(list.user(), RealList.FOLDER);
        assertThat(list.round().complete()).isTrue();
        assertThat(list.ask("SELECT COUNT(DISTINCT mailbox) FROM mail_source")).isEqualTo("2");
        assertThat(list.ask("SELECT COUNT(*) FROM mail")).isEqualTo("2");
        answersTheNextOnly();
    }

    private void answeredOnce() {
        list = new RealList(folder, "live");
        list.round();
        list.post("1");
        assertThat(list.seen(1).states()).containsExactly("SEEN");
    }

    /** The patch from before is not answered a second time. */
    private void answersTheNextOnly() {
        list.post("2");
        assertThat(list.seen(2).states()).containsExactly("SEEN", "SEEN");
        await().untilAsserted(() -> assertThat(servers.postfix().log().lines())
                .filteredOn(line -> line.contains("to=<" + list.user() + "+devel@"))
                .hasSize(2));
    }

    @Test
    void aMailThatIsExpungedBetweenListingAndFetchIsGoneAndTheOthersAreRead() {
        list = new RealList(folder, "record");
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
        list = new RealList(folder, "record");
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
            assertThat(list.restart().round().complete()).isTrue();
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
