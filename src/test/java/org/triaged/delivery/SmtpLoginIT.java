package org.triaged.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.drop;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.partial;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.reply;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.silence;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triaged.triage.FailPoint;
import org.triaged.triage.MailAccount;
import org.triaged.triage.MailAccount.Tls;
import org.triaged.triage.Postman.Answer;
import org.triaged.triage.Postman.Kind;
import org.triaged.triage.Postman.NotConnected;
import org.triaged.triage.Postman.Round;
import org.triaged.wire.Front;
import org.triaged.wire.ScriptedSmtpServer;
import org.triaged.wire.ScriptedSmtpServer.Conduct;
import org.triaged.wire.ScriptedSmtpServer.Step;
import org.triaged.wire.ServerCertificate;

/** How a connection is secured and logged in, or refused, before a byte of a mail is sent. */
class SmtpLoginIT {

    private static final SmtpTimeouts SHORT = new SmtpTimeouts(2_000, 300, 2_000);
    private static final SmtpTimeouts PATIENT = new SmtpTimeouts(5_000, 20_000, 5_000);

    private static final byte[] MAIL = "Subject: x\r\n\r\nend\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ScriptedSmtpServer server = new ScriptedSmtpServer();

    @AfterEach
    void close() {
        server.close();
    }

    static Stream<Conduct> greetings() {
        return Stream.of(drop(), silence(), partial("22"), reply("554 go away"), reply("421 busy"));
    }

    @ParameterizedTest
    @MethodSource("greetings")
    void withoutAGreetingNothingIsSent(Conduct conduct) {
        server.at(Step.GREETING, conduct);
        assertNotConnected(postman(account(Tls.NONE), SHORT), false);
        assertThat(server.commands()).noneMatch(line -> line.startsWith("MAIL"));
    }

    @Test
    void nobodyThereIsSaidWithHostAndPort() {
        MailAccount nobody =
                new MailAccount("smtp", "127.0.0.1", 1, Tls.NONE, Optional.empty(), Optional.empty(), Optional.empty());
        assertNotConnected(postman(nobody, SHORT), false)
                .hasMessageStartingWith("account smtp, 127.0.0.1:1: no connection (Connection refused");
    }

    @Test
    void aWrongPasswordIsToldWithoutThePassword() {
        server.offering("AUTH PLAIN").at(Step.AUTH, reply("535 s3cret is wrong"));
        assertNotConnected(postman(login(Tls.NONE), SHORT), true).hasMessageContaining("*** is wrong");
    }

    @Test
    void aLoginPutOffIsNotARefusedOne() {
        server.offering("AUTH PLAIN").at(Step.AUTH, reply("454 try later"));
        assertNotConnected(postman(login(Tls.NONE), SHORT), false).hasMessageContaining("454 try later");
    }

    @Test
    void aServerWithoutLoginIsNotUsedWhenWeHaveOne() {
        assertNotConnected(postman(login(Tls.NONE), SHORT), true).hasMessageContaining("server offers no login");
    }

    @Test
    void withoutAUserNobodyLogsIn() throws Exception {
        server.offering("AUTH PLAIN LOGIN");
        assertThat(send(account(Tls.NONE)).kind()).isEqualTo(Kind.SENT);
        assertThat(server.commands()).noneMatch(line -> line.startsWith("AUTH"));
    }

    @Test
    void aServerWithoutStartTlsGetsNoPassword() {
        server.offering("AUTH PLAIN");
        assertNotConnected(postman(login(Tls.STARTTLS), SHORT), false)
                .hasMessageContaining("server offers no STARTTLS (")
                .hasMessageContaining("No password was sent");
        assertThat(server.commands()).noneMatch(line -> line.startsWith("AUTH"));
    }

    @Test
    void plainTextIsForLoopbackAlone() {
        MailAccount far = new MailAccount(
                "smtp", "192.0.2.1", 25, Tls.NONE, Optional.empty(), Optional.empty(), Optional.empty());
        assertNotConnected(postman(far, SHORT), false).hasMessageContaining("loopback");
    }

    @Test
    void tlsIsTrustedByItsCaFileAndNameOnly(@TempDir Path folder) throws Exception {
        ServerCertificate right = ServerCertificate.of(folder, "ip:127.0.0.1");
        ServerCertificate elsewhere = ServerCertificate.of(folder, "dns:elsewhere.example");
        server.offering("AUTH PLAIN").offeringStartTls(right);
        assertThat(send(login(Tls.STARTTLS, server.port(), Optional.of(right.pem())))
                        .kind())
                .isEqualTo(Kind.SENT);
        assertThat(server.mails().get(0).bytes()).isEqualTo(MAIL);
        long logins = logins();
        assertNotConnected(postman(login(Tls.STARTTLS, server.port(), Optional.empty()), PATIENT), false)
                .hasMessageContaining("certificate not accepted (");
        assertNotConnected(postman(login(Tls.STARTTLS, server.port(), Optional.of(elsewhere.pem())), PATIENT), false)
                .hasMessageContaining("name a private CA in ca-file");
        try (Front implicit = Front.tls(server.port(), right);
                Front misnamed = Front.tls(server.port(), elsewhere)) {
            postman(login(Tls.IMPLICIT, implicit.port(), Optional.of(right.pem())), PATIENT)
                    .connect()
                    .close();
            logins++;
            assertNotConnected(
                            postman(login(Tls.IMPLICIT, misnamed.port(), Optional.of(elsewhere.pem())), PATIENT), false)
                    .hasMessageContaining("name a private CA in ca-file");
        }
        assertThat(logins()).isEqualTo(logins);
    }

    private long logins() {
        return server.commands().stream()
                .filter(line -> line.startsWith("AUTH"))
                .count();
    }

    private static Answer send(MailAccount account) throws NotConnected {
        try (Round round = postman(account, PATIENT).connect()) {
            return round.send(MAIL, "bounce@bot.example.org", List.of("devel@lists.example.org"));
        }
    }

    private static AbstractThrowableAssert<?, ?> assertNotConnected(SmtpPostman postman, boolean loginRefused) {
        return assertThatThrownBy(postman::connect)
                .isInstanceOfSatisfying(
                        NotConnected.class,
                        e -> assertThat(e.loginRefused()).as(e.getMessage()).isEqualTo(loginRefused))
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("s3cret"));
    }

    private static SmtpPostman postman(MailAccount account, SmtpTimeouts timeouts) {
        return new SmtpPostman(account, () -> "s3cret", "bot.example.org", FailPoint.INERT, timeouts);
    }

    private MailAccount account(Tls tls) {
        return new MailAccount(
                "smtp", "127.0.0.1", server.port(), tls, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private MailAccount login(Tls tls) {
        return login(tls, server.port(), Optional.empty());
    }

    private static MailAccount login(Tls tls, int port, Optional<Path> caFile) {
        return new MailAccount("smtp", "127.0.0.1", port, tls, Optional.of("bot"), Optional.empty(), caFile);
    }
}
