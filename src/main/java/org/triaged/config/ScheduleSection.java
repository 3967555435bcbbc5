package org.triaged.config;

import java.time.Duration;
import org.quartz.CronExpression;
import org.triaged.triage.Schedule;

/** Reads when the daemon looks for mail. */
final class ScheduleSection {

    private static final Duration USUAL_PAUSE = Duration.ofMinutes(2);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    /** Longer than the ten minutes for which RFC 5321 (4.5.3.2) lets a server be silent after a mail. */
    private static final Duration USUAL_HUNG = Duration.ofMinutes(15);

    private static final int MISSED_POLLS = 3;

    private static final Form<Duration> PAUSE = Form.DURATION
            .only(length -> length.compareTo(SHORTEST_PAUSE) >= 0)
            .called("a duration of PT1S or more, such as PT2M");

    private static final Form<Schedule.Cron> CRON = Form.LINE
            .only(CronExpression::isValidExpression)
            .called("a cron expression with seconds, in UTC, such as '0 0/2 * * * ?'")
            .to(Schedule.Cron::new);

    private ScheduleSection() {}

    static Schedule read(Section section) {
        Duration pause = section.value("every", PAUSE, USUAL_PAUSE);
        if (section.has("every") && section.has("cron")) {
            section.mistake("cron", "'every' says when already; name one of them");
        }
        Schedule.Polling polling = section.maybe("cron", CRON)
                .<Schedule.Polling>map(cron -> cron)
                .orElseGet(() -> new Schedule.Every(pause));
        Duration least = pause.multipliedBy(MISSED_POLLS);
        Duration hungAfter =
                section.value("hung-after", Form.DURATION, least.compareTo(USUAL_HUNG) > 0 ? least : USUAL_HUNG);
        if (hungAfter.compareTo(least) < 0) {
            section.mistake(
                    "hung-after", "must be three times 'every' or more, else a slow poll looks like a hung one");
        }
        return new Schedule(polling, section.value("idle", Form.BOOLEAN, true), hungAfter);
    }
}
