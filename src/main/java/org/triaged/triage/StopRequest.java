package org.triaged.triage;

/** Asks the use cases to leave after what they have in hand; what they leave undone is still a row. */
public final class StopRequest {

    private volatile boolean made;

    public void make() {
        made = true;
    }

    boolean made() {
        return made;
    }
}
