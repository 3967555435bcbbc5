package org.triaged.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.triaged.triage.FailPoint;
import org.triaged.triage.LoginSecret;
import org.triaged.triage.MailAccount;
import org.triaged.triage.MailAccount.Tls;
import org.triaged.triage.MailSource.Kind;
import org.triaged.triage.MailSource.Unavailable;
import org.triaged.wire.ScriptedImapServer;

/** Logging in by token: XOAUTH2 with the exact bytes, or not at all. */
class ImapTokenIT {

    private static final String TOKEN = "ya29.canary-token";
    private static final String SHOWN = Base64.getEncoder()
            .encodeToString(("user=bot@x.example\u0001auth=Bearer " + TOKEN + "\u0001\u0001")
                    .getBytes(StandardCharsets.US_ASCII));
    private static final String REFUSAL =
            Base64.getEncoder().encodeToString("{\"status\":\"401\"}".getBytes(StandardCharsets.US_ASCII));

    private final ScriptedImapServer server = new ScriptedImapServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theTokenIsShownByXoauth2AtOnceWhereTheServerTakesThat() throws Unavailable {
        server.offering("AUTH=PLAIN").offering("AUTH=XOAUTH2").offering("SASL-IR");
        source(() -> TOKEN).examine("INBOX").close();
        assertThat(server.commands())
                .containsSubsequence("AUTHENTICATE XOAUTH2 " + SHOWN, "EXAMINE INBOX")
                .noneMatch(command -> command.startsWith("LOGIN"));
    }

    @Test
    void theTokenIsShownWhenTheServerAsksForIt() throws Unavailable {
        server.offering("AUTH=XOAUTH2").on("AUTHENTICATE", "+ \r\n");
        source(() -> TOKEN).examine("INBOX").close();
        assertThat(server.commands()).containsSubsequence("AUTHENTICATE XOAUTH2", SHOWN, "EXAMINE INBOX");
    }

    @Test
    void aServerWithoutXoauth2GetsNoToken() {
        server.offering("AUTH=PLAIN").offering("AUTH=OAUTHBEARER").offering("SASL-IR");
        refused(() -> TOKEN).hasMessageContaining("server offers no XOAUTH2; no token was sent");
        assertThat(server.commands()).noneMatch(command -> command.startsWith("LOGIN") || command.startsWith("AUTH"));
    }

    @Test
    void aRefusedTokenIsARefusedLoginAndTheNextTryAsksAnew() throws Unavailable {
        server.offering("AUTH=XOAUTH2")
                .offering("SASL-IR")
                .on("AUTHENTICATE", "+ " + REFUSAL + "\r\n", "TAG OK welcome\r\n")
                .on(SHOWN, "TAG NO [AUTHENTICATIONFAILED] token has expired\r\n");
        Iterator<String> tokens = List.of(TOKEN, "a-fresh-one").iterator();
        refused(tokens::next)
                .hasMessageContaining("login refused (")
                .hasMessageContaining("token has expired")
                .hasMessageContaining("Check user and token-command");
        source(tokens::next).examine("INBOX").close();
        assertThat(tokens).isExhausted();
    }

    @Test
    void aServerThatRepeatsTheTokenIsNotRepeated() {
        server.offering("AUTH=XOAUTH2").offering("SASL-IR");
        for (String echo : List.of(TOKEN, SHOWN, "x".repeat(150) + " " + SHOWN + " " + TOKEN)) {
            server.on("AUTHENTICATE", "TAG NO [AUTHENTICATIONFAILED] bad " + echo + "\r\n");
            refused(() -> TOKEN);
            server.on("AUTHENTICATE", "TAG BAD what is " + echo + "\r\n");
            unavailable(Kind.UNREACHABLE, () -> TOKEN);
        }
    }

    @Test
    void aTokenThatCannotBeHadIsARefusedLoginAndNobodyIsAsked() {
        refused(() -> {
                    throw new LoginSecret.Withheld("token-command t ended with status 1: log in again");
                })
                .hasMessageContaining("no token to log in with (token-command t ended with status 1: log in again)")
                .hasMessageContaining("Run the command by hand as the user of the daemon.");
        assertThat(server.commands()).isEmpty();
    }

    private AbstractThrowableAssert<?, ?> refused(LoginSecret secret) {
        return unavailable(Kind.LOGIN_REFUSED, secret);
    }

    private AbstractThrowableAssert<?, ?> unavailable(Kind kind, LoginSecret secret) {
        return assertThatThrownBy(() -> source(secret).examine("INBOX"))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
                .satisfies(e -> assertThat(Throwables.getStackTrace(e))
                        .doesNotContain("canary", SHOWN.substring(0, 40), SHOWN.substring(SHOWN.length() - 20)));
    }

    private ImapMailSource source(LoginSecret secret) {
        MailAccount account = new MailAccount(
                "imap",
                "127.0.0.1",
                server.port(),
                Tls.NONE,
                Optional.of("bot@x.example"),
                Optional.of(new MailAccount.TokenCommand(List.of("t"))),
                Optional.empty());
        return new ImapMailSource(account, secret, FailPoint.INERT, new ImapTimeouts(2_000, 2_000, 2_000));
    }
}
