package org.triaged.triage;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Hours of the day, in UTC, in which mail may leave. @param from first; @param to first after it, may be in the morning */
public record SendWindow(LocalTime from, LocalTime to) {

    public boolean holds(Instant now) {
        LocalTime time = now.atOffset(ZoneOffset.UTC).toLocalTime();
        boolean begun = !time.isBefore(from);
        boolean over = !time.isBefore(to);
        return from.isBefore(to) ? begun && !over : begun || !over;
    }
}
