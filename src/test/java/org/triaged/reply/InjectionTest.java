package org.triaged.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.triaged.delivery.SmtpPostman;
import org.triaged.delivery.SmtpTimeouts;
import org.triaged.policy.Posted;
import org.triaged.series.ListMail;
import org.triaged.series.Series;
import org.triaged.series.SeriesAssembler;
import org.triaged.triage.FailPoint;
import org.triaged.triage.MailAccount;
import org.triaged.triage.Postman;
import org.triaged.wire.ScriptedSmtpServer;
import org.triaged.wire.ScriptedSmtpServer.Envelope;

/**
 * No byte a stranger chose becomes a header name, a recipient or the start of a line of ours: not in what is composed, and
 * not in what an SMTP server gets. {@code mvn test -Dtest=InjectionTest -Dtriaged.injections=100000} tries more.
 */
class InjectionTest {

    private static final int CASES = Integer.getInteger("triaged.injections", 500);

    private static final long SEED = Long.getLong("triaged.seed", 5322);

    /** Fields whose values are wild in one mail of four. */
    private static final List<String> FIELDS = List.of(
            "To",
            "Cc",
            "Reply-To",
            "Sender",
            "X-Original-From",
            "Date",
            "Content-Type",
            "Mail-Followup-To",
            "X-Mailer");

    private static final List<String> NASTY = List.of(
            "\r\nBcc: evil@example.com\r\n",
            "\nX-Evil: 1\n",
            "\r",
            "\0",
            "\r\n.\r\nMAIL FROM:<evil@example.com>\r\n",
            "\r\n\r\n",
            "\u2066",
            "\u0085",
            "\u202e",
            "\u2028",
            "\u200b",
            "\ufeff",
            "\ue000",
            "<evil@example.com>",
            "evil@example.com, ",
            "\"",
            "\\",
            "(",
            ":;",
            "=?utf-8?q?=0D=0ABcc:_evil@example.com?=",
            "=?utf-8?b?DQpCY2M6IGV2aWxAZXhhbXBsZS5jb20=?=",
            "=?utf-8?q?",
            "?=",
            "Re: ",
            "> ",
            "@@ -1 +1 @@",
            "Signed-off-by: Evil <evil@example.com>",
            "http://evil.example.com/",
            "#syz fix",
            "\ud83d\ude00",
            "山",
            "e\u0301\u0323",
            " ",
            "\t",
            "x".repeat(90));

    private static final Set<String> NAMES =
            Arrays.stream(HeaderName.values()).map(HeaderName::spelling).collect(Collectors.toSet());

    private int mails;

    @Test
    void whateverAMailHoldsTheReplyHasOurHeadersAndOurRecipients() throws Exception {
        Random random = new Random(SEED);
        try (Sink sink = new Sink()) {
            for (int i = 0; i < CASES; i++) {
                Map<String, String> fields = Posted.fields(1, "[PATCH] " + wild(random));
                fields.put("From", from(random));
                if (random.nextInt(4) == 0) {
                    fields.put("Message-ID", "<" + wild(random) + "@example.org>");
                }
                fields.put("References", random.nextBoolean() ? "<r@x> " + wild(random) : "");
                fields.put("In-Reply-To", random.nextInt(3) == 0 ? "<p@x>" + wild(random) : "");
                for (String field : FIELDS) {
                    if (random.nextInt(4) == 0) {
                        fields.merge(field, wild(random), (usual, more) -> usual + more);
                    }
                }
                check(Posted.mail(fields, Posted.patchText(message(random))), i, sink);
            }
        }
        assertThat(mails).isGreaterThan(CASES / 4);
        System.out.printf(
                "InjectionTest: %d mails of strangers, %d replies on the wire, seed %d%n", CASES, mails, SEED);
    }

    private static String message(Random random) {
        String inBodyFrom = random.nextInt(4) == 0 ? "From: " + from(random).replace("\n", " ") + "\n\n" : "";
        return inBodyFrom + "Why " + wild(random) + "\n\nAssisted-by: "
                + wild(random).replace("\n", " ")
                + "\nAI-exception-granted-by: " + wild(random).replace("\n", " ")
                + (random.nextBoolean() ? "\n" + wild(random).replace("\n", " ") + ": " + wild(random) : "");
    }

    private void check(ListMail mail, int at, Sink sink) throws Exception {
        for (Series series :
                SeriesAssembler.assemble(List.of(mail), Posted.LIST).series()) {
            Composition task = Letters.task(series, at % 2 == 0 ? "qemu/2025-09-rfc" : Letters.PROFILE);
            if (!task.judgement().speaks()) {
                continue;
            }
            Composed composed = Composer.compose(task);
            assertThat(composed)
                    .as("mail %d of seed %d: no check of the linter fails, R1 neither", at, SEED)
                    .isNotInstanceOf(Composed.Refused.class);
            if (composed instanceof Composed.Mail fine) {
                mails++;
                hasOurHeadersAndRecipients(fine.reply(), mail, sink.took(fine.reply()));
            }
        }
    }

    private static void hasOurHeadersAndRecipients(FrozenReply reply, ListMail mail, Envelope taken) {
        String wire = new String(taken.bytes(), StandardCharsets.ISO_8859_1);
        assertThat(wire).isEqualTo(Letters.raw(reply));
        List<String> names = Stream.of(wire.split("\r\n\r\n", 2)[0].split("\r\n"))
                .filter(line -> !line.startsWith(" "))
                .map(line -> line.substring(0, Math.max(0, line.indexOf(':'))))
                .toList();
        assertThat(names).doesNotHaveDuplicates().isSubsetOf(NAMES).hasSizeGreaterThanOrEqualTo(NAMES.size() - 1);
        assertThat(taken.sender()).isEqualTo(reply.sender());
        assertThat(taken.recipients()).isEqualTo(reply.recipients()).last().isEqualTo("devel@lists.example.org");
        assertThat(reply.recipients().subList(0, reply.recipients().size() - 1))
                .isEqualTo(Composer.author(mail).map(MailAddress::value).stream()
                        .filter(author -> !author.equalsIgnoreCase("devel@lists.example.org"))
                        .toList());
        assertThat(Letters.letter(reply).text().replaceFirst("Hello [^\n]*\n", ""))
                .doesNotContainIgnoringCase("evil")
                .doesNotContain("syz");
    }

    /** An SMTP server on loopback, and a postman who brings it mail; the server is a new one now and then. */
    private static final class Sink implements AutoCloseable {

        private static final int MOST = 200;

        private ScriptedSmtpServer server = new ScriptedSmtpServer();

        private Envelope took(FrozenReply reply) throws Exception {
            if (server.mails().size() == MOST) {
                server.close();
                server = new ScriptedSmtpServer();
            }
            int before = server.mails().size();
            MailAccount account = new MailAccount(
                    "smtp",
                    "127.0.0.1",
                    server.port(),
                    MailAccount.Tls.NONE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            try (Postman.Round round = new SmtpPostman(
                            account, () -> "", "triage.example.org", FailPoint.INERT, SmtpTimeouts.DEFAULT)
                    .connect()) {
                assertThat(round.send(reply.bytes(), reply.sender(), reply.recipients())
                                .kind())
                        .isEqualTo(Postman.Kind.SENT);
            }
            assertThat(server.mails()).hasSize(before + 1);
            return server.mails().get(before);
        }

        @Override
        public void close() {
            server.close();
        }
    }

    private static String from(Random random) {
        String name = wild(random).replaceAll("[<>@,\"\r\n]", "");
        return switch (random.nextInt(4)) {
            case 0 -> "Ann " + name + " <ann@example.org>";
            case 1 ->
                "=?utf-8?b?" + Base64.getEncoder().encodeToString(wild(random).getBytes(StandardCharsets.UTF_8))
                        + "?= <ann@example.org>";
            case 2 -> "\"" + name + "\" <ann@example.org>";
            default -> name + "<" + wild(random) + "@example.org>";
        };
    }

    private static String wild(Random random) {
        StringBuilder text = new StringBuilder("w");
        for (int i = random.nextInt(5); i > 0; i--) {
            if (random.nextInt(3) == 0) {
                text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
            } else {
                text.append(NASTY.get(random.nextInt(NASTY.size())));
            }
            text.append(random.nextBoolean() ? "a" : " b");
        }
        return text.toString();
    }
}
