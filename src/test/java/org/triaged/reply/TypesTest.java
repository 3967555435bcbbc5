package org.triaged.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.mail.MessageId;
import org.triaged.series.DisplayWidth;

/** What a stranger's text must be before it may stand in a mail of ours. */
class TypesTest {

    private static final String WIDE = "山";

    @Test
    void idsFollowTheRecipe() {
        ReplyIds.Ids ids = Letters.sender()
                .ids()
                .of("devel.lists.example.org", new MessageId("20261122092210.71311-1-alex@contrib.example.org"), 1);

        assertThat(ids).isEqualTo(new ReplyIds.Ids("jyj7qfnwubouyl7odxlgt6mhxy", "T-jyj7qfnwub", "xwid6u"));
        assertThat(ids.messageId("h.example.org").value())
                .isEqualTo("triaged1.jyj7qfnwubouyl7odxlgt6mhxy@h.example.org");
        assertThat(ids.bounceAddress("h.example.org")).isEqualTo("bounce+T-jyj7qfnwub.xwid6u@h.example.org");
    }

    @Test
    void anotherListRootVersionOrKeyGivesAnotherId() {
        MessageId root = new MessageId("a@example.org");
        ReplyIds ids = Letters.sender().ids();
        ReplyIds others = new ReplyIds(new byte[32]);
        assertThat(List.of(
                        ids.of("l", root, 1).token(),
                        ids.of("m", root, 1).token(),
                        ids.of("l", new MessageId("b@example.org"), 1).token(),
                        ids.of("l", root, 2).token(),
                        others.of("l", root, 1).token()))
                .doesNotHaveDuplicates();
        assertThatThrownBy(() -> new ReplyIds(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThat(ids.fingerprint()).hasSize(16).isNotEqualTo(others.fingerprint());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ann Dev                    | Ann Dev
            '  Ann \t  Dev '           | Ann Dev
            Sinéad O'Hara-Smith        | Sinéad O'Hara-Smith
            M. Keeper                  | M. Keeper
            Zed 3                      | Zed 3
            山田 太郎                  | 山田 太郎
            محمد علي                   | محمد علي
            """)
    void aNameIsGreeted(String written, String greeted) {
        assertThat(PersonName.of(written)).map(PersonName::value).contains(greeted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "12 34",
                "...",
                "ann@example.org",
                "a/b",
                "www.example.org",
                "J.R. Hartley",
                "x\u0323\u0308.org",
                "Ann <b>",
                "Ann, Dev",
                "Ann: Dev",
                "Ann\u2028@b",
                "\ud800",
                "Ann [bot]",
                "=?utf-8?q?x?="
            })
    void whatReadsAsSomethingElseIsNoName(String written) {
        assertThat(PersonName.of(written)).isEmpty();
    }

    @Test
    void aNameThatIsTooLongIsLeftOutAndNotCut() {
        assertThat(PersonName.of("x".repeat(60))).isPresent();
        assertThat(PersonName.of("x".repeat(61))).isEmpty();
        assertThat(PersonName.of(WIDE.repeat(30))).isPresent();
        assertThat(PersonName.of(WIDE.repeat(31))).isEmpty();
        assertThat(PersonName.of("x" + "\u0323".repeat(59))).isPresent();
        assertThat(PersonName.of("x" + "\u0323".repeat(60))).isEmpty();
    }

    @Test
    void controlsAndDirectionMarksVanishFromNames() {
        assertThat(PersonName.of("Ann\u202e D\u200bev\ufeff"))
                .map(PersonName::value)
                .contains("Ann Dev");
        assertThat(PersonName.of("Ann\r\nBcc Dev")).map(PersonName::value).contains("Ann Bcc Dev");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann@example.org", "a.b+c_d=e~f-g@h-1.example.org", "A@B.c"})
    void anAddressIsUsedAsWritten(String address) {
        assertThat(MailAddress.of(address)).map(MailAddress::value).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "ann@host",
                "-oQ/tmp@x.test",
                "-ann@example.org",
                "ann@exämple.org",
                "jörg@example.org",
                "ann@@example.org",
                "ann@example..org",
                "ann@.example.org",
                "ann@example.org.",
                "ann@-x.org",
                "a b@example.org",
                "ann@example.org\r\nBcc: x@example.org",
                "\"a b\"@example.org",
                "ann@[192.0.2.1]",
                "a,b@example.org",
                "ann@example.org>",
                "a'b@example.org"
            })
    void anyOtherAddressIsNotUsed(String address) {
        assertThat(MailAddress.of(address)).isEmpty();
        assertThatThrownBy(() -> new MailAddress(address)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAddressHasItsLimits() {
        assertThat(MailAddress.of("a".repeat(64) + "@example.org")).isPresent();
        assertThat(MailAddress.of("a".repeat(65) + "@example.org")).isEmpty();
        assertThat(MailAddress.of("a@" + "x.".repeat(125) + "io")).isPresent();
        assertThat(MailAddress.of("a@" + "x.".repeat(126) + "io")).isEmpty();
        assertThat(new MailAddress("Ann@example.org").same(new MailAddress("ann@Example.org")))
                .isTrue();
    }

    @Test
    void headerTextIsOneVisibleLine() {
        assertThat(HeaderText.of("a\r\nBcc: x\0 \u202eb\u2028c\u00a0d").value()).isEqualTo("a Bcc: x b c d");
        assertThat(HeaderText.of("\ud83d\ude00".repeat(300)).value()).isEqualTo("\ud83d\ude00".repeat(200));
        for (String bad : List.of("a\nb", "a\tb", "\u0085", "\u202e", "\ud800", "\ue000", "x".repeat(201))) {
            assertThatThrownBy(() -> new HeaderText(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anIdIsPrintable() {
        assertThat(PrintableId.in("<a@b> x <c@d>\t<no-at> <e e@f> <jörg@x> <@> <g@h>"))
                .extracting(PrintableId::bracketed)
                .containsExactly("<a@b>", "<c@d>", "<g@h>");
        assertThat(PrintableId.of(new MessageId("a".repeat(250) + "@b"))).isPresent();
        assertThat(PrintableId.of(new MessageId("a".repeat(251) + "@b"))).isEmpty();
    }

    @Test
    void encodedWordsAreReadBackAndFitTheirLines() {
        Random random = new Random(2047);
        for (int i = 0; i < 500; i++) {
            StringBuilder wild = new StringBuilder("é");
            random.ints(random.nextInt(250), 0x20, 0x1_1000).forEach(wild::appendCodePoint);
            HeaderText text = HeaderText.of(wild.toString());
            List<String> words = EncodedWords.of(text.value());

            assertThat(words)
                    .allSatisfy(word ->
                            assertThat(word).hasSizeLessThanOrEqualTo(75).matches("[!-~]+"));
            assertThat(org.triaged.mail.EncodedWords.decode(String.join(" ", words)))
                    .isEqualTo(text.value());
            assertThat(new HeaderWriter()
                            .text(HeaderName.SUBJECT, text)
                            .toString()
                            .split("\r\n"))
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78));
        }
        assertThat(EncodedWords.needed("plain ~")).isFalse();
        assertThat(EncodedWords.needed("=?utf-8?q?x?=")).isTrue();
    }

    @Test
    void quotedPrintableIsReadBackAndFitsItsLines() {
        Random random = new Random(2045);
        for (int i = 0; i < 300; i++) {
            StringBuilder wild = new StringBuilder();
            for (int line = random.nextInt(4); line >= 0; line--) {
                random.ints(random.nextInt(120), 0x20, 0x3000).forEach(wild::appendCodePoint);
                wild.append(random.nextBoolean() ? "= \n" : "-- \n");
            }
            String text = wild.toString().replaceAll("[\\p{Cc}\u2028\u2029&&[^\n]]", "");
            String encoded = QuotedPrintable.of(text);

            assertThat(encoded.split("\r\n")).allSatisfy(line -> assertThat(line)
                    .hasSizeLessThanOrEqualTo(76)
                    .matches("[ -~]*")
                    .doesNotEndWith(" "));
            Letter read = Letter.of(("Content-Transfer-Encoding: quoted-printable\r\n\r\n" + encoded)
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(read.text()).isEqualTo(text);
        }
    }

    @Test
    void brokenQuotedPrintableIsReadAsItStands() {
        Letter read = Letter.of(
                "Content-Transfer-Encoding: quoted-printable\r\n\r\na =ZZ =4\r\n=".getBytes(StandardCharsets.US_ASCII));
        assertThat(read.text()).isEqualTo("a =ZZ =4\n=");
    }

    @Test
    void textIsFilledToItsWidth() {
        assertThat(Columns.fill("one. two " + "x".repeat(63) + " y"))
                .containsExactly("one.  two", "x".repeat(63) + " y");
        assertThat(Columns.fill("a " + Columns.unbroken("b c"), "1  ", "   ", 6))
                .containsExactly("1  a", "   b c");
        assertThat(DisplayWidth.of("a山\u0301\ud83d\ude00")).isEqualTo(5);
    }
}
