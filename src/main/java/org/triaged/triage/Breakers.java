package org.triaged.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The circuit breakers that hold a list's mail, or all mail, until an admin says that it may go on. */
public interface Breakers {

    /** Stands for the name of a list, and for all of them. */
    String ALL = "*";

    /** One that holds. @param cause stable word; @param said the same with its figures */
    record Tripped(String list, String cause, String said, Instant at) {}

    /** What speaks for breaking off. @param said with its figures */
    record Symptom(String cause, String said) {}

    /** Those that hold, the oldest first. */
    List<Tripped> holding();

    /** False when that list's breaker holds already; then nothing changes. */
    boolean trip(Tripped tripped);

    /** False when none held. @param actor an admin; @param why for the audit */
    boolean resume(String list, String actor, String why, Instant now);

    /** The first condition that a list has met since it was last resumed. */
    Optional<Symptom> symptom(String list, Tolerance tolerance, Instant now);
}
