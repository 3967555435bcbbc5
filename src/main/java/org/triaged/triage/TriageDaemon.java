package org.triaged.triage;

import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** The whole daemon, wired: its use cases, and what must be closed after them. */
public final class TriageDaemon implements AutoCloseable {

    private final SqlReader reader;

    private final StopRequest stop;

    private final AutoCloseable resources;

    private final ReadWriteLock working = new ReentrantReadWriteLock(true);

    private UseCases useCases;

    /** @param resources closed last, once */
    public TriageDaemon(UseCases useCases, SqlReader reader, StopRequest stop, AutoCloseable resources) {
        this.useCases = useCases;
        this.reader = reader;
        this.stop = stop;
        this.resources = resources;
    }

    /** @param polls how each folder went; @param sent mails a server accepted */
    public record Round(List<Intake.Poll> polls, int sent) {

        public boolean complete() {
            return polls.stream().allMatch(poll -> poll.failure().isEmpty());
        }
    }

    /** One poll, one triage, one delivery, and what admins should hear of. */
    public Round once() {
        List<Intake.Poll> polls = intake();
        triage();
        int sent = deliver();
        tellAdmins();
        return new Round(polls, sent);
    }

    public List<Intake.Poll> intake() {
        return working(() -> useCases.intake().run());
    }

    public void triage() {
        working(() -> {
            useCases.triage().run();
            return true;
        });
    }

    /** How many mails a server accepted. */
    public int deliver() {
        return working(() -> useCases.delivery().run());
    }

    public void tellAdmins() {
        working(() -> {
            useCases.adminNews().run();
            return true;
        });
    }

    /** Goes on with other use cases once those under way have finished. */
    public void replace(UseCases others) {
        working.writeLock().lock();
        try {
            useCases.dismiss();
            useCases = others;
        } finally {
            working.writeLock().unlock();
        }
    }

    /** From now on the use cases leave after what they have in hand. */
    public void leave() {
        stop.make();
    }

    public SqlReader reader() {
        return reader;
    }

    @Override
    public void close() {
        leave();
        useCases.dismiss();
        try {
            resources.close();
        } catch (Exception e) {
            throw new IllegalStateException("could not close: " + e.getMessage(), e);
        }
    }

    private <T> T working(Supplier<T> duty) {
        working.readLock().lock();
        try {
            return duty.get();
        } finally {
            working.readLock().unlock();
        }
    }
}
