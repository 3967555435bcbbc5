package org.triaged.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.triaged.mail.Sha256;
import org.triaged.policy.Posted;

/** A good mail, damaged in one property at a time: the check of that property must say so. */
class LinterTest {

    private static final Composition TASK = Letters.task(Posted.series("Why.", Letters.DECLARED));

    private static final FrozenReply GOOD = Letters.frozen(TASK);

    private static final String RAW = Letters.raw(GOOD);

    private static final String LIST = "devel@lists.example.org";

    /** Checks whose damage is caught on the bytes alone, and again right before sending. */
    private record Mutant(String check, String what, UnaryOperator<String> damage) {}

    private static final List<Mutant> OF_BYTES = List.of(
            m("H1", "a bare LF", swap("Found", "\nFound")),
            m("H1", "a bare CR", swap("Found", "\rFound")),
            m("H1", "a NUL", swap("Found", "\0Found")),
            m("H1", "an octet over 126", swap("Found", "F\u00f6und")),
            m("H1", "no line end", raw -> raw.substring(0, raw.length() - 2)),
            m("H2", "a header more", swap("Cc: ", "Bcc: x@example.org\r\nCc: ")),
            m("H2", "a header twice", swap("Cc: ", "Subject: Re: x\r\nCc: ")),
            m("H2", "a header less", swap("Precedence: bulk\r\n", "")),
            m(
                    "H2",
                    "another order",
                    swap("MIME-Version: 1.0\r\n", "").andThen(swap("Date: ", "MIME-Version: 1.0\r\nDate: "))),
            m("H2", "another case", swap("Subject: ", "SUBJECT: ")),
            m("H3", "a line too long", swap("Subject: Re: ", "Subject: Re: " + "x y ".repeat(20))),
            m("H3", "an empty continuation", swap("Subject: Re: ", "Subject: Re: \r\n \r\n ")),
            m("H3", "a continuation by two blanks", swap("Subject: Re: ", "Subject: Re:\r\n  ")),
            m("H3", "over 998", swap("Subject: Re: ", "Subject: Re:\r\n " + "x".repeat(999) + "\r\n ")),
            m("H4", "no date", swap("Date: Mon, 12 Jan 2026", "Date: Sun, 12 Jan 2026")),
            m("H4", "another zone", swap("+0000", "+0100")),
            m("H6", "no address", swap("Cc: " + LIST, "Cc: nobody")),
            m("H6", "an address twice", swap("To: Ann Dev <ann@example.org>", "To: DEVEL@lists.example.org")),
            m("H8", "Re: twice", swap("Subject: Re: ", "Subject: Re: re: ")),
            m("H8", "no Re:", swap("Subject: Re: ", "Subject: ")),
            m("H10", "another anchor", swap("In-Reply-To: <", "In-Reply-To: <x")),
            m("H10", "an id that is none", swap("References: <", "References: <x> <")),
            m("H10", "22 ids", swap("References: <", "References:" + " <a@b>\r\n".repeat(21) + " <")),
            m(
                    "H10",
                    "our own id",
                    raw -> raw.replaceFirst(
                            "References: ", "References: <" + GOOD.messageId().value() + ">\r\n ")),
            m("H11", "HTML", swap("text/plain", "text/html")),
            m("H11", "base64", swap("Encoding: 7bit", "Encoding: base64")),
            m("H11", "another version", swap("Version: 1.0", "Version: 1.1")),
            m("H12", "not automatic", swap("auto-replied", "no")),
            m("H12", "another precedence", swap("Precedence: bulk", "Precedence: list")),
            m("H12", "answers wanted", swap("Suppress: All", "Suppress: OOF")),
            m("H12", "another grammar", swap("X-Triaged-Version: 1", "X-Triaged-Version: 2")),
            m("H12", "no result", swap("needs-change", "needs-nothing")),
            m("H12", "no version", swap("Reroll: v1", "Reroll: 1")),
            m("B1", "a wide line", swap("Found, by rule:", "x".repeat(73))),
            m("B1", "46 lines", swap("Found, by rule:", "Found\r\n".repeat(30))),
            m("B1", "two empty lines", swap("Found", "\r\nFound")),
            m("B1", "a blank at the end", swap("by rule:", "by rule: ")),
            m("B1", "a third line below the signature", raw -> raw + "x\r\n"),
            m("B1", "no signature", swap("\r\n-- \r\n", "\r\n")),
            m("B3", "a trailer", swap("Found, by rule:", "Acked-by: Ann Dev")),
            m("B3", "an indented trailer", swap("Found, by rule:", "  Note: found by rule")),
            m("B3", "a trailer over two lines", swap("Found, by rule:", "Note:\r\nfound")),
            m("B3", "a link", swap("Found, by rule:", "Fixes this")),
            m("B4", "a quote", swap("Found, by rule:", "> found")),
            m("B4", "a diff", swap("Found, by rule:", " @@ found")),
            m("B4", "an mbox line", swap("Found, by rule:", "From here on")),
            m("B5", "a robot's command", swap("Found, by rule:", "Found by PW-Bot")),
            m("B6", "a list's command", swap("Found, by rule:", "  Subscribe, found")),
            m("B9", "residue", swap("Found, by rule:", "Found {patches}")),
            m("B9", "a word that accuses", swap("Found, by rule:", "What you forgot")),
            m("B9", "a shout", swap("Found, by rule:", "Found!")),
            m("B11", "no hint that it is automatic", swap("an\r\nautomatic check", "a\r\nfriendly check")),
            m("B11", "a decision", swap("Nothing has been decided", "Something has been decided")),
            m("B11", "no report", swap("Report T-", "Report U-")));

    private static final List<Mutant> OF_COMPOSITION = List.of(
            m("H4", "another instant", swap("10:30:00 +0000", "10:30:01 +0000")),
            m("H5", "another name", swap("\"triaged (automatic)\"", "\"A Maintainer\"")),
            m("H5", "another loop mark", swap("X-Loop: triaged@", "X-Loop: x@")),
            m("H5", "answers to us", swap("Reply-To: devel@lists.example.org", "Reply-To: triaged@triage.example.org")),
            m("H6", "somebody else", swap("<ann@example.org>", "<bob@example.org>")),
            m("H6", "ourselves", swap("<ann@example.org>", "<triaged@triage.example.org>")),
            m("H6", "no list", swap("Cc: devel@", "Cc: other@")),
            m("H8", "another subject", swap("Subject: Re: [PATCH 0/2]", "Subject: Re: [PATCH 1/2]")),
            m("H9", "another id", swap("Message-ID: <triaged1.", "Message-ID: <triaged1.a")),
            m("H10", "another anchor", raw -> raw.replace(
                            "4711-1-ann@example.org>\r\nMIME", "4711-2-ann@example.org>\r\nMIME")
                    .replace("In-Reply-To: <20260112101500.4711-1", "In-Reply-To: <20260112101500.4711-2")),
            m("H10", "another version", swap("Reroll: v1", "Reroll: v2")),
            m("H12", "other findings", swap("dco-sob-missing=1", "dco-sob-missing=2")),
            m("H12", "another policy", raw -> raw.replaceFirst("exceptions@.", "exceptions@")
                    .replaceFirst("(exceptions@\\w+)", "$10")),
            m("B7", "a link", swap("Found, by rule:", "Found at https://example.org")),
            m("B7", "an address", swap("Found, by rule:", "Found by a@b")),
            m(
                    "B8",
                    "a title of no section",
                    swap("section", "section").andThen(swap("\"Certifying patch", "\"Signing patch"))),
            m("B10", "a rule nobody broke", swap("[dco-sob-missing]", "[scope-foreign]")),
            m("B10", "a rule twice", swap("[dco-sob-missing]", "[dco-sob-missing, dco-sob-missing]")),
            m("B10", "a patch of no series", swap("patch 2\r\n", "patch 3\r\n")),
            m("B10", "the last patch of a list", swap("patch 1\r\n", "patches 1 and 3\r\n")),
            m("B10", "a mark without an older version", swap("patch 1\r\n", "patch 1   (new)\r\n")),
            m("B10", "settled since no version", swap("Found, by rule:", "Settled since v1, found")),
            m("B12", "text of the mail", swap("Found, by rule:", "Found in frob, by rule:")),
            m("R1", "octets of no character", raw -> raw.replace("us-ascii", "utf-8")
                    .replace("Encoding: 7bit", "Encoding: quoted-printable")
                    .replace("Hello Ann Dev,", "Hello Ann D=E9v,")));

    @TestFactory
    Stream<DynamicTest> eachDamageIsNamedByItsCheck() {
        return Stream.concat(OF_BYTES.stream(), OF_COMPOSITION.stream())
                .map(mutant -> dynamicTest(mutant.check() + ", " + mutant.what(), () -> {
                    String damaged = mutant.damage().apply(RAW);
                    assertThat(damaged).isNotEqualTo(RAW);
                    assertThat(Linter.firstFailure(with(damaged), TASK)).contains(mutant.check());
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsWrongInTheBytesIsFoundAgainBeforeTheyAreSent() {
        return OF_BYTES.stream()
                .map(mutant -> dynamicTest(mutant.check() + ", " + mutant.what(), () -> assertThat(
                                Linter.firstFailure(frozen(mutant.damage().apply(RAW))))
                        .contains(mutant.check())));
    }

    @Test
    void theGoodMailPasses() {
        assertThat(Linter.firstFailure(GOOD, TASK)).isEmpty();
        assertThat(Linter.firstFailure(frozen(RAW))).isEmpty();
    }

    /** One report in fifty thousand holds such a word; its mail, and a start that tries it, must pass all the same. */
    @Test
    void theRandomLettersOfAReportAreNoResidue() {
        String letters = GOOD.report().substring(2);
        String unlucky = RAW.replace(letters, "nullasap22");
        byte[] bytes = unlucky.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(unlucky).contains("Report T-nullasap22");
        assertThat(Linter.firstFailure(new Linter.Frozen(
                        bytes,
                        Sha256.hex(bytes),
                        GOOD.sender().replace(letters, "nullasap22"),
                        GOOD.recipients(),
                        LIST,
                        Posted.NOW,
                        Optional.empty(),
                        false)))
                .isEmpty();
    }

    @Test
    void everyCheckHasAMutant() {
        Set<String> killed = new HashSet<>();
        Stream.concat(OF_BYTES.stream(), OF_COMPOSITION.stream()).forEach(mutant -> killed.add(mutant.check()));
        List<String> ids = new ArrayList<>();
        Stream.of(HeaderChecks.OF_BYTES, HeaderChecks.OF_COMPOSITION, BodyChecks.OF_BYTES, BodyChecks.OF_COMPOSITION)
                .flatMap(List::stream)
                .map(Linter.Check::id)
                .forEach(ids::add);
        // H7, B2 and R2 have tests of their own below.
        killed.addAll(List.of("H7", "B2", "R2"));
        assertThat(killed).containsAll(ids);
    }

    @Test
    void theEnvelopeIsHeldAgainstTheHeader() {
        assertThat(Linter.firstFailure(envelope(GOOD.sender(), List.of("ann@example.org")), TASK))
                .contains("H7");
        assertThat(Linter.firstFailure(envelope(GOOD.sender(), List.of(LIST, "bob@example.org")), TASK))
                .contains("H7");
        assertThat(Linter.firstFailure(envelope("triaged@triage.example.org", GOOD.recipients()), TASK))
                .contains("H7");
        assertThat(Linter.firstFailure(new Linter.Frozen(
                        GOOD.bytes(), GOOD.sha256(), "", GOOD.recipients(), LIST, Posted.NOW, Optional.empty(), false)))
                .contains("H7");
    }

    @Test
    void aShadowGoesToAdminsAndToNoList() {
        Composition shadow = TASK.inShadow();
        FrozenReply good = Letters.frozen(shadow);
        String raw = new String(good.bytes(), StandardCharsets.ISO_8859_1);
        String owner = shadow.sender().owner().value();
        assertThat(Linter.firstFailure(good, shadow)).isEmpty();
        assertThat(good.recipients()).containsExactly(owner);
        assertThat(Letter.of(good.bytes()).text()).startsWith("[shadow] would go to: the author and devel\n\nHello ");
        assertThat(good.messageId()).isNotEqualTo(GOOD.messageId());
        assertThat(raw).doesNotContain(LIST);
        for (String to : List.of(LIST, owner + ", " + LIST, "ann@example.org", "triaged@triage.example.org")) {
            assertThat(Linter.firstFailure(
                            changed(good, raw.replace("To: " + owner + "\r\nReply-To", "To: " + to + "\r\nReply-To")),
                            shadow))
                    .as(to)
                    .contains("H6");
        }
        assertThat(Linter.firstFailure(changed(good, raw.replace("Reply-To: " + owner, "Reply-To: " + LIST)), shadow))
                .contains("H5");
        assertThat(Linter.firstFailure(frozen(good, List.of(owner), true))).isEmpty();
        assertThat(Linter.firstFailure(frozen(good, List.of(LIST), true))).contains("H7");
        assertThat(Linter.firstFailure(frozen(good, List.of(owner), false))).contains("H7");
        assertThat(Linter.firstFailure(frozen(GOOD, GOOD.recipients(), true))).contains("H7");
    }

    @Test
    void aShadowSaysTheSameWordsAsTheReply() {
        for (int patches : new int[] {1, 60}) {
            Composition task = Letters.task(
                    Posted.series(Collections.nCopies(patches, "Why.").toArray(String[]::new)));
            FrozenReply reply = Letters.frozen(task);
            FrozenReply shadow = Letters.frozen(task.inShadow());
            String words = Letter.of(shadow.bytes()).text();
            assertThat(words.substring(words.indexOf("\n\n") + 2).replace(shadow.report(), reply.report()))
                    .isEqualTo(Letter.of(reply.bytes()).text());
        }
    }

    private static FrozenReply changed(FrozenReply reply, String raw) {
        return reply(raw.getBytes(StandardCharsets.ISO_8859_1), reply.sender(), reply.recipients());
    }

    private static Linter.Frozen frozen(FrozenReply reply, List<String> recipients, boolean shadow) {
        return new Linter.Frozen(
                reply.bytes(), reply.sha256(), reply.sender(), recipients, LIST, Posted.NOW, Optional.empty(), shadow);
    }

    @Test
    void aBounceAddressOfAnotherKeyIsNotOurs() {
        String other = GOOD.sender().replaceFirst("\\.[a-z2-7]{6}@", ".aaaaaa@");
        assertThat(Linter.firstFailure(envelope(other, GOOD.recipients()), TASK))
                .contains("H9");
    }

    @Test
    void invisibleCharactersAreFound() {
        for (String bad : List.of("=E2=80=AE", "=E2=80=8B", "=EF=BB=BF", "=C2=85", "=EE=80=80", "=07")) {
            String damaged = RAW.replace("us-ascii", "utf-8")
                    .replace("Encoding: 7bit", "Encoding: quoted-printable")
                    .replace("Found", "Found" + bad);
            assertThat(Linter.firstFailure(frozen(damaged))).contains("B2");
        }
    }

    @Test
    void bytesThatAreNotComposedAgainAreFound() {
        String folded = RAW.replace("Subject: Re: ", "Subject: Re:\r\n ");
        assertThat(Linter.firstFailure(with(folded), TASK)).contains("R2");
    }

    @Test
    void frozenBytesMustBeThoseThatWereStoredAndFresh() {
        Instant composed = Posted.NOW;
        assertThat(Linter.firstFailure(aged("0".repeat(64), composed, Optional.empty())))
                .contains("H1");
        assertThat(Linter.firstFailure(aged(GOOD.sha256(), composed.minusSeconds(1), Optional.empty())))
                .contains("H4");
        Optional<Duration> hour = Optional.of(Duration.ofHours(1));
        assertThat(Linter.firstFailure(aged(GOOD.sha256(), composed.plusSeconds(3600), hour)))
                .isEmpty();
        assertThat(Linter.firstFailure(aged(GOOD.sha256(), composed.plusSeconds(3601), hour)))
                .contains("H4");
        assertThat(Linter.firstFailure(aged(GOOD.sha256(), composed.plusSeconds(3601), Optional.empty())))
                .isEmpty();
    }

    @Test
    void bytesThatAreNoMailAreHeld() {
        for (String bytes :
                List.of("", "\r\n", "x", "\r\n\r\n", "Content-Transfer-Encoding: quoted-printable\r\n\r\n=")) {
            assertThat(Linter.firstFailure(frozen(bytes))).isPresent();
        }
    }

    private static Mutant m(String check, String what, java.util.function.Function<String, String> damage) {
        return new Mutant(check, what, damage::apply);
    }

    private static UnaryOperator<String> swap(String from, String to) {
        return raw -> raw.contains(from)
                ? raw.substring(0, raw.indexOf(from)) + to + raw.substring(raw.indexOf(from) + from.length())
                : raw;
    }

    private static Linter.Frozen frozen(String raw) {
        byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
        return new Linter.Frozen(
                bytes, Sha256.hex(bytes), GOOD.sender(), GOOD.recipients(), LIST, Posted.NOW, Optional.empty(), false);
    }

    private static Linter.Frozen aged(String sha256, Instant now, Optional<Duration> aged) {
        return new Linter.Frozen(GOOD.bytes(), sha256, GOOD.sender(), GOOD.recipients(), LIST, now, aged, false);
    }

    private static FrozenReply with(String raw) {
        return reply(raw.getBytes(StandardCharsets.ISO_8859_1), GOOD.sender(), GOOD.recipients());
    }

    private static FrozenReply envelope(String sender, List<String> recipients) {
        return reply(GOOD.bytes(), sender, recipients);
    }

    private static FrozenReply reply(byte[] bytes, String sender, List<String> recipients) {
        return new FrozenReply(
                GOOD.report(),
                GOOD.messageId(),
                GOOD.list(),
                GOOD.root(),
                GOOD.version(),
                GOOD.anchor(),
                GOOD.covers(),
                GOOD.rules(),
                GOOD.composed(),
                sender,
                recipients,
                bytes);
    }
}
