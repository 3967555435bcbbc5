package org.triaged.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Has a long work leave when the process is told to end, and waits for it; but not for ever. */
final class Goodbye implements AutoCloseable {

    private static final long LONGEST_SECONDS = 8;

    private final CountDownLatch over = new CountDownLatch(1);

    private Goodbye() {}

    /** @param leave asks the work to leave; @param status of a process that was told to end */
    static Goodbye on(Runnable leave, int status) {
        Goodbye goodbye = new Goodbye();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> goodbye.say(leave, status), "goodbye"));
        return goodbye;
    }

    /** The work is over. */
    @Override
    public void close() {
        over.countDown();
    }

    /** Ends the process itself: with a signal the machine would end it with a status of its own. */
    private void say(Runnable leave, int status) {
        if (over.getCount() == 0) {
            return;
        }
        leave.run();
        try {
            over.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status);
    }
}
