package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.triaged.mail.Eml;

class RipenessTest {

    private static final Duration COVER_WAIT = Duration.ofMinutes(30);
    private static final Duration SETTLE = Duration.ofMinutes(61);
    private static final Duration QUIET = Duration.ofMinutes(10);

    private static Series last(ListMail... mails) {
        List<Series> series =
                SeriesAssembler.assemble(List.of(mails), Mails.LIST).series();
        return series.get(series.size() - 1);
    }

    private static Duration ripens(Series series) {
        return Duration.between(Eml.ARRIVAL, Ripeness.ripeAt(series, COVER_WAIT, SETTLE, QUIET));
    }

    private static Instant speaks(Series series, Duration quietPeriod) {
        return Ripeness.speakAt(series, quietPeriod);
    }

    @Test
    void aWholeSeriesIsRipeAtOnce() {
        Series lone = last(Mails.patch("a", "[PATCH] x", "09:00", ""));
        Series covered = last(
                Mails.cover("c", "[PATCH 0/2] x", "09:00", ""),
                Mails.patch("a", "[PATCH 1/2] x", "09:00", "c"),
                Mails.patch("b", "[PATCH 2/2] x", "09:00", "c"));
        assertThat(List.of(ripens(lone), ripens(covered))).containsOnly(Duration.ZERO);
        assertThat(speaks(lone, QUIET)).isEqualTo(Eml.ARRIVAL);
    }

    @Test
    void aSeriesWithoutCoverWaitsForIt() {
        Series bare =
                last(Mails.patch("a", "[PATCH 1/2] x", "09:00", ""), Mails.patch("b", "[PATCH 2/2] x", "09:00", "a"));
        assertThat(ripens(bare)).isEqualTo(COVER_WAIT);
        assertThat(speaks(bare, QUIET)).isEqualTo(Eml.ARRIVAL.plus(QUIET));
    }

    @Test
    void missingPartsAreWaitedForButNotForEver() {
        Series holed = last(Mails.patch("a", "[PATCH 1/2] x", "09:00", ""));
        assertThat(ripens(holed)).isEqualTo(SETTLE);
        assertThat(speaks(holed, Duration.ofHours(3))).isEqualTo(Eml.ARRIVAL.plus(Duration.ofMinutes(60)));
    }

    @Test
    void aPartialRerollWaitsAQuietPeriod() {
        Series partial = last(
                Mails.patch("a", "[PATCH 1/2] x", "09:00", ""),
                Mails.patch("b", "[PATCH 2/2] y", "09:00", "a"),
                Mails.patch("d", "[PATCH v2 2/2] y", "10:00", "b"));
        assertThat(partial.partial()).isTrue();
        assertThat(ripens(partial)).isEqualTo(QUIET);
    }
}
