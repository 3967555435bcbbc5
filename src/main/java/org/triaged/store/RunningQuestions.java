package org.triaged.store;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The questions under way. While there is one, a thread looks at the heap: grouping, sorting and medians keep all they
 * have seen in memory, and an exhausted heap would close the database for everybody.
 */
final class RunningQuestions {

    static final String TOO_LARGE = "it needs more memory than the daemon can spare and was stopped; "
            + "group or compare less, such as one list or one month";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    /** A collection costs a tenth of a second and is not had for each look. */
    private static final Duration BETWEEN_COLLECTIONS = Duration.ofMillis(300);

    private static final double MOST_OF_HEAP = 0.75;

    /** Where the long-lived lie; with it alone a use threshold is supported. */
    private static final Optional<MemoryPoolMXBean> OLD = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
            .findFirst();

    private final Set<Watched> running = ConcurrentHashMap.newKeySet();
    private final Object oneThread = new Object();
    private boolean watching;

    /** One question; to be closed when it is answered. */
    final class Watched implements AutoCloseable {

        private final Statement statement;
        private volatile String stoppedBecause = "";

        private Watched(Statement statement) {
            this.statement = statement;
        }

        /** "" when we did not stop it. */
        String stoppedBecause() {
            return stoppedBecause;
        }

        @Override
        public void close() {
            running.remove(this);
        }

        private void stop(String because) {
            stoppedBecause = because;
            try {
                statement.cancel();
            } catch (SQLException e) {
                running.remove(this); // closed meanwhile: it has been answered
            }
        }
    }

    Watched watch(Statement statement) {
        Watched watched = new Watched(statement);
        running.add(watched);
        synchronized (oneThread) {
            if (!watching && OLD.isPresent()) {
                watching = true;
                Thread thread = new Thread(() -> lookAt(OLD.get()), "question-heap");
                thread.setDaemon(true);
                thread.start();
            }
        }
        return watched;
    }

    void stopAll() {
        running.forEach(question -> question.stop("the database is closing; ask again in a moment"));
    }

    private void lookAt(MemoryPoolMXBean old) {
        long collected = System.nanoTime() - BETWEEN_COLLECTIONS.toNanos();
        while (goesOn()) {
            boolean mayCollect = System.nanoTime() - collected >= BETWEEN_COLLECTIONS.toNanos();
            if (mayCollect && isFull(old.getUsage())) {
                System.gc();
                collected = System.nanoTime();
                if (isFull(old.getUsage())) {
                    running.forEach(question -> question.stop(TOO_LARGE));
                }
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private boolean goesOn() {
        synchronized (oneThread) {
            watching = !running.isEmpty();
            return watching;
        }
    }

    private static boolean isFull(MemoryUsage usage) {
        return usage.getMax() > 0 && usage.getUsed() > MOST_OF_HEAP * usage.getMax();
    }
}
