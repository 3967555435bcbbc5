package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.triaged.mail.Budget;
import org.triaged.mail.Limits;
import org.triaged.mail.MailParser;
import org.triaged.mail.ParseResult;

class SeriesAssemblerTest {

    /** Assembles in many orders, which must not matter, and tells each series in a line. */
    private static List<String> told(ListMail... mails) {
        Assembly assembly = SeriesAssembler.assemble(List.of(mails), Mails.LIST);
        List<ListMail> shuffled = new ArrayList<>(List.of(mails));
        Random random = new Random(mails.length);
        for (int round = 0; round < 40; round++) {
            Collections.shuffle(shuffled, random);
            assertThat(SeriesAssembler.assemble(shuffled, Mails.LIST)).isEqualTo(assembly);
        }
        return assembly.series().stream().map(SeriesAssemblerTest::line).toList();
    }

    private static String line(Series series) {
        StringBuilder line = new StringBuilder(local(series.root().value()) + " v" + series.version() + " ");
        line.append(series.cover().map(cover -> local(cover.id().value()) + ":").orElse(""));
        series.patches().forEach((number, mail) -> line.append(number)
                .append('=')
                .append(local(mail.id().value()))
                .append(' '));
        line.append("of ").append(series.total());
        line.append(series.resend() ? " resend" : "").append(series.partial() ? " partial" : "");
        line.append(series.pull() ? " pull" : "");
        series.previous().ifPresent(id -> line.append(" after ").append(local(id.value())));
        series.newer().ifPresent(id -> line.append(" before ").append(local(id.value())));
        return line.toString();
    }

    private static String local(String id) {
        return id.substring(0, id.indexOf('@'));
    }

    private static ListMail from(String person, ListMail like, String id, String subject, String parent) {
        return Mails.read(Mails.header(id, subject, "09:30", parent)
                        .replace("Ann Dev <ann@", person + " <" + person.toLowerCase(Locale.ROOT) + "@")
                + like.message() + "\n---\n" + Mails.DIFF);
    }

    @Test
    void aCoverAndItsPatchesAreOneSeries() {
        assertThat(told(
                        Mails.cover("c", "[PATCH 0/2] x", "09:00", ""),
                        Mails.patch("a", "[PATCH 1/2] y", "09:01", "c"),
                        Mails.patch("b", "[PATCH 2/2] z", "09:02", "c"),
                        Mails.plain("r", "Re: [PATCH 2/2] z", "09:05", "b", "Fine.\n")))
                .containsExactly("c v1 c:1=a 2=b of 2");
    }

    @Test
    void partsAreFoundThroughRepliesAndInReverse() {
        assertThat(told(
                        Mails.patch("b", "[PATCH 2/2] z", "08:00", "r"),
                        Mails.plain("r", "Re: [PATCH 1/2] y", "09:05", "a", "Fine.\n"),
                        Mails.patch("a", "[PATCH 1/2] y", "09:01", "c"),
                        Mails.cover("c", "[PATCH 0/2] x", "09:00", "")))
                .containsExactly("c v1 c:1=a 2=b of 2");
    }

    @Test
    void aSeriesIsNamedByTheGhostThatAllItsPartsAnswer() {
        assertThat(told(
                        Mails.patch("a", "[PATCH 1/3] y", "09:01", "lost"),
                        Mails.patch("b", "[PATCH 2/3] z", "09:02", "lost")))
                .containsExactly("lost v1 1=a 2=b of 3");
    }

    @Test
    void partsWithoutThreadingAreJoinedByTime() {
        assertThat(told(
                        Mails.cover("c", "[PATCH v2 0/2] x", "09:00", ""),
                        Mails.patch("a", "[PATCH v2 1/2] y", "09:10", ""),
                        Mails.patch("b", "[PATCH v2 2/2] z", "09:20", ""),
                        Mails.patch("o", "[PATCH v2 1/2] other", "11:00", "")))
                .containsExactly("c v2 c:1=a 2=b of 2", "o v2 1=o of 2");
    }

    @Test
    void aLonePartFillsTheHoleOfAThreadedGroup() {
        assertThat(told(
                        Mails.cover("c", "[PATCH 0/2] x", "09:00", ""),
                        Mails.patch("a", "[PATCH 1/2] y", "09:10", ""),
                        Mails.patch("b", "[PATCH 2/2] z", "09:02", "c")))
                .containsExactly("c v1 c:1=a 2=b of 2");
    }

    @Test
    void partsThatAnswerTheFirstPartAreItsSeries() {
        assertThat(told(
                        Mails.patch("a", "[PATCH 1/2] y", "09:01", ""),
                        Mails.patch("b", "[PATCH 2/2] z", "09:02", "a")))
                .containsExactly("a v1 1=a 2=b of 2");
    }

    @Test
    void aVersionInReplyToTheLastIsASeriesOfItsOwn() {
        assertThat(told(
                        Mails.cover("c", "[PATCH 0/1] x", "09:00", ""),
                        Mails.patch("a", "[PATCH 1/1] y", "09:01", "c"),
                        Mails.cover("d", "[PATCH v2 0/1] new words", "10:00", "a"),
                        Mails.patch("e", "[PATCH 1/1] y2", "10:01", "d")))
                .containsExactly("c v1 c:1=a of 1 before d", "d v2 d:1=e of 1 after c");
    }

    @Test
    void numbersOrderVersionsAndDatesDoNot() {
        assertThat(told(
                        Mails.patch("c", "[PATCH v3] x", "08:00", ""),
                        Mails.patch("a", "[PATCH] x", "09:00", ""),
                        Mails.patch("b", "[PATCH v2] x", "10:00", "")))
                .containsExactly("c v3 1=c of 1 after b", "a v1 1=a of 1 before c", "b v2 1=b of 1 after a before c");
    }

    @Test
    void theWholePostedAgainIsANewPosting() {
        assertThat(told(
                        Mails.cover("c", "[PATCH 0/2] x", "09:00", ""),
                        Mails.patch("a", "[PATCH 1/2] y", "09:01", "c"),
                        Mails.patch("b", "[PATCH 2/2] z", "09:02", "c"),
                        Mails.patch("d", "[PATCH 1/2] y", "09:03", "c"),
                        Mails.patch("e", "[PATCH 2/2] z", "09:04", "c")))
                .containsExactly("c v1 c:1=a 2=b of 2 before d", "d v1 1=d 2=e of 2 resend after c");
    }

    @Test
    void aPartSentTwiceKeepsItsSlot() {
        ListMail again = Mails.patch("d", "[PATCH 1/2] y", "09:03", "c");
        ListMail[] mails = {
            Mails.cover("c", "[PATCH 0/2] x", "09:00", ""),
            Mails.patch("a", "[PATCH 1/2] y", "09:01", "c"),
            Mails.patch("b", "[PATCH 2/2] z", "09:02", "c"),
            again
        };
        assertThat(told(mails)).containsExactly("c v1 c:1=a 2=b of 2");
        assertThat(SeriesAssembler.assemble(List.of(mails), Mails.LIST).mails())
                .filteredOn(mail -> mail.odd("duplicate-slot"))
                .extracting(ListMail::id)
                .containsExactly(again.id());
    }

    @Test
    void aRerollOfOnePartIsPartial() {
        assertThat(told(
                        Mails.cover("c", "[PATCH 0/2] x", "09:00", ""),
                        Mails.patch("a", "[PATCH 1/2] y", "09:01", "c"),
                        Mails.patch("b", "[PATCH 2/2] z", "09:02", "c"),
                        Mails.patch("d", "[PATCH v2 2/2] z", "10:00", "b")))
                .containsExactly("c v1 c:1=a 2=b of 2 before d", "d v2 2=d of 2 partial after c");
    }

    @Test
    void aTextBeforeALonePatchIsItsCoverIfSentAtOnce() {
        assertThat(told(
                        Mails.plain("t", "about x", "09:00", "", "A word first.\n"),
                        Mails.patch("a", "[PATCH] x", "09:09", "t")))
                .containsExactly("t v1 t:1=a of 1");
        assertThat(told(
                        Mails.plain("t", "about x", "09:00", "", "A word first.\n"),
                        Mails.patch("a", "[PATCH] x", "09:11", "t")))
                .containsExactly("a v1 1=a of 1");
    }

    @Test
    void aTextWithoutNumberCoversTheNumberedPartsThatAnswerIt() {
        assertThat(told(
                        Mails.cover("t", "[PATCH] a series", "09:00", ""),
                        Mails.patch("a", "[PATCH 1/2] y", "12:09", "t"),
                        Mails.patch("b", "[PATCH 2/2] z", "12:10", "t")))
                .containsExactly("t v1 t:1=a 2=b of 2");
    }

    @Test
    void aReportByAnotherIsNoCover() {
        ListMail patch = Mails.patch("a", "[PATCH] x", "09:09", "t");
        assertThat(told(from("Bob", patch, "t", "it breaks", ""), patch)).containsExactly("a v1 1=a of 1");
    }

    @Test
    void oneThreadMayHoldTheSeriesOfTwoPeople() {
        ListMail patch = Mails.patch("a", "[PATCH 1/2] y", "09:01", "c");
        assertThat(told(
                        Mails.cover("c", "[PATCH 0/2] x", "09:00", ""),
                        patch,
                        from("Bob", patch, "b", "[PATCH 1/2] mine", "c")))
                .containsExactly("c v1 c:1=a of 2", "b v1 1=b of 2");
    }

    @Test
    void anEqualNameMakesOneSenderInsideAThreadOnly() {
        String home = Mails.header("h", "Re: [PATCH] x", "09:30", "a").replace("<ann@", "<home@");
        String same = Mails.header("b", "[PATCH v2] x", "10:00", "a").replace("<ann@", "<home@");
        String other = Mails.header("c", "[PATCH v3] x", "11:00", "").replace("<ann@", "<ann@elsewhere.");
        String body = "Why.\n---\n" + Mails.DIFF;
        assertThat(told(
                        Mails.patch("a", "[PATCH] x", "09:00", ""),
                        Mails.read(home + "No.\n"),
                        Mails.read(same + body),
                        Mails.read(other + body)))
                .containsExactly("a v1 1=a of 1 before b", "b v2 1=b of 1 after a", "c v3 1=c of 1");
        String elsewhere = Mails.header("d", "[PATCH v4] x", "12:00", "").replace("<ann@", "<home@");
        assertThat(told(
                        Mails.patch("a", "[PATCH] x", "09:00", ""),
                        Mails.read(home + "No.\n"),
                        Mails.read(elsewhere + body)))
                .containsExactly("a v1 1=a of 1", "d v4 1=d of 1");
    }

    private static ListMail linked(String id, String subject, String time, String link) {
        return Mails.read(Mails.header(id, subject, time, "") + "Say why.\n---\n" + link + "\n\n" + Mails.DIFF);
    }

    @Test
    void anEqualChangeIdLinksVersions() {
        assertThat(told(
                        linked("a", "[PATCH] x", "09:00", "change-id: one"),
                        linked("b", "[PATCH v2] other words", "11:00", "change-id: one"),
                        linked("c", "[PATCH v3] more words", "13:00", "change-id: two")))
                .containsExactly("a v1 1=a of 1 before b", "b v2 1=b of 1 after a", "c v3 1=c of 1");
    }

    @Test
    void aStrangerWhoCopiesAChangeIdLinksNothing() {
        ListMail copied =
                Mails.read(Mails.header("b", "[PATCH v9] mine", "09:30", "").replace("Ann Dev <ann@", "Bob <bob@")
                        + "Say why.\n---\nchange-id: one\n\n" + Mails.DIFF);
        assertThat(told(linked("a", "[PATCH] x", "09:00", "change-id: one"), copied))
                .containsExactly("a v1 1=a of 1", "b v9 1=b of 1");
    }

    @Test
    void whoSupersedesTheirOwnSeriesLinksIt() {
        assertThat(told(
                        Mails.cover("c", "[PATCH 0/1] x", "09:00", ""),
                        Mails.patch("a", "[PATCH 1/1] y", "09:01", "c"),
                        linked("b", "[PATCH v2] other words", "11:00", "Supersedes: <a@example.org>")))
                .containsExactly("c v1 c:1=a of 1 before b", "b v2 1=b of 1 after c");
    }

    @Test
    void aStrangerSupersedesNothing() {
        ListMail patch = Mails.patch("a", "[PATCH] x", "09:00", "");
        ListMail claim =
                Mails.read(Mails.header("b", "[PATCH v9] mine", "09:30", "").replace("Ann Dev <ann@", "Bob <bob@")
                        + "Supersedes: <a@example.org>\n\n---\n" + Mails.DIFF);
        assertThat(told(patch, claim)).containsExactly("a v1 1=a of 1", "b v9 1=b of 1");
        assertThat(claim.links().supersedes()).containsExactly(patch.id());
    }

    @Test
    void toSupersedeAnUnknownMailIsABadLink() {
        ListMail known = Mails.patch("a", "[PATCH] x", "09:00", "");
        ListMail good = linked("b", "[PATCH v2] y", "11:00", "Supersedes: <a@example.org>");
        ListMail bad = linked("c", "[PATCH v3] z", "13:00", "Supersedes: <lost@example.org>");
        assertThat(SeriesAssembler.assemble(List.of(known, good, bad), Mails.LIST)
                        .mails())
                .filteredOn(mail -> mail.odd("bad-link"))
                .extracting(ListMail::id)
                .containsExactly(bad.id());
    }

    @Test
    void pullRequestsAndPatchesAreDifferentWorks() {
        assertThat(told(
                        Mails.patch("a", "[PATCH] x", "09:01", ""),
                        Mails.plain("p", "[PULL 0/1] queue", "10:00", "", "please pull\n"),
                        Mails.patch("q", "[PULL 1/1] x", "10:01", "p")))
                .containsExactly("a v1 1=a of 1", "p v1 p:1=q of 1 pull");
    }

    @Test
    void aNumberBeyondTheTotalRaisesIt() {
        assertThat(told(Mails.patch("a", "[PATCH 3/2] x", "09:01", ""))).containsExactly("a v1 3=a of 3");
    }

    @Test
    void aFractionIsASeriesOfItsOwn() {
        assertThat(told(
                        Mails.cover("c", "[PATCH v5 0/1] x", "09:00", ""),
                        Mails.patch("a", "[PATCH v5 1/1] y", "09:01", "c"),
                        Mails.patch("b", "[PATCH v5.1 1/1] y", "09:10", "a")))
                .containsExactly("c v5 c:1=a of 1 before b", "b v5 1=b of 1 after c");
    }

    @Test
    void parentsInACircleHarmNothing() {
        assertThat(told(
                        Mails.patch("a", "[PATCH 1/2] y", "09:01", "b"),
                        Mails.patch("b", "[PATCH 2/2] z", "09:02", "a")))
                .containsExactly("a v1 1=a 2=b of 2");
    }

    @Test
    void aReplyWithoutPrefixUnderTheSameSubjectIsAReply() {
        Assembly assembly = SeriesAssembler.assemble(
                List.of(
                        Mails.patch("a", "[PATCH] x", "09:01", ""),
                        Mails.plain("r", "[PATCH] x", "09:02", "a", "Why so?\n")),
                Mails.LIST);
        assertThat(assembly.mails()).extracting(ListMail::kind).containsExactly(Kind.PATCH, Kind.REPLY);
    }

    @Test
    void aThreadMayBeVeryDeep() {
        List<ListMail> mails = new ArrayList<>();
        mails.add(Mails.patch("0", "[PATCH 1/2] x", "09:00", ""));
        for (int depth = 1; depth < 3_000; depth++) {
            mails.add(Mails.plain("" + depth, "Re: [PATCH 1/2] x", "09:01", "" + (depth - 1), "No.\n"));
        }
        mails.add(Mails.patch("last", "[PATCH 2/2] y", "09:02", "2999"));
        assertThat(SeriesAssembler.assemble(mails, Mails.LIST).series())
                .extracting(SeriesAssemblerTest::line)
                .containsExactly("0 v1 1=0 2=last of 2");
    }

    private static ListMail arrived(String text, String arrival) {
        ParseResult result = MailParser.parse(
                text.getBytes(StandardCharsets.UTF_8), Instant.parse(arrival), Limits.DEFAULT, Budget.UNLIMITED);
        return MailReader.read(((ParseResult.Parsed) result).mail(), Mails.LIST, Limits.DEFAULT);
    }

    @Test
    void ofTwoCopiesTheFirstToArriveIsTheMail() {
        String text = Mails.header("a", "[PATCH] x", "09:01", "") + "Why.\n---\n" + Mails.DIFF;
        ListMail first = arrived(text, "2026-01-05T10:00:00Z");
        ListMail copy = arrived("Received: by another way\n" + text, "2026-01-05T11:00:00Z");
        ListMail other = arrived(text.replace("Why", "Not"), "2026-01-05T12:00:00Z");
        Assembly assembly = SeriesAssembler.assemble(List.of(other, copy, first), Mails.LIST);
        assertThat(assembly.series()).hasSize(1);
        assertThat(assembly.series().get(0).head().envelope()).isEqualTo(first.envelope());
        assertThat(assembly.mails()).filteredOn(mail -> mail.odd("duplicate")).hasSize(2);
        assertThat(assembly.series().get(0).head().odd("message-id-clash")).isTrue();
    }
}
