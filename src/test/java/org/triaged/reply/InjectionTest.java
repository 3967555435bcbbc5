package org.triaged.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.triaged.policy.Posted;
import org.triaged.series.ListMail;
import org.triaged.series.Series;
import org.triaged.series.SeriesAssembler;

/**
 * No byte a stranger chose becomes a header name, a recipient or the start of a line of ours. {@code mvn test
 * -Dinjection.cases=5000} tries more.
 */
class InjectionTest {

    private static final int CASES = Integer.getInteger("injection.cases", 1_000);

    private static final List<String> NASTY = List.of(
            "\r\nBcc: evil@example.com\r\n",
            "\nX-Evil: 1\n",
            "\r",
            "\0",
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
    void whateverAMailHoldsTheReplyHasOurHeadersAndOurRecipients() {
        Random random = new Random(5322);
        for (int i = 0; i < CASES; i++) {
            Map<String, String> fields = Posted.fields(1, "[PATCH] " + wild(random));
            fields.put("From", from(random));
            if (random.nextInt(4) == 0) {
                fields.put("Message-ID", "<" + wild(random) + "@example.org>");
            }
            fields.put("References", random.nextBoolean() ? "<r@x> " + wild(random) : "");
            fields.put("In-Reply-To", random.nextInt(3) == 0 ? "<p@x>" + wild(random) : "");
            String message =
                    "Why " + wild(random) + "\n\nAssisted-by: " + wild(random).replace("\n", " ")
                            + "\nAI-exception-granted-by: " + wild(random).replace("\n", " ");
            check(Posted.mail(fields, Posted.patchText(message)), i);
        }
        assertThat(mails).isGreaterThan(CASES / 4);
    }

    private void check(ListMail mail, int at) {
        for (Series series :
                SeriesAssembler.assemble(List.of(mail), Posted.LIST).series()) {
            Composition task = Letters.task(series, at % 2 == 0 ? "qemu/2025-09-rfc" : Letters.PROFILE);
            if (task.judgement().speaks() && Composer.compose(task) instanceof Composed.Mail composed) {
                mails++;
                hasOurHeadersAndRecipients(composed.reply(), mail);
            }
        }
    }

    private static void hasOurHeadersAndRecipients(FrozenReply reply, ListMail mail) {
        String head = Letters.raw(reply).split("\r\n\r\n", 2)[0];
        List<String> names = Stream.of(head.split("\r\n"))
                .filter(line -> !line.startsWith(" "))
                .map(line -> line.substring(0, Math.max(0, line.indexOf(':'))))
                .toList();
        assertThat(names).doesNotHaveDuplicates().isSubsetOf(NAMES).hasSizeGreaterThanOrEqualTo(NAMES.size() - 1);
        assertThat(reply.recipients()).last().isEqualTo("devel@lists.example.org");
        assertThat(reply.recipients().subList(0, reply.recipients().size() - 1))
                .isEqualTo(
                        Composer.author(mail).map(MailAddress::value).stream().toList());
        assertThat(Letters.letter(reply).text().replaceFirst("Hello [^\n]*\n", ""))
                .doesNotContainIgnoringCase("evil")
                .doesNotContain("syz");
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
