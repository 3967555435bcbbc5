package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.triaged.mail.MessageId;

class BasesTest {

    private static final String SIGNED = "Why.\n\nSigned-off-by: Ann Dev <ann@example.org>\n---\n";

    private static ListMail part(int number, String lines) {
        String subject = "[PATCH " + number + "/2] part " + number;
        return Mails.read(Mails.header("p" + number, subject, "10:0" + number, number == 1 ? "" : "p1")
                + SIGNED
                + lines
                + "\n"
                + Mails.DIFF);
    }

    private static ListMail answer(String id, String time, String lines) {
        return Mails.plain(id, "Re: [PATCH 1/2] part 1", time, "p1", lines);
    }

    private static List<String> basesOf(ListMail... mails) {
        List<Series> series =
                SeriesAssembler.assemble(List.of(mails), Mails.LIST).series();
        assertThat(series).hasSize(1);
        return series.get(0).basedOn().stream().map(MessageId::value).toList();
    }

    @Test
    void theLinesOfAllPartsCountInTheirOrder() {
        assertThat(
                        basesOf(
                                part(1, "Based-on: <b@example.org>\nBased-on: a@example.org\n"),
                                part(
                                        2,
                                        "Depends-on: https://lore.example.org/all/c@example.org/\nBased-on: <b@example.org>\n")))
                .containsExactly("b@example.org", "a@example.org", "c@example.org");
    }

    @Test
    void aLaterAnswerOfTheSenderTakesTheirPlace() {
        ListMail first = part(1, "Based-on: <a@example.org>\n");
        ListMail second = part(2, "");
        ListMail later = answer("q", "11:00", "Based-on: <b@example.org>\n");
        ListMail latest = answer("r", "12:00", "Based-on: <c@example.org>\nBased-on: <d@example.org>\n");
        assertThat(basesOf(first, second, later)).containsExactly("b@example.org");
        assertThat(basesOf(latest, later, second, first)).containsExactly("c@example.org", "d@example.org");
        assertThat(basesOf(first, second, answer("s", "13:00", "No base to tell.\n")))
                .containsExactly("a@example.org");
    }

    @Test
    void whatOthersSayHasNoEffect() {
        ListMail stranger = Mails.read(Mails.header("q", "Re: [PATCH 1/2] part 1", "11:00", "p1")
                        .replace("Ann Dev <ann@", "Stran Ger <stranger@")
                + "Based-on: <evil@example.org>\n");
        assertThat(basesOf(part(1, "Based-on: <a@example.org>\n"), part(2, ""), stranger))
                .containsExactly("a@example.org");
    }

    @Test
    void itsOwnPartsAreNoBaseAndNorIsFreeText() {
        List<ListMail> mails = new ArrayList<>();
        mails.add(part(1, "Based-on: <p1@example.org>\nBased-on: my other series\n"));
        mails.add(part(2, "Based-on: <p1@example.org>\n"));
        assertThat(mails.get(0).oddities()).contains("bad-link");
        assertThat(basesOf(mails.toArray(ListMail[]::new))).isEmpty();
    }
}
