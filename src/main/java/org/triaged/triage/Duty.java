package org.triaged.triage;

import java.util.function.IntConsumer;
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
        if (store.closed()) {
            closedBy(fault);
        } else if (fault instanceof CannotStart fatal && fatal.exitStatus() != TEMPORARY) {
            end(fatal.exitStatus(), fault.getMessage());
        } else {
            tell("duty-failed", "fault", Said.innermost(fault), "the next run goes on");
        }
    }

    /** With room on the disk, H2 closes itself when the heap is exhausted. */
    private void closedBy(RuntimeException fault) {
        if (store.free() < Housekeeping.LITTLE) {
            tell(
                    "store-waits",
                    "place",
                    store.place(),
                    "the disk is full, and nothing that was acknowledged is lost; free some space, and it goes on");
        } else {
            end(INTERNAL, fault.getMessage());
        }
    }

    private void tell(String event, String key, String value, String next) {
        events.tell(Event.alert(event, "duty", name, key, value, "next", next));
    }

    private void end(int status, String why) {
        ending.accept(status);
        events.tell(Event.alert("daemon-gives-up", "duty", name, "status", Integer.toString(status), "why", why));
    }
}
