package org.triaged.triage;

import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.triaged.triage.Events.Event;

/**
 * One run of a use case at the sound of its bell. A fault is told and left to the next run; a database that closed itself on
 * a full disk is waited for; what nobody here survives ends the process with its status, and the supervisor starts it again
 * over the same rows.
 */
public final class Duty implements Runnable {

    private static final int INTERNAL = 70;

    private static final int TEMPORARY = 75;

    private final String name;

    private final Runnable work;

    private final StoreCare store;

    private final Pulse pulse;

    private final Events events;

    private final IntConsumer ending;

    /** @param ending takes the exit status */
    public Duty(String name, Runnable work, StoreCare store, Pulse pulse, Events events, IntConsumer ending) {
        this.name = name;
        this.work = work;
        this.store = store;
        this.pulse = pulse;
        this.events = events;
        this.ending = ending;
    }

    @Override
    public void run() {
        pulse.begin(name);
        try {
            work.run();
        } catch (RuntimeException e) {
            met(e);
        } catch (Error e) {
            end(INTERNAL, e.toString());
            throw e;
        } finally {
            pulse.end();
        }
    }

    private void met(RuntimeException fault) {
        if (isOfTheHeap(fault)) {
            end(INTERNAL, fault.getMessage());
        } else if (store.closed()) {
            tell(
                    "store-waits",
                    "free",
                    Housekeeping.megabytes(store.free()),
                    "nothing that was acknowledged is lost; when there is room on the disk it goes on");
        } else if (fault instanceof CannotStart fatal && fatal.exitStatus() != TEMPORARY) {
            end(fatal.exitStatus(), fault.getMessage());
        } else {
            tell("duty-failed", "fault", Said.innermost(fault), "the next run goes on");
        }
    }

    private static boolean isOfTheHeap(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .limit(20)
                .anyMatch(OutOfMemoryError.class::isInstance);
    }

    private void tell(String event, String key, String value, String next) {
        events.tell(Event.alert(event, "duty", name, key, value, "next", next));
    }

    private void end(int status, String why) {
        ending.accept(status);
        events.tell(Event.alert("daemon-gives-up", "duty", name, "status", Integer.toString(status), "why", why));
    }
}
