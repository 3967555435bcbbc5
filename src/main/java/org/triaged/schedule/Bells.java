package org.triaged.schedule;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.quartz.CronScheduleBuilder;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.ScheduleBuilder;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.matchers.GroupMatcher;
import org.triaged.triage.Schedule;

/**
 * The daemon's clock. Intake rings at the times of the schedule and when there is news; after each intake triage, after
 * each triage delivery, and both also by themselves, for a series ripens and a pause ends without new mail. A bell that
 * rings while its last ringing is still answered is answered after it, once.
 */
public final class Bells implements AutoCloseable {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** A burst of mail is told mail by mail. */
    private static final Duration GATHERING = Duration.ofMillis(200);

    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(7);

    private static final JobKey INTAKE = new JobKey("intake");
    private static final JobKey TRIAGE = new JobKey("triage");
    private static final JobKey DELIVERY = new JobKey("delivery");
    private static final JobKey HOUSEKEEPING = new JobKey("housekeeping");
    private static final List<JobKey> ALL = List.of(INTAKE, TRIAGE, DELIVERY, HOUSEKEEPING);

    private final Scheduler scheduler;
    private volatile Schedule.Polling polling;

    /** Rung out of turn, and not yet answered. */
    private final Set<JobKey> waiting = ConcurrentHashMap.newKeySet();

    private Bells(Scheduler scheduler, Schedule.Polling polling) {
        this.scheduler = scheduler;
        this.polling = polling;
    }

    /** They are hung, and silent until {@link #start}. */
    public static Bells hang(
            Schedule.Polling polling, Runnable intake, Runnable triage, Runnable delivery, Runnable housekeeping) {
        Map<JobKey, Runnable> duties =
                Map.of(INTAKE, intake, TRIAGE, triage, DELIVERY, delivery, HOUSEKEEPING, housekeeping);
        try {
            Scheduler scheduler = new StdSchedulerFactory(settings(duties.size())).getScheduler();
            scheduler.setJobFactory((bundle, any) ->
                    new BellJob(duties.get(bundle.getJobDetail().getKey())));
            Bells bells = new Bells(scheduler, polling);
            scheduler.getListenerManager().addJobListener(new InTurn(bells::begun, bells::next));
            for (JobKey bell : ALL) {
                scheduler.addJob(
                        JobBuilder.newJob(BellJob.class)
                                .withIdentity(bell)
                                .storeDurably()
                                .build(),
                        false);
                scheduler.scheduleJob(bells.usual(bell));
            }
            return bells;
        } catch (SchedulerException e) {
            throw new IllegalStateException("the scheduler refuses what conf has checked", e);
        }
    }

    /** Rings for intake at once. */
    public void start() {
        try {
            scheduler.start();
        } catch (SchedulerException e) {
            throw new IllegalStateException("the scheduler does not start", e);
        }
        if (polling instanceof Schedule.Cron) {
            ring(INTAKE, Duration.ZERO);
        }
    }

    /** There may be new mail. */
    public void ringForIntake() {
        ring(INTAKE, GATHERING);
    }

    /** From now on intake rings at these times. */
    public void follow(Schedule.Polling times) {
        polling = times;
        hangAgain();
    }

    /** Counts the pauses anew from now. For a wall clock that was put back: its triggers would wait until it catches up. */
    public void hangAgain() {
        try {
            for (JobKey bell : ALL) {
                scheduler.rescheduleJob(new TriggerKey(bell.getName()), usual(bell));
                scheduler.unscheduleJobs(
                        List.copyOf(scheduler.getTriggerKeys(GroupMatcher.triggerGroupEquals(bell.getName()))));
                waiting.remove(bell);
            }
        } catch (SchedulerException e) {
            throw new IllegalStateException("the bells cannot be hung again", e);
        }
    }

    private void begun(Trigger rung) {
        if (rung.getKey().getGroup().equals(rung.getJobKey().getName())) {
            waiting.remove(rung.getJobKey());
        }
    }

    private void next(JobKey answered) {
        if (answered.equals(INTAKE)) {
            ring(TRIAGE, Duration.ZERO);
        } else if (answered.equals(TRIAGE)) {
            ring(DELIVERY, Duration.ZERO);
        }
    }

    /** One that waits already answers this one too; one whose answer has begun does not. */
    private void ring(JobKey bell, Duration pause) {
        if (!waiting.add(bell)) {
            return;
        }
        try {
            scheduler.scheduleJob(TriggerBuilder.newTrigger()
                    .withIdentity(UUID.randomUUID().toString(), bell.getName())
                    .forJob(bell)
                    .startAt(new Date(System.currentTimeMillis() + pause.toMillis()))
                    .build());
        } catch (SchedulerException e) {
            throw new IllegalStateException("the bell for " + bell.getName() + " cannot be rung", e);
        }
    }

    /** Silences the bells, and waits a while for who still answers one. */
    @Override
    public void close() {
        try {
            scheduler.standby();
            long deadline = System.nanoTime() + PATIENCE_AT_CLOSE.toNanos();
            while (!scheduler.getCurrentlyExecutingJobs().isEmpty() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
            scheduler.shutdown(false);
        } catch (SchedulerException e) {
            throw new IllegalStateException("the scheduler does not stop", e);
        }
    }

    private Trigger usual(JobKey bell) {
        return TriggerBuilder.newTrigger()
                .withIdentity(bell.getName())
                .forJob(bell)
                .withSchedule(times(bell.equals(INTAKE) ? polling : new Schedule.Every(shortest(polling))))
                .build();
    }

    private static Duration shortest(Schedule.Polling polling) {
        boolean often = polling instanceof Schedule.Every every && every.pause().compareTo(LONGEST_PAUSE) < 0;
        return often ? ((Schedule.Every) polling).pause() : LONGEST_PAUSE;
    }

    private static ScheduleBuilder<? extends Trigger> times(Schedule.Polling polling) {
        if (polling instanceof Schedule.Cron cron) {
            return CronScheduleBuilder.cronSchedule(cron.expression())
                    .inTimeZone(TimeZone.getTimeZone("UTC"))
                    .withMisfireHandlingInstructionDoNothing();
        }
        return every(((Schedule.Every) polling).pause());
    }

    private static SimpleScheduleBuilder every(Duration pause) {
        return SimpleScheduleBuilder.simpleSchedule()
                .withIntervalInMilliseconds(pause.toMillis())
                .repeatForever()
                .withMisfireHandlingInstructionNextWithRemainingCount();
    }

    private static Properties settings(int bells) {
        Properties settings = new Properties();
        // Quartz keeps all schedulers of a process under their names.
        settings.setProperty("org.quartz.scheduler.instanceName", "triaged-" + UUID.randomUUID());
        settings.setProperty("org.quartz.scheduler.threadName", "bells");
        settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        settings.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
        settings.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        settings.setProperty("org.quartz.threadPool.threadNamePrefix", "duty");
        settings.setProperty("org.quartz.threadPool.threadCount", Integer.toString(bells));
        settings.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
        return settings;
    }
}
