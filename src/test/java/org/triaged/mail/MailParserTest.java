package org.triaged.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailParserTest {

    private static final String HEAD = """
            From: Ann Dev <ann@example.org>
            Subject: foo
            Message-ID: <1@example.org>
            Date: Mon, 5 Jan 2026 09:00:00 +0000
            """;

    private static String text(ParsedMail mail) {
        return String.join("|", mail.text().stream().map(TextPart::text).toList());
    }

    @Test
    void aPlainMailIsRead() {
        ParsedMail mail = Eml.mail(HEAD + "\nHello\n");
        assertThat(mail.id().value()).isEqualTo("1@example.org");
        assertThat(mail.envelope().from()).isEqualTo(Person.of("Ann Dev", "ann@example.org"));
        assertThat(mail.envelope().date()).isEqualTo(Instant.parse("2026-01-05T09:00:00Z"));
        assertThat(text(mail)).isEqualTo("Hello\n");
        assertThat(mail.oddities()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain charset=utf-8", "text/plain, text/plain", "text/plain\n by relay.example.org; ok"})
    void whatFollowsTheTypeDoesNotHideTheText(String type) {
        assertThat(text(Eml.mail(HEAD + "Content-Type: " + type + "\n\nHello\n")))
                .isEqualTo("Hello\n");
    }

    @Test
    void aLineOfBase64ThatLostACharacterDoesNotSpoilTheNext() {
        String coded = "Content-Transfer-Encoding: base64\n\nYSBhIGEK\nYiBiIGI\nYyBjIGMK\n";
        assertThat(text(Eml.mail(HEAD + coded))).isEqualTo("a a a\nb b bc c c\n");
        String ofAnyLength = "Content-Transfer-Encoding: base64\n\nYSBhI\nGEKYiBi\nIGIK\n";
        assertThat(text(Eml.mail(HEAD + ofAnyLength))).isEqualTo("a a a\nb b b\n");
    }

    @Test
    void aCrlfTwinReadsTheSame() {
        String mail = HEAD + "References: <a@b>\n <c@d>\n\nHello\n\nthere\n";
        ParsedMail lf = Eml.mail(mail);
        ParsedMail crlf = Eml.mail(mail.replace("\n", "\r\n"));
        assertThat(crlf.text()).isEqualTo(lf.text());
        assertThat(crlf.envelope().fields()).isEqualTo(lf.envelope().fields());
        assertThat(crlf.envelope().parents()).isEqualTo(lf.envelope().parents());
    }

    @Test
    void aNameCutInsideACharacterIsWhole() {
        ParsedMail mail = Eml.mail("From: =?utf-8?q?J=C3?=\n =?UTF-8?Q?=B6rg_=28TI=29?= <j@example.org>\n\n");
        assertThat(mail.envelope().from()).isEqualTo(Person.of("Jörg (TI)", "j@example.org"));
        assertThat(mail.oddities()).contains("no-subject").doesNotContain("charset");
    }

    @Test
    void rawBytesInAHeaderAreUtf8ElseLatin1() {
        assertThat(Eml.mail("Subject: é\n\n").envelope().subject()).isEqualTo("é");
        assertThat(Eml.latin1("Subject: é\n\n").envelope().subject()).isEqualTo("é");
    }

    @Test
    void anImpossibleCharsetIsWorkedAround() {
        ParsedMail mail = Eml.mail(HEAD + "Content-Type: text/plain; charset=\"no\u0000such!\"\n\né\n");
        assertThat(text(mail)).isEqualTo("é\n");
        assertThat(mail.oddities()).contains("charset");
        assertThat(Eml.mail("Subject: =?x-no?q?=C3=A9?=\n\n").envelope().subject())
                .isEqualTo("é");
    }

    @Test
    void undeclaredBytesAreUtf8ElseWindows1252() {
        assertThat(text(Eml.mail(HEAD + "\né\n"))).isEqualTo("é\n");
        ParsedMail guessed = Eml.latin1(HEAD + "\né\n");
        assertThat(text(guessed)).isEqualTo("é\n");
        assertThat(guessed.oddities()).contains("charset");
    }

    @Test
    void oneTextHasOneReadingInEachTransferEncoding() {
        String seven = text(Eml.mail(HEAD + "\na = b\ntail \n"));
        String quoted = text(Eml.mail(HEAD + "Content-Transfer-Encoding: quoted-printable\n\na =3D =\nb\ntail=20\n"));
        String base64 = text(Eml.mail(HEAD + "Content-Transfer-Encoding: BASE64\n\nYSA9IGIKdGFp\nbCAK\n"));
        assertThat(quoted).isEqualTo(seven);
        assertThat(base64).isEqualTo(seven);
    }

    @Test
    void carriageReturnsInAnEncodingAreCountedUnlessAllLinesHaveThem() {
        TextPart some = Eml.mail(HEAD + "Content-Transfer-Encoding: quoted-printable\n\na=0D\nb\n")
                .text()
                .get(0);
        assertThat(some.text()).isEqualTo("a\nb\n");
        assertThat(some.linesInCr()).isEqualTo(BitSet.valueOf(new long[] {1}));
        TextPart all = Eml.mail(HEAD + "Content-Transfer-Encoding: base64\n\nYQ0KYg0K\n")
                .text()
                .get(0);
        assertThat(all.text()).isEqualTo("a\nb\n");
        assertThat(all.linesInCr().isEmpty()).isTrue();
    }

    @Test
    void anUnknownTransferEncodingIsReadAsItStands() {
        ParsedMail mail = Eml.mail(HEAD + "Content-Transfer-Encoding: uuencode\n\na\n");
        assertThat(text(mail)).isEqualTo("a\n");
        assertThat(mail.oddities()).contains("encoding");
    }

    @Test
    void flowedLinesAreJoinedAndUnstuffed() {
        ParsedMail mail = Eml.mail(HEAD + "Content-Type: text/plain; format=flowed\n\none \ntwo\n From x\n-- \nme\n");
        assertThat(text(mail)).isEqualTo("one two\nFrom x\n-- \nme\n");
        assertThat(mail.oddities()).contains("flowed");
        String deleted = text(Eml.mail(HEAD + "Content-Type: text/plain; format=flowed; delsp=yes\n\nlong \nword\n"));
        assertThat(deleted).isEqualTo("longword\n");
    }

    private static String multipart(String... parts) {
        StringBuilder mail = new StringBuilder(HEAD + "Content-Type: multipart/mixed; boundary=\"b\"\n\n");
        for (String part : parts) {
            mail.append("--b\n").append(part).append('\n');
        }
        return mail.append("--b--\n").toString();
    }

    @Test
    void plainPartsAreTakenInOrderAndHtmlNever() {
        ParsedMail mail = Eml.mail(multipart(
                "\none\n",
                "Content-Type: text/html\n\n<p>\n",
                "Content-Type: text/x-patch; name=a.patch\n\ntwo\n",
                "Content-Type: message/rfc822\n\nSubject: inner\n\nthree\n"));
        assertThat(mail.text())
                .extracting(TextPart::text, TextPart::attached)
                .containsExactly(tuple("one\n", false), tuple("two\n", true));
        assertThat(mail.unread())
                .containsExactly(
                        new UnreadPart("text/html", Optional.empty()),
                        new UnreadPart("message/rfc822", Optional.empty()));
        assertThat(mail.oddities()).containsExactly("html-part");
    }

    @Test
    void whatIsNotReadIsToldWithItsName() {
        ParsedMail mail = Eml.mail(multipart(
                "Content-Type: application/octet-stream; name=\"a.patch\"\n\none\n",
                "Content-Type: APPLICATION/pgp-signature\nContent-Disposition: attachment; filename=s.asc\n\ntwo\n"));
        assertThat(mail.unread())
                .containsExactly(
                        new UnreadPart("application/octet-stream", Optional.of("a.patch")),
                        new UnreadPart("application/pgp-signature", Optional.of("s.asc")));
    }

    @ParameterizedTest
    @CsvSource({"utf-8, true", "iso-8859-1, false", "y, true", "us-ascii, true"})
    void bytesThatDoNotFitTheirCharsetAreToldOf(String charset, boolean garbled) {
        String head =
                HEAD + "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=" + charset;
        assertThat(Eml.mail(head + "\n\ncaf=E9\n").text().get(0).garbled()).isEqualTo(garbled);
        assertThat(Eml.mail(head + "\n\ncafe\n").text().get(0).garbled()).isFalse();
    }

    @Test
    void fieldsOfInnerPartsNeverCount() {
        ParsedMail mail = Eml.mail(multipart("From: x@example.org\nSubject: inner\nMessage-ID: <9@x>\n\none\n"));
        assertThat(mail.envelope().subject()).isEqualTo("foo");
        assertThat(mail.id().value()).isEqualTo("1@example.org");
        assertThat(mail.oddities()).isEmpty();
    }

    @Test
    void onlyHtmlGivesNoText() {
        ParsedMail mail = Eml.mail(HEAD + "Content-Type: text/html\n\n<p>\n");
        assertThat(mail.text()).isEmpty();
        assertThat(mail.oddities()).containsExactly("html-only");
    }

    @Test
    void octetsAreReadOnlyAlone() {
        String octets = "Content-Type: application/octet-stream\n\ndiff\n";
        assertThat(text(Eml.mail(HEAD + octets))).isEqualTo("diff\n");
        assertThat(text(Eml.mail(multipart("\none\n", octets)))).isEqualTo("one\n");
        assertThat(Eml.mail(HEAD + octets + "\u0000").text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5 Jan 2026 09:00:00 +0000           | 2026-01-05T09:00:00Z
            Mon, 05 Jan 26 09:00 GMT            | 2026-01-05T09:00:00Z
            Mon Jan  5 09:00:01 2026            | 2026-01-05T09:00:01Z
            Mon, 5 Jan 2026 10:00:00 +0100 (CET)| 2026-01-05T09:00:00Z
            Mon, 5 Jan 2026 01:00:00 PST        | 2026-01-05T09:00:00Z
            """)
    void datesOfManyKindsAreRead(String date, Instant wanted) {
        ParsedMail mail = Eml.mail("Date: " + date + "\n\n");
        assertThat(mail.envelope().date()).isEqualTo(wanted);
        assertThat(mail.oddities()).doesNotContain("date-clamped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "31 Feb 2025 10:00 +0000", "1 Jan 1980 10:00 +0000", "7 Jan 2026 10:00 +0000"})
    void aDateThatCannotBeTrueIsTheArrival(String date) {
        ParsedMail mail = Eml.mail("Date: " + date + "\n\n");
        assertThat(mail.envelope().date()).isEqualTo(Eml.ARRIVAL);
        assertThat(mail.oddities()).contains("date-clamped");
    }

    @Test
    void aMailWithoutIdGetsOneFromItsBytes() {
        ParsedMail mail = Eml.mail("Subject: a\nMessage-ID: <>\n\nx\n");
        assertThat(mail.envelope().syntheticId()).isTrue();
        assertThat(mail.id().value()).matches("sha256-[0-9a-f]{32}@triaged\\.invalid");
        assertThat(Eml.mail("Subject: a\r\nMessage-ID: <>\r\n\r\nx\r\n").id()).isEqualTo(mail.id());
    }

    private static List<String> parents(String fields) {
        return Eml.mail(HEAD + fields + "\n\n").envelope().parents().stream()
                .map(MessageId::value)
                .toList();
    }

    @Test
    void parentsAreThoseRepliedToAndThenTheReferencesFromTheLast() {
        assertThat(parents("References: <a@x> <b@x>\n <c@x>\nIn-Reply-To: <d@x>\nIn-Reply-To: <b@x>"))
                .containsExactly("d@x", "b@x", "c@x", "a@x");
    }

    @Test
    void parentsAreFoundAmongCommentsAddressesAndHalfBrackets() {
        assertThat(parents("In-Reply-To: Message from ann@example.org (of <no@x>) of \"Mon\" <a@x>"))
                .containsExactly("a@x");
        assertThat(parents("In-Reply-To: <a@x\nReferences: b@x> y <1@example.org> <n> <c@\n x>"))
                .containsExactly("a@x", "c@x", "b@x");
    }

    @Test
    void atMostTwoHundredReferencesAreKeptTheFirstAmongThem() {
        StringBuilder references = new StringBuilder("References:");
        for (int number = 0; number < 300; number++) {
            references.append(" <").append(number).append("@x>");
        }
        assertThat(parents(references.toString()))
                .hasSize(200)
                .startsWith("299@x")
                .endsWith("101@x", "0@x");
    }

    @Test
    void addressesAreReadAsPeopleWriteThem() {
        List<Person> people = Addresses.read("\"Dev, Ann\" <ann@x>, Dev, Bob (TI) <bob@x>, carl@x,"
                + " dan@x (Dan D), <mailto:eve@x>, F <f@x<mailto:f@x>>, list: g@x, h@x;, \"\\\"I\\\" J\" <i@x>");
        assertThat(people)
                .containsExactly(
                        Person.of("Dev, Ann", "ann@x"),
                        Person.of("Dev, Bob (TI)", "bob@x"),
                        new Person(Optional.empty(), Optional.of("carl@x")),
                        Person.of("Dan D", "dan@x"),
                        new Person(Optional.empty(), Optional.of("eve@x")),
                        Person.of("F", "f@x"),
                        Person.of("\"I\" J", "i@x"));
        assertThat(Addresses.read("undisclosed-recipients:;")).isEmpty();
    }

    @Test
    void repeatedFieldsAreOddAndTheFirstWins() {
        ParsedMail mail = Eml.mail(HEAD + "Subject: bar\n\n");
        assertThat(mail.envelope().subject()).isEqualTo("foo");
        assertThat(mail.oddities()).contains("repeated-header");
    }

    @Test
    void whatIsOverALimitIsNamed() {
        assertThat(Eml.damage("")).isEqualTo("empty");
        assertThat(Eml.damage("\n\nno header")).isEqualTo("no-header");
        assertThat(Eml.damage(HEAD + "X: " + "a".repeat(2 << 20) + "\n\n")).isEqualTo("header-too-large");
        assertThat(Eml.damage(HEAD + "\n" + "a\n".repeat(3 << 20))).isEqualTo("too-large");
        assertThat(Eml.damage(HEAD + "\n" + "\n".repeat(500_001))).isEqualTo("text-too-long");
        assertThat(Eml.damage(multipart("\na\n".repeat(1)).replace("--b--", "--b\n\n".repeat(300))))
                .isEqualTo("too-many-parts");
        assertThat(((ParseResult.Damaged) MailParser.parse(
                                (HEAD + "\n" + "a\n".repeat(99_999)).getBytes(StandardCharsets.UTF_8),
                                Eml.ARRIVAL,
                                Limits.DEFAULT,
                                () -> true))
                        .reason())
                .isEqualTo("too-slow");
    }

    @Test
    void aTooLargeMailKeepsItsEnvelope() {
        ParseResult result = Eml.parse(HEAD + "\n" + "a\n".repeat(3 << 20));
        assertThat(result.envelope().subject()).isEqualTo("foo");
    }

    @Test
    void nestingEndsBeforeTheStackDoes() {
        StringBuilder mail = new StringBuilder(HEAD);
        for (int depth = 0; depth < 5_000; depth++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(depth)
                    .append("\n\n--b")
                    .append(depth)
                    .append('\n');
        }
        assertThat(Eml.damage(mail.toString())).isEqualTo("too-deep");
    }

    @Test
    void aFloodOfFieldsIsCutButTheFromIsFound() {
        String flood = "X-Flood: 1\n".repeat(2_500);
        ParsedMail mail = Eml.mail(flood + HEAD + "\nx\n");
        assertThat(mail.oddities()).contains("header-flood");
        assertThat(mail.envelope().from().hasAddress("ANN@example.org")).isTrue();
        assertThat(mail.envelope().fields()).hasSize(2_004);
        assertThat(Eml.mail("Subject: " + "a ".repeat(9_000) + "\n\n").oddities())
                .contains("long-header");
    }
}
