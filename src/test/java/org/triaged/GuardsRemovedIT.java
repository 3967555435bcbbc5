package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that guard something must fail without it: each unique key of the schema, and checks in the code, are taken away one
 * at a time, in a JVM whose class path has the poorer schema or class first. Nothing in the project is changed.
 */
@Tag("nightly")
class GuardsRemovedIT {

    private static final Pattern KEY = Pattern.compile("(?m)^  CONSTRAINT (\\w+) UNIQUE \\([^)]*\\),?\n");

    private static final List<String> OF_THE_STORE = List.of(
            "org.triaged.store.KeysTest",
            "org.triaged.store.H2LedgerTest",
            "org.triaged.store.H2SeriesBookTest",
            "org.triaged.store.H2OutboxTest",
            "org.triaged.store.H2FileNumbersTest",
            "org.triaged.store.AuditChainTest");

    /** A check in the code: what stands there, and what is put in its place. */
    private record Guard(String name, String source, String there, String instead, List<String> tests) {}

    private static final List<Guard> GUARDS = List.of(
            new Guard(
                    "what the journal says at start",
                    "triage/Reconciliation",
                    "public void run() {\n",
                    "public void run() {\n        if (journal != null) {\n            return;\n        }\n",
                    List.of("org.triaged.RollbackIT")),
            new Guard(
                    "the intent before the mail",
                    "triage/Dispatch",
                    "journal.intent(intent(row, attempt), audit.head());",
                    "intent(row, attempt);",
                    List.of("org.triaged.RollbackIT")),
            new Guard(
                    "the loop guard",
                    "reply/Robots",
                    "return marks.entrySet().stream()",
                    "return Stream.<Map.Entry<String, Predicate<ListMail>>>empty()",
                    List.of("org.triaged.reply.AnswerableTest", "org.triaged.reply.RobotsTest")),
            new Guard(
                    "one claim of a reply",
                    "store/H2Outbox",
                    "WHERE id = ? AND state = ?\n            \"\"\";",
                    "WHERE id = ? AND CAST(? AS VARCHAR) IS NOT NULL\n            \"\"\";",
                    List.of("org.triaged.store.H2OutboxTest")),
            new Guard(
                    "STOP, breaker and caps",
                    "triage/Brakes",
                    "Instant dayAgo = now.minus(DAY);",
                    "Instant dayAgo = now.minus(DAY);\n        if (dayAgo.isBefore(now)) {\n            return"
                            + " Optional.empty();\n        }",
                    List.of("org.triaged.BrakesIT")));

    @TempDir
    private Path folder;

    @Test
    void withoutAnyGuardSomeTestFails() throws Exception {
        List<String> all = new ArrayList<>(OF_THE_STORE);
        GUARDS.forEach(guard -> all.addAll(guard.tests()));
        assertThat(failing(folder, all.stream().distinct().toList()))
                .as("with all guards")
                .isEmpty();
        Map<String, TreeSet<String>> failing = new LinkedHashMap<>();
        String schema = Files.readString(Path.of("schema.sql"));
        for (MatchResult key : KEY.matcher(schema).results().toList()) {
            Path patch = Files.createDirectory(folder.resolve(key.group(1)));
            Files.writeString(
                    patch.resolve("schema.sql"),
                    (schema.substring(0, key.start()) + schema.substring(key.end())).replace("),\n);", ")\n);"));
            failing.put("key " + key.group(1), failing(patch, OF_THE_STORE));
        }
        for (Guard guard : GUARDS) {
            failing.put(guard.name(), failing(without(guard), guard.tests()));
        }
        failing.forEach((guard, tests) -> System.out.println("GuardsRemovedIT: without " + guard + ": " + tests));
        assertThat(failing)
                .allSatisfy((guard, tests) ->
                        assertThat(tests).as("without " + guard).isNotEmpty());
    }

    private Path without(Guard guard) throws IOException {
        Path patch = Files.createDirectory(folder.resolve(guard.name().replace(' ', '-')));
        Path poorer = patch.resolve(guard.source() + ".java");
        String source = Files.readString(Path.of("src/main/java/org/triaged", guard.source() + ".java"));
        assertThat(source).as(guard.name()).containsOnlyOnce(guard.there());
        Files.createDirectories(poorer.getParent());
        Files.writeString(poorer, source.replace(guard.there(), guard.instead()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-proc:none", "-d", patch.toString(), "-cp", System.getProperty("java.class.path"));
            assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(poorer))
                            .call())
                    .as(guard.name())
                    .isTrue();
        }
        return patch;
    }

    /** The tests that fail where that comes first on the class path. */
    private static TreeSet<String> failing(Path first, List<String> classes) throws Exception {
        Path out = Files.createTempFile(first, "out", "");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-da:org.h2...",
                "-cp",
                first + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                TestRun.class.getName()));
        command.addAll(classes);
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start()
                .waitFor();
        List<String> lines = Files.readAllLines(out);
        assertThat(status).as(String.join("\n", lines)).isZero();
        assertThat(lines).anyMatch(line -> line.startsWith(TestRun.RAN) && !line.equals(TestRun.RAN + 0));
        TreeSet<String> failed = new TreeSet<>();
        lines.stream()
                .flatMap(line -> line.startsWith(TestRun.FAILED)
                        ? Stream.of(line.substring(TestRun.FAILED.length()))
                        : Stream.empty())
                .forEach(failed::add);
        return failed;
    }
}
