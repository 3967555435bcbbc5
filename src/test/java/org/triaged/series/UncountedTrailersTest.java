package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.mail.MessageId;

/** What a tool that reads any line as trailer would take, and we do not, is kept with the reason why. */
class UncountedTrailersTest {

    private static final String ACK = "Acked-by: Bob Q <bob@example.org>";
    private static final String SIGNED = "Signed-off-by: Ann Dev <ann@example.org>";
    private static final List<ListMail> SERIES = List.of(
            Mails.cover("c", "[PATCH 0/2] x", "09:00", ""),
            Mails.patch("1", "[PATCH 1/2] one", "09:01", "c"),
            Mails.patch("2", "[PATCH 2/2] two", "09:02", "c"));

    private static ListMail bob(String id, String parent, String body) {
        String header = Mails.header(id, "Re: [PATCH] x", "10:00", parent);
        return Mails.read(header.replace("Ann Dev <ann@", "Bob Q <bob@") + body + "\n");
    }

    private static Series series(ListMail... others) {
        List<ListMail> mails = new ArrayList<>(SERIES);
        mails.addAll(List.of(others));
        return SeriesAssembler.assemble(mails, Mails.LIST).series().get(0);
    }

    private static List<String> uncounted(Series series) {
        return series.uncounted().stream()
                .map(line -> line.trailer().key() + " " + local(line.fromMail()) + " ["
                        + line.appliesTo().stream()
                                .map(UncountedTrailersTest::local)
                                .collect(Collectors.joining(" "))
                        + "] " + line.why().word())
                .toList();
    }

    private static String local(MessageId id) {
        return id.value().substring(0, id.value().indexOf('@'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            base-commit: 0123456789abcdef               | base-commit p [1] other-key
            Message-Id: <x@example.org>                 | Message-Id p [1] other-key
            BugLink: $URL                               | BugLink p [1] other-key
            Cc: Eve <eve@example.org>                   | Cc p [1] other-key
            See: https://example.org/                   | See p [1] other-key
            Fixes: the commit before                    | Fixes p [1] unnamed
            Reviewed-by: ???                            | Reviewed-by p [1] unnamed
            .        Acked-by: Bob Q <bob@example.org>  | Acked-by p [1] indented
            """)
    void aLineThatCountsForNothingSaysWhy(String line, String expected) {
        Series series = series(bob("p", "1", line.replaceFirst("^\\.", " ")));
        assertThat(uncounted(series)).containsExactly(expected);
        assertThat(series.trailers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Note: this is prose",
                "Two words: <x@example.org>",
                "> base-commit: 0123456789abcdef",
                "https://example.org/a",
                "-- \nbase-commit: 0123456789abcdef"
            })
    void proseQuotesAndSignaturesAreNoLinesOfTheirs(String body) {
        assertThat(uncounted(series(bob("p", "1", body)))).isEmpty();
    }

    @Test
    void thePatchThatIsPastedKeepsItsTrailers() {
        String patch = "Better so:\n\nFixes: 0123456789ab (\"y\")\n" + SIGNED + "\n---\n\n" + Mails.DIFF;
        Series series = series(bob("p", "2", ACK + "\n\n" + patch));
        assertThat(uncounted(series)).containsExactly("Fixes p [2] pasted-patch", "Signed-off-by p [2] pasted-patch");
        assertThat(series.trailers()).hasSize(1);
    }

    @Test
    void whatIsPassedOnIsNotGiven() {
        Series series = series(bob("p", "2", "See below.\n\n-----Original Message-----\n" + ACK));
        assertThat(uncounted(series)).containsExactly("Acked-by p [2] forwarded");
        assertThat(series.trailers()).isEmpty();
    }

    @Test
    void whatThePatchCarriesIsRestated() {
        assertThat(uncounted(series(bob("p", "1", SIGNED)))).containsExactly("Signed-off-by p [1] restated");
    }

    @Test
    void whatWasGivenBeforeIsRepeatedForThoseThatHaveIt() {
        Series series = series(bob("p", "1", ACK), bob("q", "c", ACK));
        assertThat(uncounted(series)).containsExactly("Acked-by q [1] repeated");
        assertThat(series.trailers()).hasSize(2);
    }

    @Test
    void theCoverOfANewerVersionSpeaksOfItsOwn() {
        ListMail newer = Mails.plain(
                "d",
                "[PATCH v2 0/1] x",
                "12:00",
                "1",
                "Why.\n\n" + ACK + "\nbase-commit: 0123456789abcdef\n\n f.c | 2 +-\n");
        ListMail patch = Mails.patch("e", "[PATCH v2 1/1] one", "12:01", "d");
        assertThat(uncounted(series(newer, patch)))
                .containsExactly("Acked-by d [1] other-posting", "base-commit d [1] other-posting");
    }

    @Test
    void moreThanAreReadAreTooMany() {
        StringBuilder body = new StringBuilder();
        for (int line = 0; line < 502; line++) {
            body.append('X').append(line).append("-by: Bob Q <bob@example.org>\n");
        }
        assertThat(uncounted(series(bob("p", "1", body.toString()))))
                .containsExactly("X500-by p [1] too-many", "X501-by p [1] too-many");
    }
}
