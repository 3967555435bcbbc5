package org.triaged.triage;

/** The admin's brake: while it is up nothing is sent. Looked at before connecting and before each transmission. */
@FunctionalInterface
public interface StopSign {

    boolean up();
}
