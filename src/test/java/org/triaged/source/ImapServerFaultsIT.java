package org.triaged.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.mail.MessageId;
import org.triaged.triage.FailPoint;
import org.triaged.triage.MailAccount;
import org.triaged.triage.MailAccount.Tls;
import org.triaged.triage.MailSource.Fetched;
import org.triaged.triage.MailSource.Folder;
import org.triaged.triage.MailSource.Kind;
import org.triaged.triage.MailSource.Listing;
import org.triaged.triage.MailSource.Unavailable;
import org.triaged.wire.ScriptedImapServer;
import org.triaged.wire.ServerCertificate;

/** What a server must never make us do: believe half a mail, lose one, wait for ever, die. */
class ImapServerFaultsIT {

    private static final int CAP = 1_000;
    private static final int HEAD = 5;
    private static final Listing FIVE = new Listing(5, Instant.parse("2026-11-22T10:15:30Z"), 10);
    private static final Listing SIX = new Listing(6, Instant.parse("2026-11-22T10:15:31Z"), 10);
    private static final String FACTS_5 =
            "* 1 FETCH (UID 5 INTERNALDATE \"22-Nov-2026 10:15:30 +0000\" RFC822.SIZE 10)\r\n";
    private static final String FACTS_6 =
            "* 2 FETCH (INTERNALDATE \"22-Nov-2026 11:15:31 +0100\" RFC822.SIZE 10 UID 6)\r\n";
    private static final String BODY_5 = "* 1 FETCH (UID 5 BODY[] {10}\r\n0123456789)\r\n";
    private static final String BODY_6 = "* 2 FETCH (BODY[] {10}\r\nabcdefghij UID 6)\r\n";
    private static final String OK = "TAG OK done\r\n";

    private final ScriptedImapServer server = new ScriptedImapServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anAnswerInAnyOrderWithStrangersInItIsReadRight() throws Unavailable {
        server.on(
                "UID FETCH",
                "* 4 EXISTS\r\n" + FACTS_6 + "* 1 FETCH (FLAGS (\\Seen) UID 5)\r\n" + FACTS_5
                        + FACTS_5.replace("UID 5", "UID 4") + OK,
                "* 1 FETCH (FLAGS () UID 5)\r\n" + BODY_6 + "* 9 EXPUNGE\r\n" + BODY_5 + OK);
        try (Folder folder = examine()) {
            List<Listing> listings = folder.list(5, 9);
            assertThat(listings).containsExactly(FIVE, SIX);
            assertThat(folder.fetch(listings, CAP, HEAD))
                    .extracting(mail -> new String(mail.bytes(), StandardCharsets.US_ASCII))
                    .containsExactly("0123456789", "abcdefghij");
        }
        assertThat(server.commands())
                .contains("UID FETCH 5:9 (UID INTERNALDATE RFC822.SIZE)", "UID FETCH 5,6 (UID BODY.PEEK[])");
    }

    @Test
    void aMailThatIsGoneIsLeftOut() throws Unavailable {
        server.on("UID FETCH", BODY_6 + OK, OK);
        try (Folder folder = examine()) {
            assertThat(folder.fetch(List.of(FIVE, SIX), CAP, HEAD))
                    .extracting(Fetched::listing)
                    .containsExactly(SIX);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* 1 FETCH (UID 5 BODY[] NIL)\r\n",
                "* 1 FETCH (UID 5 BODY[ {10}\r\n0123456789)\r\n",
                "* 1 FETCH (UID 5 FLAGS ())\r\n"
            })
    void aMailThatIsThereButDoesNotComeIsNotTakenForGone(String answer) throws Unavailable {
        server.on("UID FETCH", BODY_6 + answer + OK, FACTS_5 + OK);
        brokenOff(() -> examine().fetch(List.of(FIVE, SIX), CAP, HEAD)).hasMessageContaining("UID 5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* 1 FETCH (UID 5 BODY[] {9}\r\n012345678)\r\nTAG OK done\r\n",
                "* 1 FETCH (UID 5 BODY[] {11}\r\n0123456789x)\r\nTAG OK done\r\n",
                "* 1 FETCH (UID 5 BODY[] \"\")\r\nTAG OK done\r\n"
            })
    void aMailOfAnotherLengthThanAnnouncedIsNotBelieved(String answer) throws Unavailable {
        server.on("UID FETCH", answer);
        brokenOff(() -> examine().fetch(List.of(FIVE), CAP, HEAD))
                .hasMessageContaining("UID 5 came with")
                .hasMessageContaining("instead of 10")
                .hasMessageContaining("The next poll asks again");
    }

    @Test
    void aHeadOfAnotherLengthThanAskedIsNotBelieved() throws Unavailable {
        server.on(
                "UID FETCH",
                "* 1 FETCH (UID 5 BODY[]<0> {5}\r\n01234)\r\n" + OK,
                "* 1 FETCH (UID 5 BODY[]<0> {4}\r\n0123)\r\n" + OK);
        try (Folder folder = examine()) {
            assertThat(folder.fetch(List.of(FIVE), 9, HEAD).get(0).bytes()).hasSize(5);
            brokenOff(() -> folder.fetch(List.of(FIVE), 9, HEAD)).hasMessageContaining("4 bytes instead of 5");
        }
        assertThat(server.commands()).contains("UID FETCH 5 (UID BODY.PEEK[]<0.5>)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* 1 FETCH (UID 5 BODY[] {2000000000}\r\n01234",
                "* 1 FETCH (UID 5 BODY[] {2147483647}\r\n01234",
                "* 1 FETCH (UID 5 BODY[] {10}\r\n01234",
                "* BYE too busy\r\n",
                "TAG NO not now\r\n",
                "TAG BAD what\r\n",
                ""
            })
    void aFaultInAnAnswerEndsTheConnectionAndNotTheDaemon(String answer) throws Unavailable {
        server.on("UID FETCH", answer);
        brokenOff(() -> examine().fetch(List.of(FIVE), CAP, HEAD)).hasMessageContaining("fetch failed (");
        brokenOff(() -> examine().list(1, 9)).hasMessageContaining("list failed (");
    }

    @Test
    void aBrokenFolderStaysBroken() throws Unavailable {
        server.on("UID FETCH", "");
        try (Folder folder = examine()) {
            brokenOff(() -> folder.list(1, 9));
            brokenOff(() -> folder.list(1, 9));
        }
    }

    @Test
    void idsFoundByTheServerAreVerified() throws Unavailable {
        String body = "Message-ID: <a@x.example>\r\n\r\n";
        server.on("UID SEARCH", "* SEARCH 6 5\r\n" + OK)
                .on(
                        "UID FETCH",
                        (FACTS_5 + FACTS_6).replace("SIZE 10", "SIZE " + body.length()) + OK,
                        "* 1 FETCH (UID 5 BODY[] {29}\r\n" + body + ")\r\n* 2 FETCH (UID 6 BODY[] {29}\r\n"
                                + body.replace("<a", "<b") + ")\r\n" + OK);
        try (Folder folder = examine()) {
            assertThat(folder.withId(new MessageId("a@x.example"), CAP, HEAD))
                    .extracting(mail -> mail.listing().uid())
                    .containsExactly(5L);
        }
        assertThat(server.commands()).contains("UID SEARCH HEADER Message-ID a@x.example");
    }

    @Test
    void aServerThatKeepsItsNextUidToItselfIsAskedForIt() throws Unavailable {
        server.on("EXAMINE", "* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\nTAG OK [READ-ONLY] done\r\n")
                .on("STATUS", "* STATUS INBOX (UIDNEXT 10)\r\n" + OK);
        try (Folder folder = examine()) {
            assertThat(folder.uidNext()).isEqualTo(10);
            assertThat(folder.uidValidity()).isEqualTo(7);
        }
    }

    @Test
    void aServerWithoutUidValidityIsNotRead() {
        server.on("EXAMINE", "* 3 EXISTS\r\n* OK [UIDNEXT 10] x\r\nTAG OK [READ-ONLY] done\r\n");
        brokenOff(this::examine).hasMessageContaining("UIDVALIDITY");
    }

    @Test
    void aLoginPutOffIsNotARefusedOne() {
        server.on("LOGIN", "TAG NO [UNAVAILABLE] s3cret database is down\r\n");
        unavailable(Kind.UNREACHABLE, this::examine).hasMessageContaining("*** database is down");
        server.on("LOGIN", "TAG BAD what is LOGIN bot s3cret\r\n");
        unavailable(Kind.UNREACHABLE, this::examine);
        server.on("LOGIN", "TAG NO [AUTHENTICATIONFAILED] no\r\n");
        unavailable(Kind.LOGIN_REFUSED, this::examine);
    }

    @Test
    void startTlsComesBeforeTheLogin(@TempDir Path temp) throws Unavailable {
        ServerCertificate right = ServerCertificate.of(temp, "ip:127.0.0.1");
        server.offeringStartTls(right);
        unavailable(Kind.UNTRUSTED, () -> source(Tls.STARTTLS, Optional.empty()).examine("INBOX"));
        assertThat(server.commands()).noneMatch(command -> command.startsWith("LOGIN"));
        source(Tls.STARTTLS, Optional.of(right.pem())).examine("INBOX").close();
        assertThat(server.commands()).containsSubsequence("STARTTLS", "LOGIN bot s3cret", "EXAMINE INBOX");
    }

    @Test
    void aPlainServerWhereTlsIsExpectedIsUnreachable() {
        unavailable(Kind.UNREACHABLE, () -> source(Tls.IMPLICIT, Optional.empty())
                        .examine("INBOX"))
                .hasMessageContaining("TLS failed");
    }

    private Folder examine() throws Unavailable {
        return source(Tls.NONE, Optional.empty()).examine("INBOX");
    }

    private ImapMailSource source(Tls tls, Optional<Path> caFile) {
        MailAccount account =
                new MailAccount("imap", "127.0.0.1", server.port(), tls, Optional.of("bot"), Optional.empty(), caFile);
        return new ImapMailSource(account, () -> "s3cret", FailPoint.INERT, new ImapTimeouts(2_000, 400, 2_000));
    }

    private static AbstractThrowableAssert<?, ?> brokenOff(ThrowingCallable call) {
        return unavailable(Kind.BROKEN_OFF, call);
    }

    private static AbstractThrowableAssert<?, ?> unavailable(Kind kind, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
                .hasMessageNotContaining("\n")
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("s3cret"));
    }
}
