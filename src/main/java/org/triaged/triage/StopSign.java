package org.triaged.triage;

/** The admin's brake: while it is up nothing is sent. Looked at before connecting and before each transmission. */
public interface StopSign {

    boolean up();

    /** Puts it up; an admin takes it down by hand. @param why for whoever finds it. Returns where it is. */
    String raise(String why);
}
