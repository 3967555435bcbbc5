package org.triaged.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendWindowTest {

    @ParameterizedTest
    @CsvSource({
        "08:00, 18:00, 07:59:59, false",
        "08:00, 18:00, 08:00:00, true",
        "08:00, 18:00, 17:59:59, true",
        "08:00, 18:00, 18:00:00, false",
        "22:00, 06:00, 21:59:59, false",
        "22:00, 06:00, 22:00:00, true",
        "22:00, 06:00, 05:59:59, true",
        "22:00, 06:00, 06:00:00, false"
    })
    void itHoldsFromItsFirstMinuteToItsLast(LocalTime from, LocalTime to, String at, boolean holds) {
        assertThat(new SendWindow(from, to).holds(Instant.parse("2026-11-22T" + at + "Z")))
                .isEqualTo(holds);
    }
}
