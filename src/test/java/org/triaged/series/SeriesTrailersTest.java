package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTrailersTest {

    private static final String ACK = "Acked-by: Bob Q <bob@example.org>";
    private static final ListMail COVER = Mails.cover("c", "[PATCH 0/3] x", "09:00", "");
    private static final List<ListMail> SERIES = List.of(
            COVER,
            Mails.patch("1", "[PATCH 1/3] one", "09:01", "c"),
            Mails.patch("2", "[PATCH 2/3] two", "09:02", "c"),
            Mails.patch("3", "[PATCH 3/3] three", "09:03", "c"));

    private static ListMail from(String from, String id, String time, String parent, String body) {
        return Mails.read(Mails.header(id, "Re: [PATCH] x", time, parent).replace("Ann Dev <ann@example.org>", from)
                + body + "\n");
    }

    private static ListMail bob(String id, String time, String parent, String body) {
        return from("Bob Q <bob@example.org>", id, time, parent, body);
    }

    private static String local(Object id) {
        return id.toString().substring(0, id.toString().indexOf('@'));
    }

    private static String line(HarvestedTrailer row) {
        String targets = row.appliesTo().stream().map(SeriesTrailersTest::local).collect(Collectors.joining(" "));
        return row.trailer().key() + " " + local(row.fromMail()) + " [" + targets + "]"
                + row.reason().map(reason -> " " + reason).orElse("");
    }

    /** The rows of the series, which no order of its mails may change. */
    private static List<String> rows(List<ListMail> series, ListMail... replies) {
        List<ListMail> mails = new ArrayList<>(series);
        mails.addAll(List.of(replies));
        List<Series> found = SeriesAssembler.assemble(mails, Mails.LIST).series();
        Random random = new Random(mails.size());
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(mails, random);
            assertThat(SeriesAssembler.assemble(mails, Mails.LIST).series()).isEqualTo(found);
        }
        return found.get(0).trailers().stream().map(SeriesTrailersTest::line).toList();
    }

    private static List<String> rows(ListMail... replies) {
        return rows(SERIES, replies);
    }

    @Test
    void aReplyToAPatchIsForItAndOneToTheCoverForAll() {
        assertThat(rows(bob("p", "10:00", "2", ACK), bob("q", "10:01", "c", "Tested-by: Bob Q <bob@example.org>")))
                .containsExactly("Acked-by p [2]", "Tested-by q [1 2 3]");
    }

    @Test
    void aReplyToAReplyClimbsToThePatch() {
        assertThat(rows(bob("p", "10:00", "2", "Why?"), bob("q", "10:01", "p", "I see.\n" + ACK)))
                .containsExactly("Acked-by q [2]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c | (patches 1-2)         | [1 2]
            c | (patch 3)             | [3]
            c | # patches 1, 2 and 3  | [1 2 3]
            c | # for 2/3             | [2]
            1 | # for the series      | [1 2 3]
            1 | # for arm             | [1]
            c | # for 7/9             | [] unresolved
            c | (patches 3-99999)     | [] unresolved
            """)
    void aNoteInTheLineNarrowsOrWidens(String parent, String note, String targets) {
        assertThat(rows(bob("p", "10:00", parent, ACK + " " + note))).containsExactly("Acked-by p " + targets);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Bob Q <bob@example.org>         | Acked-by: Bob Q <bob@example.org>         |
            Bob Q <bob@example.org>         | acked-by: B <BOB@example.org>             |
            Bob Q <bob@example.org>         | Acked-by: Bob X. Q <bob@other.example.org>|
            B <bob@example.org>             | Acked-by: Bob <bob+lists@example.org>     |
            B <bob@mail.example.org>        | Acked-by: Bob <bob@example.org>           |
            B <bob@a.mail.example.org>      | Acked-by: Bob <bob@example.org>           | sender-mismatch
            Eve <eve@example.org>           | Acked-by: Bob Q <bob@example.org>         | sender-mismatch
            Bob Q <bob@example.org>         | Fixes: 0123456789 ("x")                   |
            Bob Q <bob@example.org>         | Link: https://example.org/a@b             |
            Bob Q via devel <devel@example.org> | Acked-by: Bob Q <bob@example.org>     |
            Robert via devel <devel@example.org> | Acked-by: Bob Q <bob@example.org>    | munged-sender
            B <bob@example.org>             | AI-exception-granted-by: X <bob@example.org>       |
            Bob Q <bob@example.org>         | AI-exception-granted-by: Bob Q <bq@example.org>    | strict-address
            Bob Q <bob+x@example.org>       | AI-exception-granted-by: Bob <bob@example.org>     | strict-address
            Bob Q <bob@mail.example.org>    | AI-exception-granted-by: B <bob@example.org>       | strict-address
            Eve <eve@example.org>           | AI-exception-granted-by: Bob Q <bob@example.org>   | sender-mismatch
            """)
    void aTrailerCountsFromThePersonItNames(String from, String trailer, String reason) {
        List<ListMail> mails = new ArrayList<>(SERIES);
        mails.add(from(from, "p", "10:00", "1", trailer));
        List<HarvestedTrailer> rows =
                SeriesAssembler.assemble(mails, Mails.LIST).series().get(0).trailers();
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).reason().orElse(null)).isEqualTo(reason);
        assertThat(rows.get(0).accepted()).isEqualTo(reason == null);
    }

    @Test
    void whichKeysAreStrictIsForTheCallerToSay() {
        List<ListMail> mails = new ArrayList<>(SERIES);
        mails.add(bob("p", "10:00", "1", "Acked-by: Bob Q <bq@example.org>"));
        assertThat(SeriesAssembler.assemble(mails, Mails.LIST, Set.of("acked-by"))
                        .series()
                        .get(0)
                        .trailers())
                .extracting(SeriesTrailersTest::line)
                .containsExactly("Acked-by p [1] strict-address");
    }

    @Test
    void trailersOfAPatchWrittenIntoAReplyAreItsOwn() {
        ListMail patch = Mails.patch("a", "[PATCH] x", "09:00", "");
        String signed = "Signed-off-by: Bob <bob@example.org>\n";
        assertThat(reply(
                                "Reviewed-by: Bob <bob@example.org>\n\nBut squash this in:\n\nBob's way.\n\nFixes: 0123456789ab (\"y\")\n"
                                        + signed + "---\n f.c | 2 +-\n\n" + Mails.DIFF)
                        .trailers())
                .extracting(Trailer::key)
                .containsExactly("Reviewed-by");
        assertThat(reply("Bob's way.\n\n" + signed + "\n" + Mails.DIFF).trailers())
                .isEmpty();
        assertThat(reply("No diff here.\n\n" + signed + "---\nBob\n").trailers())
                .hasSize(1);
        assertThat(patch.trailers()).hasSize(1);
    }

    private static ListMail reply(String body) {
        return Mails.read(
                Mails.header("r", "Re: [PATCH] x", "10:00", "a").replace("Ann Dev <ann@", "Bob <bob@") + body);
    }

    @Test
    void whatThePatchCarriesIsRestatedAndNotGiven() {
        String carried = "Signed-off-by: Ann Dev <ann@example.org>";
        assertThat(rows(
                        bob("p", "10:00", "1", "Ann wrote\n" + carried + "\n\n" + ACK),
                        from("Ann Dev <ann@example.org>", "q", "10:01", "2", carried)))
                .containsExactly("Acked-by p [1]");
    }

    @Test
    void aGrantInAPatchIsNoGrantUntilThePersonSaysSo() {
        String grant = "AI-exception-granted-by: Bob Q <bob@example.org>";
        ListMail patch = Mails.read(Mails.header("1", "[PATCH] x", "09:00", "") + "Why.\n\n" + grant
                + "\nSigned-off-by: Ann Dev <ann@example.org>\n---\n\n" + Mails.DIFF);
        assertThat(rows(
                        List.of(patch),
                        from("Eve <eve@example.org>", "e", "09:30", "1", grant),
                        bob("p", "10:00", "1", grant)))
                .containsExactly("AI-exception-granted-by p [1]");
    }

    @Test
    void theEarliestOfEqualTrailersIsTheRow() {
        assertThat(rows(
                        bob("p", "10:00", "2", ACK),
                        bob("q", "10:01", "2", "ACKED-BY: Bob <bob@example.org>"),
                        bob("r", "10:02", "c", ACK)))
                .containsExactly("Acked-by p [2]", "Acked-by r [1 3]");
    }

    @Test
    void aStrangerWhoNamesBobFirstDoesNotSilenceHim() {
        assertThat(rows(from("Eve <eve@example.org>", "e", "09:30", "1", ACK), bob("p", "10:00", "1", ACK)))
                .containsExactly("Acked-by e [1] sender-mismatch", "Acked-by p [1]");
        assertThat(rows(bob("p", "10:00", "1", ACK), from("Eve <eve@example.org>", "e", "10:30", "1", ACK)))
                .containsExactly("Acked-by p [1]");
    }

    @Test
    void whoNacksLaterHasWithdrawn() {
        String nack = "Nacked-by: Bob Q <bob@example.org>";
        assertThat(rows(bob("p", "10:00", "c", ACK), bob("q", "11:00", "2", nack), bob("r", "12:00", "2", ACK)))
                .containsExactly("Acked-by p [1 3]", "Acked-by p [2] withdrawn", "Nacked-by q [2]", "Acked-by r [2]");
        assertThat(rows(bob("p", "10:00", "1", ACK), bob("q", "11:00", "1", "Retracted: Bob Q <bob@example.org>")))
                .containsExactly("Acked-by p [1] withdrawn", "Retracted q [1]");
        assertThat(rows(bob("p", "10:00", "1", ACK), from("Eve <eve@example.org>", "e", "11:00", "1", nack)))
                .containsExactly("Acked-by p [1]", "Nacked-by e [1] sender-mismatch");
    }

    @Test
    void aCoverGivesItsTrailersToAllAndSignsNone() {
        ListMail cover = Mails.plain(
                "c",
                "[PATCH 0/3] x",
                "09:00",
                "",
                "Why.\n\nTested-by: Ann Dev <ann@example.org>\n" + ACK
                        + "\nSigned-off-by: Ann Dev <ann@example.org>\n\n f.c | 2 +-\n");
        List<ListMail> series = new ArrayList<>(SERIES.subList(1, 4));
        series.add(cover);
        assertThat(rows(series))
                .containsExactly("Tested-by c [1 2 3]", "Acked-by c [1 2 3] sender-mismatch", "Signed-off-by c []");
    }

    @Test
    void aReplyToTheLostCoverIsForAll() {
        assertThat(rows(SERIES.subList(1, 4), bob("p", "10:00", "c", ACK))).containsExactly("Acked-by p [1 2 3]");
    }

    @Test
    void aReplyToAPartThatIsNoMemberIsUnresolved() {
        ListMail again = Mails.patch("4", "[PATCH 2/3] two", "09:04", "c");
        assertThat(rows(SERIES, again, bob("p", "10:00", "4", ACK))).containsExactly("Acked-by p [] unresolved");
    }

    @Test
    void aNewerVersionInheritsNothing() {
        List<ListMail> mails = new ArrayList<>(SERIES);
        mails.add(bob("p", "10:00", "c", ACK));
        mails.add(Mails.patch("v", "[PATCH v2 1/3] one", "11:00", "p"));
        assertThat(SeriesAssembler.assemble(mails, Mails.LIST).series())
                .extracting(series -> series.trailers().size())
                .containsExactly(1, 0);
    }

    @Test
    void aTrailerInsideAHunkIsText() {
        String diff = Mails.DIFF
                .replace("+c\n", "+c\n Acked-by: Bob Q <bob@example.org>\n")
                .replace("-1,2 +1,2", "-1,3 +1,3");
        assertThat(rows(bob("p", "10:00", "1", "Try this:\n\n" + diff))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----Original Message-----",
                "Begin forwarded message:",
                "From: Ann Dev <ann@example.org>\nSent: Monday\nTo: devel",
                "> quoted"
            })
    void onlyWhatTheSenderWroteCounts(String head) {
        String quoted = (head.startsWith(">") ? "> " : "") + "Tested-by: Bob Q <bob@example.org>";
        assertThat(rows(bob("p", "10:00", "1", ACK + "\n\n" + head + "\n" + quoted)))
                .containsExactly("Acked-by p [1]");
    }

    @Test
    void aRemovedReplyChangesOnlyTrailers() {
        List<ListMail> mails = new ArrayList<>(SERIES);
        List<Series> before = SeriesAssembler.assemble(mails, Mails.LIST).series();
        mails.add(bob("p", "10:00", "c", ACK));
        List<Series> after = SeriesAssembler.assemble(mails, Mails.LIST).series();
        assertThat(after).usingRecursiveComparison().ignoringFields("trailers").isEqualTo(before);
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void manyTrailersForManyPatchesTakeLittleTime() {
        List<ListMail> mails = new ArrayList<>();
        mails.add(Mails.cover("c", "[PATCH 0/200] x", "09:00", ""));
        for (int number = 1; number <= 200; number++) {
            mails.add(Mails.patch("" + number, "[PATCH " + number + "/200] x", "09:01", "c"));
        }
        StringBuilder body = new StringBuilder();
        for (int line = 0; line < 500; line++) {
            body.append('X').append(line).append("-by: Bob Q <bob@example.org>\n");
        }
        for (int reply = 0; reply < 20; reply++) {
            mails.add(bob("r" + reply, "10:00", "c", body.toString().replace("X", "X" + reply + "-")));
        }
        assertTimeout(Duration.ofSeconds(10), () -> {
            Series series = SeriesAssembler.assemble(mails, Mails.LIST).series().get(0);
            assertThat(series.trailers().size()).isEqualTo(500 * 20);
        });
    }

    @Test
    void aDeepThreadOfReviewsIsReadInPassing() {
        List<ListMail> mails = new ArrayList<>(SERIES);
        for (int depth = 0; depth < 1_000; depth++) {
            mails.add(bob("r" + depth, "10:00", depth == 0 ? "1" : "r" + (depth - 1), ACK));
        }
        assertThat(SeriesAssembler.assemble(mails, Mails.LIST).series().get(0).trailers())
                .hasSize(1);
    }
}
