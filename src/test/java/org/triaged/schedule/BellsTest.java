package org.triaged.schedule;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.triaged.triage.Schedule;

/** Which bell rings after which, with the real scheduler. */
class BellsTest {

    private static final Schedule.Polling SELDOM = new Schedule.Every(Duration.ofHours(1));

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> answered = new CopyOnWriteArrayList<>();

    @Test
    void afterIntakeComesTriageAndAfterTriageDelivery() {
        try (Bells bells = hang(SELDOM, () -> answered.add("intake"))) {
            bells.start();
            await().atMost(PATIENCE).until(() -> inOrder("intake", "triage", "delivery"));
            answered.clear();
            bells.ringForIntake();
            await().atMost(PATIENCE).until(() -> inOrder("intake", "triage", "delivery"));
        }
    }

    @Test
    void manyRingsWhileOneIsAnsweredAreAnsweredOnceMore() {
        Semaphore work = new Semaphore(0);
        AtomicInteger begun = new AtomicInteger();
        try (Bells bells = hang(SELDOM, () -> {
            begun.incrementAndGet();
            work.acquireUninterruptibly();
        })) {
            bells.start();
            await().atMost(PATIENCE).until(() -> begun.get() == 1);
            for (int i = 0; i < 200; i++) {
                bells.ringForIntake();
            }
            int before = begun.get();
            work.release(50);
            await().atMost(PATIENCE).until(() -> begun.get() > before);
            await().during(Duration.ofMillis(600)).atMost(PATIENCE).until(() -> begun.get() <= before + 2);
        }
    }

    @Test
    void newsThatComesWhileNewsIsAnsweredIsNotLost() {
        Semaphore work = new Semaphore(0);
        AtomicInteger begun = new AtomicInteger();
        try (Bells bells = hang(SELDOM, () -> {
            begun.incrementAndGet();
            work.acquireUninterruptibly();
        })) {
            bells.start();
            work.release();
            for (int news = 1; news < 4; news++) {
                int answered = news + 1;
                bells.ringForIntake();
                await().atMost(PATIENCE).until(() -> begun.get() == answered && work.hasQueuedThreads());
                bells.ringForIntake();
                work.release();
                await().atMost(PATIENCE).until(() -> begun.get() == answered + 1);
                work.release();
                begun.decrementAndGet();
            }
        }
    }

    @Test
    void aDutyThatFailsIsCalledAgain() {
        AtomicInteger calls = new AtomicInteger();
        try (Bells bells = hang(new Schedule.Every(Duration.ofMillis(50)), () -> {
            calls.incrementAndGet();
            throw new IllegalStateException("a fault of ours");
        })) {
            bells.start();
            await().atMost(PATIENCE).until(() -> calls.get() > 3);
        }
    }

    @Test
    void bellsHungAgainGoOnRinging() {
        AtomicInteger calls = new AtomicInteger();
        try (Bells bells = hang(new Schedule.Cron("* * * * * ?"), calls::incrementAndGet)) {
            bells.start();
            bells.hangAgain();
            int before = calls.get();
            await().atMost(PATIENCE).until(() -> calls.get() > before + 1);
        }
    }

    private Bells hang(Schedule.Polling polling, Runnable intake) {
        return Bells.hang(polling, intake, () -> answered.add("triage"), () -> answered.add("delivery"), () -> {});
    }

    private boolean inOrder(String... duties) {
        int from = 0;
        for (String duty : duties) {
            int found = answered.subList(from, answered.size()).indexOf(duty);
            if (found < 0) {
                return false;
            }
            from += found + 1;
        }
        return true;
    }
}
