package org.triaged.triage;

import java.time.Duration;

/**
 * When the daemon looks for mail.
 *
 * @param idle whether servers are also asked to tell of new mail at once (RFC 2177)
 * @param hungAfter how long a duty may stay at one step before the process ends for a fresh start
 */
public record Schedule(Polling polling, boolean idle, Duration hungAfter) {

    /** At what times. */
    public sealed interface Polling {}

    /** @param pause between the beginnings of two polls */
    public record Every(Duration pause) implements Polling {}

    /** @param expression as Quartz reads it, in UTC */
    public record Cron(String expression) implements Polling {}
}
