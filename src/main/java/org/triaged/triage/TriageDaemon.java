package org.triaged.triage;

import java.util.List;

/** The whole daemon, wired: its use cases, and what must be closed after them. */
public final class TriageDaemon implements AutoCloseable {

    private final Intake intake;

    private final Triage triage;

    private final Delivery delivery;

    private final SqlReader reader;

    private final AutoCloseable resources;

    /** @param resources closed last, once */
    public TriageDaemon(Intake intake, Triage triage, Delivery delivery, SqlReader reader, AutoCloseable resources) {
        this.intake = intake;
        this.triage = triage;
        this.delivery = delivery;
        this.reader = reader;
        this.resources = resources;
    }

    /** @param polls how each folder went; @param sent mails a server accepted */
    public record Round(List<Intake.Poll> polls, int sent) {

        public boolean complete() {
            return polls.stream().allMatch(poll -> poll.failure().isEmpty());
        }
    }

    /** One poll, one triage, one delivery. */
    public Round once() {
        List<Intake.Poll> polls = intake.run();
        triage.run();
        return new Round(polls, delivery.run());
    }

    public SqlReader reader() {
        return reader;
    }

    @Override
    public void close() {
        try {
            resources.close();
        } catch (Exception e) {
            throw new IllegalStateException("could not close: " + e.getMessage(), e);
        }
    }
}
