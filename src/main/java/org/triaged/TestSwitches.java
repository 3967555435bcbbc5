package org.triaged;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.triaged.config.Config;
import org.triaged.triage.CannotStart;
import org.triaged.triage.FailPoint;

/** System properties for tests of child processes, refused where they could hurt a list. */
final class TestSwitches {

    private TestSwitches() {}

    /** The properties cannot be honoured. */
    static final class Refused extends RuntimeException implements CannotStart {

        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }

        @Override
        public int exitStatus() {
            return 2;
        }
    }

    static FailPoint failPoint() {
        try {
            return ArmedFailPoint.of(System.getProperty("triaged.fail"));
        } catch (IllegalArgumentException e) {
            throw new Refused(e.getMessage());
        }
    }

    /** How long a mail server may say nothing, where a test does not wait as long as a daemon must. */
    static Optional<Duration> silence(String protocol) {
        String name = "triaged." + protocol + "-silence";
        String property = System.getProperty(name);
        try {
            return Optional.ofNullable(property).map(Duration::parse);
        } catch (DateTimeException e) {
            throw new Refused("-D" + name + "=" + property + " is not a duration like PT0.5S");
        }
    }

    /** A moved clock would make old mail young: never beside a live list and a server that is not our own. */
    static InstantSource clock(Config config) {
        String property = System.getProperty("triaged.clock");
        boolean mails = config.lists().stream().anyMatch(list -> list.mode().mails());
        boolean elsewhere = Stream.concat(config.imap().values().stream(), Stream.of(config.smtp()))
                .anyMatch(account -> !account.onLoopback());
        if (property != null && mails && elsewhere) {
            throw new Refused(
                    "-Dtriaged.clock is for tests: it is refused while a list may send mail and a server is not"
                            + " on loopback");
        }
        try {
            return StartedClock.of(property);
        } catch (IllegalArgumentException e) {
            throw new Refused(e.getMessage());
        }
    }
}
