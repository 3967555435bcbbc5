package org.triaged.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triaged.triage.Answer;
import org.triaged.triage.QueryRefused;
import org.triaged.triage.Question;

/** A process with the daemon's heap that asks questions, and says after each whether the database is still open. */
final class AskingChild {

    private static final Answer NOBODY = new Answer() {
        @Override
        public void columns(List<Column> columns) {}

        @Override
        public void row(List<Optional<String>> values) {}
    };

    private AskingChild() {}

    /** One line a question. */
    static List<String> ask(Path folder, List<String> questions) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                AskingChild.class.getName(),
                folder.toString()));
        command.addAll(questions);
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        child.waitFor();
        return said.lines().toList();
    }

    public static void main(String[] arguments) {
        try (TestStore store = TestStore.in(Path.of(arguments[0]))) {
            for (String sql : List.of(arguments).subList(1, arguments.length)) {
                System.out.println(refusal(store, sql) + ", " + openness(store));
            }
        }
    }

    private static String refusal(TestStore store, String sql) {
        try {
            store.reader().query(new Question(sql, List.of(), 1, Duration.ofSeconds(60)), NOBODY);
            return "answered";
        } catch (QueryRefused | StoreUnavailable e) {
            return e.getMessage();
        }
    }

    private static String openness(TestStore store) {
        try {
            store.auditTrail().note("daemon-start", "number", "1", "", Instant.EPOCH);
            return "still open";
        } catch (StoreUnavailable e) {
            return "closed";
        }
    }
}
