package org.triaged;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.triaged.Death.Hit;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.ScriptedSmtpServer;

/**
 * What befalls a daemon that nobody kills on the way.
 *
 * @param mode of its list
 * @param ofFiles its mail lies in a Maildir
 * @param ending when all is over, so much later than now
 * @param outcome what stands in its end state
 * @param keys more lines of its list file
 * @param daemonKeys more lines of triaged.yaml
 */
record Story(
        String name,
        String mode,
        boolean ofFiles,
        List<Chapter> chapters,
        Duration ending,
        String outcome,
        String keys,
        String daemonKeys) {

    /** In mode live, and over after three hours. */
    static Story of(String name, String outcome, List<Chapter> chapters) {
        return new Story(name, "live", false, chapters, Duration.ofHours(3), outcome, "", "");
    }

    Story ending(Duration other) {
        return new Story(name, mode, ofFiles, chapters, other, outcome, keys, daemonKeys);
    }

    Story in(String other) {
        return new Story(name, other, ofFiles, chapters, ending, outcome, keys, daemonKeys);
    }

    Story inMaildir() {
        return new Story(name, mode, true, chapters, ending, outcome, keys, daemonKeys);
    }

    Story where(String line) {
        return new Story(name, mode, ofFiles, chapters, ending, outcome, line, daemonKeys);
    }

    Story whereDaemon(String line) {
        return new Story(name, mode, ofFiles, chapters, ending, outcome, keys, line);
    }

    /** A daemon finds what one that died left behind. */
    boolean inheriting() {
        return chapters.stream().anyMatch(chapter -> chapter.dies().isPresent());
    }

    /** What happens around the daemon. @param data its folder */
    @FunctionalInterface
    interface Happening {

        void in(World world, Path data) throws IOException;
    }

    /** What the daemon does between its start and its stop. @param beside counts the fail points it reaches */
    @FunctionalInterface
    interface Work {

        void of(TriageDaemon daemon, Foundation foundation, Death beside);
    }

    /** Something that happens whenever a fail point is reached. */
    record Meanwhile(String point, Happening happening) {}

    /**
     * One start, some work, one stop.
     *
     * @param later what the clock shows, so much later than now
     * @param eventful not merely one more round
     * @param watched the server tells of new mail beside
     * @param dies where this daemon dies, for so the story goes
     */
    record Chapter(
            Duration later,
            boolean eventful,
            boolean watched,
            Happening before,
            Consumer<ScriptedSmtpServer> server,
            Optional<Hit> dies,
            Optional<Meanwhile> meanwhile,
            Work work) {

        private static final Work ROUND = (daemon, foundation, beside) -> daemon.once();

        /** What it does, or what happens meanwhile, does not come about by one more round. */
        boolean outOfTheOrdinary() {
            return meanwhile.isPresent() || work != ROUND;
        }

        /** One more round. */
        static Chapter at(Duration later) {
            return new Chapter(
                    later, false, false, (world, data) -> {}, server -> {}, Optional.empty(), Optional.empty(), ROUND);
        }

        Chapter after(Happening other) {
            return new Chapter(later, true, watched, other, server, dies, meanwhile, work);
        }

        Chapter with(Consumer<ScriptedSmtpServer> conduct) {
            return new Chapter(later, true, watched, before, conduct, dies, meanwhile, work);
        }

        Chapter dyingAt(String point) {
            return new Chapter(later, true, watched, before, server, Optional.of(new Hit(point, 1)), meanwhile, work);
        }

        Chapter whenever(String point, Happening happening) {
            return new Chapter(
                    later, true, watched, before, server, dies, Optional.of(new Meanwhile(point, happening)), work);
        }

        Chapter doing(Work other) {
            return new Chapter(later, true, watched, before, server, dies, meanwhile, other);
        }

        Chapter watchedDoing(Work other) {
            return new Chapter(later, true, true, before, server, dies, meanwhile, other);
        }
    }
}
