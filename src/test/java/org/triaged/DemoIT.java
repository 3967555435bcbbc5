package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as the launcher starts it, out of the packaged jar. */
class DemoIT {

    private static final Path JAR = Path.of(System.getProperty("triaged.jar"));

    @TempDir
    private Path folder;

    @Test
    void itShowsThreeRepliesThreeQuestionsAndLeavesNothing() throws Exception {
        assertThat(demo(JAR + ":" + JAR.resolveSibling("demo-lib") + "/*")).isZero();
        assertThat(output())
                .contains(
                        "[dco-sob-missing]",
                        "[ai-declared]",
                        "[ai-exception-self]",
                        "no-speaking-finding",
                        "settled-in",
                        "FROM reply_story",
                        "FROM series_verdict",
                        "FROM exception_story")
                .doesNotContain("\u001b", "ERROR", "Exception");
        assertThat(output().split("X-Triaged-Report: ", -1)).hasSize(4);
        assertThat(files(folder.resolve("tmp"))).isEmpty();
    }

    @Test
    void itCanBeKeptAndItsDatabaseIsTheRealThing() throws Exception {
        Path kept = folder.resolve("kept");
        assertThat(demo(JAR + ":" + JAR.resolveSibling("demo-lib") + "/*", "--keep", kept.toString()))
                .isZero();
        assertThat(kept.resolve("data/triaged.mv.db")).isRegularFile();
        assertThat(kept.resolve("conf/lists/devel.yaml")).isRegularFile();
    }

    @Test
    void withoutTheMailServerItSaysSoInOneLine() throws Exception {
        assertThat(demo(JAR.toString())).isEqualTo(1);
        assertThat(output().strip().lines()).singleElement().asString().contains("source tree");
    }

    private int demo(String classPath, String... options) throws IOException, InterruptedException {
        Path temp = Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temp,
                "-Dtriaged.home=" + Path.of("").toAbsolutePath(),
                "-cp",
                classPath,
                "org.triaged.Main",
                "demo"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start()
                .waitFor();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder)).toList();
        }
    }
}
