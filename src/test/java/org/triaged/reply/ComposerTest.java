package org.triaged.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.policy.Posted;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

class ComposerTest {

    private static final String LIST = "devel@lists.example.org";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Ann Dev <ann@example.org>                    |                                   | Ann Dev <ann@example.org> | Hello Ann Dev,
            ann@example.org                              |                                   | ann@example.org           | Hello,
            "Dev, Ann" <ann@example.org>                 |                                   | ann@example.org           | Hello,
            "ann@example.org" <ann@example.org>          |                                   | ann@example.org           | Hello,
            Ann Dev via devel <devel@lists.example.org>  | Reply-To: ann@example.org         | Ann Dev <ann@example.org> | Hello Ann Dev,
            Ann Dev via devel <devel@lists.example.org>  | X-Original-From: A B <ab@c.example.org> | A B <ab@c.example.org> | Hello A B,
            Ann Dev via devel <devel@lists.example.org>  |                                   |                           | Hello,
            Ann Dev <relay@example.org>                  | Reply-To: ann@example.org         | Ann Dev <ann@example.org> | Hello Ann Dev,
            Ann Dev <relay@example.org>                  |                                   |                           | Hello,
            Ann Dev <jörg@example.org>                   |                                   |                           | Hello Ann Dev,
            Ann Dev <ann@bücher.example.org>             |                                   |                           | Hello Ann Dev,
            Ann Dev <-oQ/tmp@x.example.org>              |                                   |                           | Hello Ann Dev,
            """)
    void theMailGoesToTheRealAuthorOrToTheListAlone(String from, String more, String to, String greeting) {
        Map<String, String> fields = Posted.fields(1, "[PATCH] hw/net/frob: x");
        fields.put("From", from);
        if (more != null) {
            fields.put(more.split(": ")[0], more.split(": ")[1]);
        }
        FrozenReply reply = Letters.replyTo(fields);
        Letter letter = Letters.letter(reply);

        assertThat(letter.textLines().get(0)).isEqualTo(greeting);
        assertThat(letter.value(HeaderName.TO)).isEqualTo(to == null ? LIST : to);
        assertThat(letter.names().contains("Cc")).isEqualTo(to != null);
        assertThat(letter.value(HeaderName.CC)).isEqualTo(to == null ? "" : LIST);
        assertThat(reply.recipients()).hasSize(to == null ? 1 : 2).endsWith(LIST);
        assertThat(Letters.raw(reply)).doesNotContain(" via ");
    }

    @Test
    void whereTheListHidTheSenderTheInBodyFromIsTold() {
        Map<String, String> fields = Posted.fields(1, "[PATCH] hw/net/frob: x");
        fields.put("From", "Somebody via devel <devel@lists.example.org>");
        ListMail mail = Posted.mail(fields, "From: Ann Dev <ann@example.org>\n\n" + Posted.patchText("Why."));
        Letter letter = Letters.letter(Letters.frozen(Letters.task(Posted.assembled(List.of(mail)))));

        assertThat(letter.value(HeaderName.TO)).isEqualTo("Ann Dev <ann@example.org>");
    }

    @Test
    void whoSendsForAnotherIsTold() {
        ListMail mail = Posted.mail(
                Posted.fields(1, "[PATCH] x: y"), "From: Bob Q <bob@example.org>\n\n" + Posted.patchText("Why."));
        Letter letter = Letters.letter(Letters.frozen(Letters.task(Posted.assembled(List.of(mail)))));

        assertThat(letter.value(HeaderName.TO)).isEqualTo("Ann Dev <ann@example.org>");
    }

    @Test
    void aNameOfAnotherScriptIsEncodedAndRead() {
        Map<String, String> fields = Posted.fields(1, "[PATCH] x: größer");
        fields.put("From", "山田 太郎 <yamada@example.org>");
        FrozenReply reply = Letters.replyTo(fields);

        assertThat(Letters.letter(reply).textLines().get(0)).isEqualTo("Hello 山田 太郎,");
        assertThat(Letters.raw(reply)).contains("charset=utf-8").contains("quoted-printable");
        assertThat(org.triaged.mail.EncodedWords.decode(Letters.letter(reply).value(HeaderName.SUBJECT)))
                .isEqualTo("Re: [PATCH] x: größer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200bRe: [PATCH] x: y", "[PATCH] x: y", "\u200bRE: re:  Re: [PATCH] x: y"})
    void rePrecedesTheSubjectOnce(String subject) {
        ListMail mail = Posted.mail(Posted.fields(1, subject), Posted.patchText("Why."));
        assertThat(Composer.subject(mail).value()).isEqualTo("Re: [PATCH] x: y");
    }

    @Test
    void aLongSubjectIsCutBetweenCharacters() {
        ListMail mail =
                Posted.mail(Posted.fields(1, "[PATCH] " + "\ud83d\ude00".repeat(300)), Posted.patchText("Why."));
        String subject = Composer.subject(mail).value();
        assertThat(subject.codePointCount(0, subject.length())).isEqualTo(200);
        assertThat(Letters.frozen(Letters.task(Posted.assembled(List.of(mail)))))
                .isNotNull();
    }

    @Test
    void referencesKeepTheFirstAndTheLastTwenty() {
        assertThat(references(ids(0, 20), "")).hasSize(21).startsWith("<0@x>").endsWith(anchor());
        assertThat(references(ids(0, 21), "")).hasSize(21).startsWith("<0@x>", "<2@x>");
        assertThat(references(ids(0, 60), ""))
                .hasSize(21)
                .startsWith("<0@x>", "<41@x>")
                .endsWith("<59@x>", anchor());
    }

    @Test
    void whatIsAnsweredStandsInForReferences() {
        assertThat(references("", "<p@x>")).containsExactly("<p@x>", anchor());
        assertThat(references("", "<p@x> <q@x>")).containsExactly(anchor());
        assertThat(references("<bad> <jörg@x> <r@x>", "<p@x>")).containsExactly("<r@x>", anchor());
        assertThat(references("<r@x> " + anchor(), "")).containsExactly("<r@x>", anchor());
    }

    @Test
    void severalRowsShareOneMail() {
        String text = Letters.text(Letters.task(Posted.series("Why.", Letters.DECLARED, "Why.")));

        assertThat(text)
                .contains("\nOne mail covers the whole series.\n", "Found, by rule:")
                .contains("  1  no Signed-off-by line              patches 1, 3\n")
                .contains("     no exception is named              patch 2\n")
                .contains("\"git rebase --signoff BASE\" adds your line")
                .contains("Policy, sections \"Certifying patch submissions\" and\n\"Use of AI-generated content\":\n")
                .doesNotContain("Any one of these would help:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1  | patch 1/1
            2  | patches 1, 2
            8  | patches 1, 2, 3, 4, 5, 6, 7, 8
            9  | patches 1, 2, 3, 4, 5, 6, 7, 8, 9
            10 | patches 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
            11 | patches 1, 2, 3 and 8 more
            17 | patches 1, 2, 3 and 14 more
            """)
    void patchesAreNumberedAsFarAsThereIsRoom(int size, String place) {
        Series series = size == 1
                ? Posted.single("Why.")
                : Posted.series(Stream.generate(() -> "Why.").limit(size).toArray(String[]::new));
        String text = Letters.text(Letters.task(series)).replaceAll(" +", " ").replaceAll(",\n ", ", ");
        assertThat(text).contains("\n 1 no Signed-off-by line " + place + "\n");
    }

    @Test
    void twoRowsAboutOnePatchLeave() {
        assertThat(Letters.text(Letters.task(Posted.single("Why.\n\nAssisted-by: LLM"))))
                .contains("patch 1\n")
                .contains("[dco-sob-missing]", "[ai-declared]")
                .doesNotContain("whole series");
    }

    @Test
    void missingPartsAreSaidAndNotBlamed() {
        List<ListMail> parts = List.of(
                Posted.mail(Posted.fields(1, "[PATCH 0/3] x: y"), "What it is for.\n"), part(2, "2/3"), part(3, "3/3"));

        assertThat(Letters.text(Letters.task(Posted.assembled(parts))).replace('\n', ' '))
                .contains("2 of 3 parts had been seen.")
                .contains("patches 2, 3 ");
    }

    @Test
    void withoutAnAnchorThereIsNoMail() {
        Series series = Posted.assembled(List.of(part(2, "2/3"), part(3, "3/3")));
        Composed composed = Composer.compose(Letters.task(series));
        assertThat(composed).isEqualTo(new Composed.Impossible("no-anchor"));
    }

    @Test
    void anIdThatCannotBeNamedIsNotAnswered() {
        Map<String, String> fields = Posted.fields(1, "[PATCH] x: y");
        fields.put("Message-ID", "<a(b)ö@example.org>");
        Series series = Posted.assembled(List.of(Posted.mail(fields, Posted.patchText("Why."))));
        assertThat(Composer.compose(Letters.task(series))).isEqualTo(new Composed.Impossible("anchor-id-unusable"));
    }

    @Test
    void bodiesOfManyKeysStayWithinTheirLimits() {
        String[] messages = Stream.of("Assisted-by: LLM", "Generated-by: Copilot", "AI-generated: yes", "Made-with: AI")
                .map(line -> "Why.\n\n" + line)
                .toArray(String[]::new);
        String text = Letters.text(Letters.task(Posted.series(messages)));
        assertThat(text.split("\\[ai-declared, ai-vendor-trailer]", -1)).hasSize(2);
        assertThat(text.lines()).hasSizeLessThanOrEqualTo(48);
    }

    @Test
    void threeHundredFindingsFitAndNoLineOfThePatchIsTold() {
        String[] messages = IntStream.range(0, 100)
                .mapToObj(patch -> "Reason " + patch + " of the change.\n\nAssisted-by: Tool " + patch
                        + "\nGenerated-by: Copilot " + patch + "\nAI-exception-granted-by: Ann Dev <ann@example.org>")
                .toArray(String[]::new);
        Series series = Posted.series(messages);
        Composition task = Letters.task(series);
        assertThat(task.judgement().spoken()).hasSizeGreaterThanOrEqualTo(300);
        FrozenReply reply = Letters.frozen(task);
        String text = Letters.letter(reply).text();
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4_096);
        assertThat(reply.bytes()).hasSizeLessThanOrEqualTo(16_384);
        Set<String> posted = Stream.concat(Stream.of(messages), Stream.of(Posted.patchText("")))
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toSet());
        assertThat(text.lines().map(String::strip)).doesNotContainAnyElementsOf(posted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "generic/dco",
                "qemu/2025-06-ban",
                "qemu/2025-09-exceptions",
                "qemu/2025-09-rfc",
                "qemu/2026-05-draft",
                "linux/2026-04",
                "linux/2026-07"
            })
    void theShippedWordsHoldUnderTheWorst(String profile) {
        assertThat(TemplateCheck.firstFailure(
                        Posted.profile(profile), Letters.everyRule(), Letters.sender(), Posted.LIST))
                .isEmpty();
    }

    private static ListMail part(int id, String number) {
        Map<String, String> fields = Posted.fields(id, "[PATCH " + number + "] x: part");
        fields.put("In-Reply-To", "<20260112101500.4711-1-ann@example.org>");
        return Posted.mail(fields, Posted.patchText("Why."));
    }

    private static String anchor() {
        return "<20260112101500.4711-1-ann@example.org>";
    }

    private static String ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "<" + i + "@x>").collect(Collectors.joining(" "));
    }

    private static List<String> references(String references, String inReplyTo) {
        Map<String, String> fields = Posted.fields(1, "[PATCH] x: y");
        fields.put("References", references);
        fields.put("In-Reply-To", inReplyTo);
        return Arrays.asList(Letters.letter(Letters.replyTo(fields))
                .value(HeaderName.REFERENCES)
                .split(" "));
    }
}
