package org.triaged.triage;

import java.util.function.IntConsumer;
import org.triaged.triage.Events.Event;

/**
 * One run of a use case at the sound of its bell. A fault is told and left to the next run; what nobody here survives ends
 * the process with its status, and the supervisor starts it again over the same rows.
 */
public final class Duty implements Runnable {

    private static final int INTERNAL = 70;

    private final String name;

    private final Runnable work;

    private final Pulse pulse;

    private final Events events;

    private final IntConsumer ending;

    /** @param ending takes the exit status */
    public Duty(String name, Runnable work, Pulse pulse, Events events, IntConsumer ending) {
        this.name = name;
        this.work = work;
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
            if (e instanceof CannotStart fatal) {
                end(fatal.exitStatus(), e.getMessage());
            } else {
                events.tell(Event.alert(
                        "duty-failed", "duty", name, "fault", Said.innermost(e), "next", "the next run goes on"));
            }
        } catch (Error e) {
            end(INTERNAL, e.toString());
            throw e;
        } finally {
            pulse.end();
        }
    }

    private void end(int status, String why) {
        ending.accept(status);
        events.tell(Event.alert("daemon-gives-up", "duty", name, "status", Integer.toString(status), "why", why));
    }
}
