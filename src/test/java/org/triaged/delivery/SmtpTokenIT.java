package org.triaged.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.reply;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
import org.triaged.triage.Postman.NotConnected;
import org.triaged.wire.ScriptedSmtpServer;
import org.triaged.wire.ScriptedSmtpServer.Step;

/** Logging in by token: XOAUTH2 with the exact bytes, or not at all. */
class SmtpTokenIT {

    private static final String TOKEN = "ya29.canary-token";
    private static final String SHOWN = base64("user=bot@x.example\u0001auth=Bearer " + TOKEN + "\u0001\u0001");

    private final ScriptedSmtpServer server = new ScriptedSmtpServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theTokenIsShownByXoauth2() throws NotConnected {
        server.offering("AUTH LOGIN PLAIN XOAUTH2");
        postman(() -> TOKEN).connect().close();
        assertThat(server.commands())
                .contains("AUTH XOAUTH2 " + SHOWN)
                .noneMatch(line -> line.startsWith("AUTH PLAIN") || line.startsWith("AUTH LOGIN"));
    }

    @Test
    void aServerWithoutXoauth2GetsNoToken() {
        server.offering("AUTH LOGIN PLAIN OAUTHBEARER");
        notConnected(true, () -> TOKEN).hasMessageContaining("login refused (");
        assertThat(server.commands()).noneMatch(line -> line.startsWith("AUTH"));
    }

    @Test
    void whyATokenIsRefusedIsReadable() {
        server.offering("AUTH XOAUTH2")
                .at(Step.AUTH, reply("334 " + base64("{\"status\":\"401\",\"scope\":\"mail\"}")));
        notConnected(true, () -> TOKEN)
                .hasMessageContaining("login refused (334 {\"status\":\"401\",\"scope\":\"mail\"})")
                .hasMessageContaining("Check user and token-command.");
        server.at(Step.AUTH, reply("535 5.7.8 expired"));
        notConnected(true, () -> TOKEN).hasMessageContaining("535 5.7.8 expired");
        server.at(Step.AUTH, reply("454 4.7.0 later"));
        notConnected(false, () -> TOKEN).hasMessageContaining("454 4.7.0 later");
    }

    @Test
    void aServerThatRepeatsTheTokenIsNotRepeated() {
        server.offering("AUTH XOAUTH2");
        for (String answer : List.of(
                "535 " + TOKEN,
                "535 AUTH XOAUTH2 " + SHOWN,
                "334 " + SHOWN,
                "334 " + base64("you said " + TOKEN),
                "535 " + "x".repeat(150) + " " + SHOWN)) {
            server.at(Step.AUTH, reply(answer));
            notConnected(true, () -> TOKEN);
        }
    }

    @Test
    void aTokenThatCannotBeHadIsARefusedLoginAndNobodyIsAsked() {
        notConnected(true, () -> {
                    throw new LoginSecret.Withheld("token-command t printed no token");
                })
                .hasMessageContaining("login refused (token-command t printed no token)");
        assertThat(server.commands()).isEmpty();
    }

    private AbstractThrowableAssert<?, ?> notConnected(boolean loginRefused, LoginSecret secret) {
        return assertThatThrownBy(() -> postman(secret).connect())
                .isInstanceOfSatisfying(
                        NotConnected.class,
                        e -> assertThat(e.loginRefused()).as(e.getMessage()).isEqualTo(loginRefused))
                .satisfies(e -> assertThat(Throwables.getStackTrace(e))
                        .doesNotContain("canary", SHOWN.substring(0, 40), SHOWN.substring(SHOWN.length() - 20)));
    }

    private SmtpPostman postman(LoginSecret secret) {
        MailAccount account = new MailAccount(
                "smtp",
                "127.0.0.1",
                server.port(),
                Tls.NONE,
                Optional.of("bot@x.example"),
                Optional.of(new MailAccount.TokenCommand(List.of("t"))),
                Optional.empty());
        return new SmtpPostman(
                account, secret, "bot.example.org", FailPoint.INERT, new SmtpTimeouts(2_000, 2_000, 2_000));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
