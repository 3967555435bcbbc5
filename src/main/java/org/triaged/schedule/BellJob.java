package org.triaged.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;

/** Calls what answers a bell. One run at a time; a failed run waits for the next one. */
@DisallowConcurrentExecution
final class BellJob implements Job {

    private final Runnable duty;

    BellJob(Runnable duty) {
        this.duty = duty;
    }

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
        try {
            duty.run();
        } catch (RuntimeException e) {
            throw new JobExecutionException(
                    context.getJobDetail().getKey() + " stopped; the next run goes on", e, false);
        }
    }
}
