package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.triaged.wire.Dovecot;
import org.triaged.wire.Front;
import org.triaged.wire.Identities.Identity;
import org.triaged.wire.Postfix;
import org.triaged.wire.RealServers;

/** What Postfix may answer, and what becomes of the reply: it is sent once, or a person learns why not. */
@Tag("real-servers")
class RealSendingIT {

    private final RealServers servers = RealServers.shared();

    private final Postfix postfix = servers.postfix();

    @TempDir
    private Path folder;

    private RealList list;

    @BeforeEach
    void postOnePatch() {
        list = new RealList(folder, "live");
        list.round();
        list.post("1");
    }

    @AfterEach
    void serveAll() {
        list.close();
        servers.policy().refuseNobody();
    }

    @AfterAll
    static void noMailLeftTheMachine() {
        assertThat(RealServers.shared().postfix().transports()).isSubsetOf("lmtp", "discard");
    }

    @Test
    void aReplyGoesByTlsAndLoginToListAndAuthorAndComesBack() {
        isSeenOnce();
        await().untilAsserted(() -> assertThat(postfix.log())
                .contains("sasl_method=PLAIN, sasl_username=" + list.user())
                .contains("to=<" + list.user() + "+devel@triage.example.org>")
                .contains("to=<ann@contrib.example.org>, relay=none"));
        assertThat(postfix.transports()).contains("lmtp", "discard");
    }

    @Test
    void aRefusedLoginIsToldAndTheReplyWaits() {
        list.smtpPassword("wrong");
        waits("login refused", "Check user and password-file.");
        list.smtpPassword(Dovecot.PASSWORD);
        isSeenOnce();
    }

    @ParameterizedTest
    @EnumSource(names = "GOOD", mode = EnumSource.Mode.EXCLUDE)
    void aServerThatCannotProveItsNameGetsNeitherPasswordNorMail(Identity identity) {
        list.smtp(identity, postfix.port(), "starttls");
        waits(identity.address(), "certificate not accepted", "No password was sent", "ca-file");
        await().until(() -> postfix.log(identity).stream().anyMatch(line -> line.contains("disconnect from")));
        assertThat(postfix.log(identity)).noneMatch(line -> line.contains("sasl_") || line.contains("auth="));
        list.smtp(Identity.GOOD, postfix.port(), "starttls");
        isSeenOnce();
    }

    @Test
    void whereStartTlsWasStrippedNeitherPasswordNorMailIsSent() {
        try (Front between = Front.plain(postfix.port()).masking("STARTTLS")) {
            list.smtp(Identity.GOOD, between.port(), "starttls");
            waits("server offers no STARTTLS", "No password was sent", "ask who stripped it");
            assertThat(between.sent()).contains("EHLO").doesNotContain("AUTH", "MAIL");
        }
        list.smtp(Identity.GOOD, postfix.port(), "starttls");
        isSeenOnce();
    }

    @Test
    void aServerThatIsDownIsToldAndTheReplyGoesOnceItIsUp() {
        postfix.stop();
        try {
            waits("Connection refused", "It is tried again; check host, port and tls.");
        } finally {
            postfix.start();
        }
        isSeenOnce();
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT, '', 421 4.7.0 too busy",
        "MAIL, '', 451 4.3.0 no memory",
        "RCPT, devel-, 450 4.7.1 greylisted",
        "RCPT, ann@, 450 4.7.1 greylisted",
        "DATA, '', 451 4.3.0 no memory",
        "END-OF-MESSAGE, '', 452 4.3.1 disk full"
    })
    void whatIsPutOffIsSentOnceWhenItIsTaken(String state, String recipient, String answer) {
        servers.policy().refuse(state, recipient, answer);
        list.round();
        assertThat(list.states()).containsExactly("READY");
        assertThat(list.ask("SELECT server_line FROM reply")).contains(answer.substring(0, 3));
        assertThat(list.replies()).isEmpty();
        servers.policy().refuseNobody();
        isSeenOnce();
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, '', 550 5.7.1 not you",
        "RCPT, devel-, 550 5.1.1 no such list",
        "DATA, '', 554 5.7.1 not now or ever",
        "END-OF-MESSAGE, '', 554 5.7.1 looks like spam"
    })
    void whatIsRefusedIsToldAndNeverSentAgain(String state, String recipient, String answer) {
        servers.policy().refuse(state, recipient, answer);
        list.round();
        assertThat(list.told("reply-failed"))
                .singleElement()
                .asString()
                .startsWith("ALERT")
                .contains(answer.substring(0, 9), answer.substring(10), "it is not sent again");
        servers.policy().refuseNobody();
        list.later(Duration.ofHours(2)).round().round();
        assertThat(list.states()).containsExactly("FAILED");
        assertThat(list.replies()).isEmpty();
    }

    @Test
    void anAuthorWhoseAddressIsRefusedDoesNotKeepTheReplyFromTheList() {
        servers.policy().refuse("RCPT", "ann@", "550 5.1.1 no such user");
        list.round();
        isSeenOnce();
        assertThat(list.ask("SELECT recipients FROM reply")).isEqualTo("devel-" + list.user() + "@lists.example.org");
    }

    @Test
    void aServerThatShutsDownWithTheMailInHandIsNotTriedAgainAndAPersonLearnsOfIt() {
        servers.policy().refuse("END-OF-MESSAGE", "", "421 4.3.2 shutting down");
        list.round();
        assertThat(list.states()).containsExactly("UNKNOWN");
        servers.policy().refuseNobody();
        list.later(Duration.ofMinutes(45)).round().round();
        assertThat(list.states()).containsExactly("HELD");
        assertThat(list.told("reply-held")).singleElement().asString().contains("ALERT", "it is not sent again");
        assertThat(list.replies()).isEmpty();
    }

    private void waits(String... told) {
        list.round();
        assertThat(list.told("smtp-unavailable"))
                .singleElement()
                .asString()
                .startsWith("ALERT")
                .contains(told);
        assertThat(list.states()).containsExactly("READY");
        assertThat(list.replies()).isEmpty();
    }

    /** Two minutes later, when the first pause of a reply is over. */
    private void isSeenOnce() {
        assertThat(list.later(Duration.ofMinutes(2)).seen(1).states()).containsExactly("SEEN");
        assertThat(list.replies()).hasSize(1);
    }
}
