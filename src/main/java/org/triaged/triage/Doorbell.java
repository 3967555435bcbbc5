package org.triaged.triage;

/** Rung by whoever learns that there is new mail; answered by the schedule while there is one. */
public final class Doorbell {

    private volatile Runnable answer = () -> {};

    public void answeredBy(Runnable schedule) {
        answer = schedule;
    }

    void ring() {
        answer.run();
    }
}
