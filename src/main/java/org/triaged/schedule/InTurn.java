package org.triaged.schedule;

import java.util.function.Consumer;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;
import org.quartz.JobListener;
import org.quartz.Trigger;

/** Tells which ringing is being answered, and which bell has been, so that the next can ring. */
final class InTurn implements JobListener {

    private final Consumer<Trigger> begun;
    private final Consumer<JobKey> answered;

    InTurn(Consumer<Trigger> begun, Consumer<JobKey> answered) {
        this.begun = begun;
        this.answered = answered;
    }

    @Override
    public String getName() {
        return "in-turn";
    }

    @Override
    public void jobToBeExecuted(JobExecutionContext context) {
        begun.accept(context.getTrigger());
    }

    @Override
    public void jobExecutionVetoed(JobExecutionContext context) {}

    @Override
    public void jobWasExecuted(JobExecutionContext context, JobExecutionException fault) {
        answered.accept(context.getJobDetail().getKey());
    }
}
