package org.triaged.schedule;

import java.util.function.Consumer;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;
import org.quartz.JobListener;

/** Tells which bell has been answered, so that the next can ring. */
final class InTurn implements JobListener {

    private final Consumer<JobKey> answered;

    InTurn(Consumer<JobKey> answered) {
        this.answered = answered;
    }

    @Override
    public String getName() {
        return "in-turn";
    }

    @Override
    public void jobToBeExecuted(JobExecutionContext context) {}

    @Override
    public void jobExecutionVetoed(JobExecutionContext context) {}

    @Override
    public void jobWasExecuted(JobExecutionContext context, JobExecutionException fault) {
        answered.accept(context.getJobDetail().getKey());
    }
}
