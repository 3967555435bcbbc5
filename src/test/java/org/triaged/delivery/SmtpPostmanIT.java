package org.triaged.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.drop;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.partial;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.reply;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.silence;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.thenHang;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.triage.FailPoint;
import org.triaged.triage.MailAccount;
import org.triaged.triage.MailAccount.Tls;
import org.triaged.triage.Postman.Answer;
import org.triaged.triage.Postman.Kind;
import org.triaged.triage.Postman.NotConnected;
import org.triaged.triage.Postman.Round;
import org.triaged.wire.ScriptedSmtpServer;
import org.triaged.wire.ScriptedSmtpServer.Step;

class SmtpPostmanIT {

    private static final SmtpTimeouts SHORT = new SmtpTimeouts(2_000, 300, 2_000);
    private static final SmtpTimeouts PATIENT = new SmtpTimeouts(5_000, 20_000, 5_000);

    private static final String SENDER = "bounce+T-jyj7qfnwub.xwid6u@bot.example.org";
    private static final List<String> RECIPIENTS = List.of("ann@contrib.example.org", "devel@lists.example.org");
    private static final byte[] MAIL = ("From: \"triaged (automatic)\" <triaged@bot.example.org>\r\n"
                    + "To: ann@contrib.example.org\r\n"
                    + "Message-ID: <triaged1.a@bot.example.org>\r\n"
                    + "References: <1@x.example>\r\n <2@x.example>\r\n"
                    + "Bcc: nobody@x.example\r\nContent-Length: 3\r\n"
                    + "\r\n"
                    + "Hello,\r\n.\r\n..\r\n.hidden\r\n\r\n-- \r\nend\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private final ScriptedSmtpServer server = new ScriptedSmtpServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theBytesOnTheWireAreTheStoredOnes() throws Exception {
        Answer answer = send(PATIENT);
        assertThat(answer).isEqualTo(new Answer(Kind.SENT, Optional.of(250), "250 queued as 1"));
        assertThat(server.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.bytes()).isEqualTo(MAIL);
            assertThat(mail.sender()).isEqualTo(SENDER);
            assertThat(mail.recipients()).isEqualTo(RECIPIENTS);
        });
        assertThat(server.commands())
                .startsWith("EHLO bot.example.org", "MAIL FROM:<" + SENDER + ">", "RCPT TO:<ann@contrib.example.org>");
    }

    static Stream<Arguments> answers() {
        List<Arguments> cases = new ArrayList<>();
        row(cases, Kind.DEFERRED, 451, s -> s.at(Step.MAIL, reply("451 later")));
        row(cases, Kind.DEFERRED, 421, s -> s.at(Step.MAIL, partial("421 bye\r\n")));
        row(cases, Kind.REFUSED, 550, s -> s.at(Step.MAIL, reply("550 no")));
        row(cases, Kind.REFUSED, 530, s -> s.at(Step.MAIL, partial("530 log in first\r\n")));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.at(Step.MAIL, drop()));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.at(Step.MAIL, silence()));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.at(Step.MAIL, partial("45")));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.at(Step.MAIL, reply("garbage")));

        row(cases, Kind.DEFERRED, 450, s -> s.atRcpt(2, reply("450 greylisted")));
        row(cases, Kind.DEFERRED, 452, s -> s.atRcpt(2, reply("452 full")));
        row(cases, Kind.DEFERRED, 421, s -> s.atRcpt(2, partial("421 bye\r\n")));
        row(cases, Kind.REFUSED, 550, s -> s.atRcpt(2, reply("550 no such list")));
        row(cases, Kind.REFUSED, 552, s -> s.atRcpt(2, reply("552 full")));
        row(cases, Kind.REFUSED, 571, s -> s.atRcpt(2, reply("571 not you")));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.atRcpt(2, drop()));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.atRcpt(2, silence()));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.atRcpt(2, partial("25")));

        row(cases, Kind.AUTHOR_REFUSED, 550, s -> s.atRcpt(1, reply("550 no such user")));
        row(cases, Kind.AUTHOR_REFUSED, 552, s -> s.atRcpt(1, reply("552 full")));
        row(cases, Kind.DEFERRED, 450, s -> s.atRcpt(1, reply("450 greylisted")));
        row(cases, Kind.DEFERRED, 421, s -> s.atRcpt(1, partial("421 bye\r\n")));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.atRcpt(1, drop()));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.atRcpt(1, silence()));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.atRcpt(1, partial("550 no\r\n")));
        row(cases, Kind.REFUSED, 550, s -> s.at(Step.RCPT, reply("550 nobody")));
        row(cases, Kind.DEFERRED, 451, s -> s.atRcpt(1, reply("550 no")).atRcpt(2, reply("451 later")));
        row(cases, Kind.REFUSED, 554, s -> s.atRcpt(1, reply("450 later")).atRcpt(2, reply("554 no")));

        row(cases, Kind.DEFERRED, 451, s -> s.at(Step.DATA, reply("451 later")));
        row(cases, Kind.DEFERRED, 421, s -> s.at(Step.DATA, partial("421 bye\r\n")));
        row(cases, Kind.REFUSED, 554, s -> s.at(Step.DATA, reply("554 no")));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.at(Step.DATA, drop()));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.at(Step.DATA, silence()));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.at(Step.DATA, partial("3")));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.at(Step.DATA, thenHang("354 go on")));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.at(Step.DATA, reply("250 what")));

        row(cases, Kind.DEFERRED, 451, s -> s.at(Step.DOT, reply("451 later")));
        row(cases, Kind.DEFERRED, 452, s -> s.at(Step.DOT, partial("452 full\r\n")));
        row(cases, Kind.AMBIGUOUS, 421, s -> s.at(Step.DOT, reply("421 bye")));
        row(cases, Kind.AMBIGUOUS, 421, s -> s.at(Step.DOT, partial("421 bye\r\n")));
        row(cases, Kind.REFUSED, 554, s -> s.at(Step.DOT, reply("554 spam")));
        row(cases, Kind.REFUSED, 550, s -> s.at(Step.DOT, partial("550 spam\r\n")));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.at(Step.DOT, drop()));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.at(Step.DOT, silence()));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.at(Step.DOT, partial("25")));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.at(Step.DOT, partial("250-half\r\n")));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.at(Step.DOT, reply("251 odd")));
        row(cases, Kind.AMBIGUOUS, 0, s -> s.at(Step.DOT, reply("queued")));
        row(cases, Kind.SENT, 250, s -> s.at(Step.DOT, partial("250 gone\r\n")));
        row(cases, Kind.SENT, 250, s -> s.at(Step.DOT, thenHang("250 queued")));
        row(cases, Kind.SENT, 250, s -> s.at(Step.DOT, reply("250-two\r\n250 lines")));
        row(cases, Kind.SENT, 250, s -> s.at(Step.QUIT, silence()));
        row(cases, Kind.SENT, 250, s -> s.at(Step.QUIT, reply("421 hm")));
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyAnswerHasItsClass(Kind kind, int code, Consumer<ScriptedSmtpServer> script) throws Exception {
        script.accept(server);
        Answer answer = send(SHORT);
        assertThat(answer.kind()).as(answer.toString()).isEqualTo(kind);
        assertThat(answer.code().orElse(0)).as(answer.toString()).isEqualTo(code);
        assertThat(answer.said()).isNotBlank();
        assertThat(server.accepted()).isEqualTo(kind == Kind.SENT ? 1 : 0);
    }

    @Test
    void theListAloneIsTheList() throws Exception {
        server.at(Step.RCPT, reply("550 no such list"));
        try (Round round = postman(account(), SHORT).connect()) {
            assertThat(round.send(MAIL, SENDER, List.of("devel@lists.example.org"))
                            .kind())
                    .isEqualTo(Kind.REFUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x@y.example>\r\nRCPT TO:<z@y.example",
                "x@y.example> SIZE=1",
                "-oQ/tmp@y.example",
                "\"a b\"@y.example",
                "x@h\u00f6st.example",
                "\u760d\u760a@y.example",
                "list:a@b.example;",
                "root",
                ""
            })
    void anAddressThatIsNotPlainNeverReachesTheWire(String address) throws Exception {
        try (Round round = postman(account(), PATIENT).connect()) {
            assertThat(round.send(MAIL, address, RECIPIENTS).kind()).isEqualTo(Kind.REFUSED);
            assertThat(round.send(MAIL, SENDER, List.of(address, "devel@lists.example.org"))
                            .kind())
                    .isEqualTo(Kind.REFUSED);
        }
        assertThat(server.commands()).allMatch(line -> line.startsWith("EHLO") || line.equals("QUIT"));
    }

    @Test
    void aLoneLineFeedOrReturnStartsNoCommand() throws Exception {
        byte[] mail = "Subject: x\r\n\r\na\n.\nMAIL FROM:<z@y.example>\r.\rb\r\n".getBytes(StandardCharsets.US_ASCII);
        try (Round round = postman(account(), PATIENT).connect()) {
            assertThat(round.send(mail, SENDER, RECIPIENTS).kind()).isEqualTo(Kind.SENT);
        }
        assertThat(server.mails()).hasSize(1);
        assertThat(server.commands())
                .filteredOn(line -> line.startsWith("MAIL"))
                .hasSize(1);
    }

    @Test
    void aFaultOfOursAfterTheServerTookItLeavesItInDoubt() throws Exception {
        FailPoint fails = name -> {
            if (name.equals("smtp.send.after")) {
                throw new IllegalStateException("broken");
            }
        };
        try (Round round = new SmtpPostman(account(), () -> "", "bot.example.org", fails, PATIENT).connect()) {
            assertThat(round.send(MAIL, SENDER, RECIPIENTS).kind()).isEqualTo(Kind.AMBIGUOUS);
        }
        assertThat(server.accepted()).isEqualTo(1);
    }

    private Answer send(SmtpTimeouts timeouts) throws NotConnected {
        try (Round round = postman(account(), timeouts).connect()) {
            return round.send(MAIL, SENDER, RECIPIENTS);
        }
    }

    private static void row(List<Arguments> cases, Kind kind, int code, Consumer<ScriptedSmtpServer> script) {
        cases.add(Arguments.of(kind, code, script));
    }

    private static SmtpPostman postman(MailAccount account, SmtpTimeouts timeouts) {
        return new SmtpPostman(account, () -> "s3cret", "bot.example.org", FailPoint.INERT, timeouts);
    }

    private MailAccount account() {
        return new MailAccount(
                "smtp", "127.0.0.1", server.port(), Tls.NONE, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
