package org.triaged.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.triage.Events;
import org.triaged.triage.SqlReader;
import org.triaged.triage.TriageDaemon;

/** Plays the whole main job on a mail server of its own, and tells it step by step. Everything in it is the real thing. */
public final class Demo {

    private static final int MISSING_SOURCE_TREE = 1;

    private static final int FAILED = 70;

    private static final int MOST_ROUNDS = 10;

    private static final int REPLIES = 3;

    private static final String DEVEL = "devel@lists.example.org";

    private static final String RFC = "rfc@lists.example.org";

    private final BiFunction<Config, Events, TriageDaemon> wiring;

    private final Optional<Path> sourceTree;

    /** @param sourceTree where {@code conf/} lies; empty where the demo cannot be played, as in an image */
    public Demo(BiFunction<Config, Events, TriageDaemon> wiring, Optional<Path> sourceTree) {
        this.wiring = wiring;
        this.sourceTree = sourceTree;
    }

    /** Returns the exit status. @param keep a folder that stays; empty: everything is removed at the end */
    public int play(PrintStream out, boolean colour, Optional<Path> keep) {
        if (sourceTree.isEmpty() || !isMailServerThere()) {
            out.println("the demo needs the source tree and its build; clone the repository and run ./triaged demo");
            return MISSING_SOURCE_TREE;
        }
        try {
            if (keep.isPresent()) {
                return play(out, colour, keep.get(), sourceTree.get());
            }
            Path folder = Files.createTempDirectory("triaged-demo");
            try {
                return play(out, colour, folder, sourceTree.get());
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the demo could not write its files: " + e.getMessage(), e);
        }
    }

    private int play(PrintStream out, boolean colour, Path folder, Path tree) throws IOException {
        Stage stage = new Stage(out, colour);
        out.println("triaged demo: two lists, one daemon, a mail server in this process; nothing leaves this machine");
        try (DemoMailServer server = new DemoMailServer(List.of(DEVEL, RFC))) {
            Path conf = folder.resolve("conf");
            DemoConf.write(conf, tree.resolve("conf"), server);
            Config config = ConfigLoader.load(conf, Optional.of(folder.resolve("data")));
            try (TriageDaemon daemon = wiring.apply(config, stage)) {
                firstPoll(stage, daemon);
                boolean seen = mailsArrive(stage, daemon, server);
                reroll(stage, daemon, server);
                showReplies(stage, server);
                audit(stage, daemon.reader());
                stage.scene(seen ? "Done" : "Not every reply came back; please report this");
                return seen ? 0 : FAILED;
            }
        }
    }

    private static void firstPoll(Stage stage, TriageDaemon daemon) {
        stage.scene("First poll: where to begin");
        stage.say("Whatever lies in a folder before this poll is read, judged and never answered.");
        daemon.once();
    }

    private static boolean mailsArrive(Stage stage, TriageDaemon daemon, DemoMailServer server) {
        stage.scene("Mail arrives");
        Instant now = Instant.now();
        Stream.of(
                        ExampleMail.story("devel", "clean-series", 3, now),
                        ExampleMail.story("devel", "missing-sign-off", 1, now),
                        ExampleMail.story("devel", "declared-tool", 3, now),
                        ExampleMail.story("devel", "human-reply", 1, now),
                        ExampleMail.story("devel", "robot", 1, now),
                        ExampleMail.story("rfc", "self-granted", 3, now))
                .flatMap(List::stream)
                .forEach(mail -> deliver(stage, server, mail, now));
        stage.scene("Polls, until each reply has come back through its list");
        stage.say("The second reply on a list waits until the first one has been seen there.");
        long seen = 0;
        for (int round = 0; round < MOST_ROUNDS && seen < REPLIES; round++) {
            daemon.once();
            seen = count(daemon.reader(), "SELECT COUNT(*) FROM reply WHERE state = 'SEEN'");
        }
        return seen == REPLIES;
    }

    private static void reroll(Stage stage, TriageDaemon daemon, DemoMailServer server) {
        stage.scene("A reroll settles the point");
        Instant now = Instant.now();
        ExampleMail.story("devel", "reroll", 1, now).forEach(mail -> deliver(stage, server, mail, now));
        daemon.once();
    }

    private static void deliver(Stage stage, DemoMailServer server, ExampleMail mail, Instant now) {
        server.deliver(mail.address(), mail.text(), now);
        stage.say(String.format("%-6s %s", mail.list(), mail.subject()));
    }

    private static void showReplies(Stage stage, DemoMailServer server) {
        for (String list : List.of(DEVEL, RFC)) {
            for (String reply : server.fromUs(list, DemoConf.OWN)) {
                stage.scene("A reply, as it lies in the folder of " + list);
                stage.quote(reply);
            }
        }
    }

    private static void audit(Stage stage, SqlReader reader) {
        for (AuditQuestion question : AuditQuestion.ALL) {
            stage.scene(question.asked());
            stage.quote(question.sql());
            stage.say("");
            stage.table(reader.query(question.sql()));
        }
    }

    private static long count(SqlReader reader, String sql) {
        return Long.parseLong(reader.query(sql).rows().get(0).get(0));
    }

    private static boolean isMailServerThere() {
        try {
            Class.forName("com.icegreen.greenmail.util.GreenMail");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
