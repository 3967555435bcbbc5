package org.triaged.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeedsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static final Duration SILENCE = Duration.ofMinutes(15);

    private static final Status.Space ROOM = new Status.Space(1, 500L << 20);

    private static final Optional<Instant> JUST_NOW = Optional.of(NOW.minusSeconds(1));

    @Test
    void nothingIsNeededWhenAllIsWell() {
        assertThat(needs(true, list(JUST_NOW, 0))).isEmpty();
        assertThat(needs(false, list(JUST_NOW, 0))).isEmpty();
    }

    @Test
    void aListThatIsNotReadNeedsAPersonAndWhatToDoDependsOnTheDaemon() {
        Optional<Instant> late = Optional.of(NOW.minus(SILENCE));
        assertThat(needs(true, list(Optional.of(NOW.minus(SILENCE).plusNanos(1)), 0)))
                .isEmpty();
        assertThat(needs(true, list(late, 0)))
                .singleElement()
                .satisfies(need -> assertThat(need.what()).contains("devel", "2026-11-22T09:45:00Z"))
                .satisfies(need -> assertThat(need.next()).contains("poll-failed"));
        assertThat(needs(false, list(late, 0))).singleElement().satisfies(need -> assertThat(need.next())
                .contains("no daemon runs"));
        assertThat(needs(true, list(Optional.empty(), 0))).singleElement().satisfies(need -> assertThat(need.what())
                .contains("never read"));
    }

    @Test
    void aListThatIsImportOnlyIsNeverReadAndNeedsNobody() {
        Status.OfList archive = new Status.OfList(
                "old", Mode.RECORD, "maildir:", "/srv/old", false, "generic/dco", Optional.empty(), 0, 0, 0, 0);
        assertThat(needs(true, archive)).isEmpty();
    }

    @Test
    void aHeldReplyNeedsAPerson() {
        assertThat(needs(true, list(JUST_NOW, 2)))
                .singleElement()
                .satisfies(need -> assertThat(need.what()).contains("2 held replies"))
                .satisfies(need -> assertThat(need.next()).isEqualTo("triaged replies list --state held --list devel"));
    }

    @Test
    void aStopNeedsAPerson() {
        assertThat(of(true, list(JUST_NOW, 0), Optional.of("stop"), List.of(), ROOM))
                .hasSize(1);
    }

    @Test
    void aBreakerThatHoldsNeedsAPersonWhoIsToldWhatToType() {
        List<Breakers.Tripped> tripped = List.of(
                new Breakers.Tripped(Breakers.ALL, "journal-behind", "no word of T-a", NOW),
                new Breakers.Tripped("devel", "in-doubt", "2 replies in doubt at once", NOW));
        assertThat(new Needs(NOW, SILENCE, true)
                        .of(
                                List.of(list(JUST_NOW, 0)),
                                Optional.of("journal-behind"),
                                List.of(),
                                ROOM,
                                List.of(),
                                tripped))
                .extracting(need -> need.what() + " | " + need.next())
                .satisfiesExactly(
                        all -> assertThat(all)
                                .contains(
                                        "all mail", "no word of T-a", "triaged replies journal rebuild --reason TEXT"),
                        devel -> assertThat(devel)
                                .contains(
                                        "list devel", "in doubt", "triaged replies resume --list devel --reason TEXT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cap-hour", "cap-day"})
    void aCapIsReleasedByTime(String brake) {
        assertThat(of(true, list(JUST_NOW, 0), Optional.of(brake), List.of(), ROOM))
                .isEmpty();
    }

    @Test
    void mailThatCannotBeReadIsNewsForADay() {
        Instant yesterday = NOW.minus(Duration.ofDays(1));
        assertThat(unread(yesterday.plusNanos(1))).singleElement().satisfies(need -> assertThat(need.next())
                .contains("quarantine list"));
        assertThat(unread(yesterday)).isEmpty();
    }

    @Test
    void littleRoomNeedsAPerson() {
        Status.Space little = new Status.Space(1, ROOM.free() - 1);
        assertThat(of(true, list(JUST_NOW, 0), Optional.empty(), List.of(), little))
                .singleElement()
                .satisfies(need -> assertThat(need.what()).contains("499 MiB"));
    }

    private static List<Status.Need> unread(Instant newest) {
        return of(
                true, list(JUST_NOW, 0), Optional.empty(), List.of(new Figures.Quarantined("devel", 3, newest)), ROOM);
    }

    private static List<Status.Need> needs(boolean daemon, Status.OfList list) {
        return of(daemon, list, Optional.empty(), List.of(), ROOM);
    }

    private static List<Status.Need> of(
            boolean daemon,
            Status.OfList list,
            Optional<String> brake,
            List<Figures.Quarantined> quarantined,
            Status.Space space) {
        return new Needs(NOW, SILENCE, daemon).of(List.of(list), brake, quarantined, space, List.of(), List.of());
    }

    private static Status.OfList list(Optional<Instant> lastPoll, int held) {
        return list(true, lastPoll, held);
    }

    private static Status.OfList list(boolean polled, Optional<Instant> lastPoll, int held) {
        return new Status.OfList("devel", Mode.LIVE, "main", "INBOX", polled, "generic/dco", lastPoll, 0, 0, held, 9);
    }
}
