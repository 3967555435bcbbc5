package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a copy of the source tree, with real builds; a wrapper around mvn counts them. */
class LauncherIT {

    @TempDir
    private Path folder;

    @Test
    void itBuildsOnceWhenNeededStaysQuietAndPassesSignalsOn() throws Exception {
        Path tree = copyOfTheTree();
        Path launcher = tree.resolve("triaged");

        Process one = start(
                launcher,
                "one",
                "config",
                "check",
                "--conf",
                tree.resolve("conf").toString());
        Process two = start(
                launcher,
                "two",
                "config",
                "check",
                "--conf",
                tree.resolve("conf").toString());
        assertThat(List.of(one.waitFor(), two.waitFor()))
                .as(output("one") + output("two"))
                .containsOnly(0);
        assertThat(output("one")).isEqualTo(output("two")).startsWith("configuration ");
        assertThat(builds()).isEqualTo(1);

        Path link = Files.createSymbolicLink(folder.resolve("link"), launcher);
        assertThat(start(link, "link", "--version").waitFor()).isZero();
        assertThat(output("link")).isEqualTo("triaged 1.0\n");
        assertThat(builds()).isEqualTo(1);

        assertThat(mappedClasses(launcher)).isPositive();
        assertThat(compilersOf(launcher, "check")).isEqualTo("1");
        assertThat(compilersOf(launcher, "run")).isEqualTo("1");

        Path source = tree.resolve("src/main/java/org/triaged/Main.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now()));
        assertThat(start(launcher, "touched", "--version").waitFor()).isZero();
        assertThat(start(launcher, "again", "--version").waitFor()).isZero();
        assertThat(builds()).isEqualTo(2);

        Process demo = start(launcher, "demo", "demo");
        Awaitility.await()
                .atMost(1, TimeUnit.MINUTES)
                .until(() -> demo.info().command().orElse("").endsWith("java"));
        demo.destroy();
        assertThat(demo.waitFor()).isEqualTo(128 + 15);

        Files.writeString(source, Files.readString(source) + "}");
        assertThat(start(launcher, "broken", "--version").waitFor()).isEqualTo(70);
        assertThat(output("broken")).contains("Main.java", "the build failed");
    }

    private Path copyOfTheTree() throws IOException {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        for (String part : List.of("pom.xml", "schema.sql", "triaged", "conf", "src/main")) {
            try (Stream<Path> files = Files.walk(Path.of(part))) {
                for (Path file : files.toList()) {
                    Path copy = tree.resolve(file.toString());
                    Files.createDirectories(copy.getParent());
                    if (!Files.isDirectory(file)) {
                        Files.copy(file, copy);
                    }
                }
            }
        }
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path counted = Files.writeString(
                bin.resolve("mvn"),
                "#!/bin/sh\necho x >>" + folder.resolve("builds") + "\nPATH=${PATH#*:}\nexec mvn \"$@\"\n");
        Files.setPosixFilePermissions(counted, PosixFilePermissions.fromString("rwx------"));
        return tree;
    }

    private Process start(Path launcher, String name, String... arguments) throws IOException {
        return command(launcher, name, arguments).start();
    }

    private ProcessBuilder command(Path launcher, String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".out").toFile());
        process.environment().merge("PATH", folder.resolve("bin") + ":", (path, bin) -> bin + path);
        process.environment()
                .put(
                        "MAVEN_OPTS",
                        "-XX:TieredStopAtLevel=1 -Dmaven.repo.local=" + System.getProperty("localRepository"));
        process.environment().put("TRIAGED_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        return process;
    }

    /** Our own, that come out of the archive beside the jar. */
    private long mappedClasses(Path launcher) throws Exception {
        ProcessBuilder process = command(launcher, "mapped", "--version");
        process.environment().put("TRIAGED_JAVA_OPTS", "-Xlog:class+load");
        assertThat(process.start().waitFor()).isZero();
        return output("mapped")
                .lines()
                .filter(line -> line.contains(" org.triaged.") && line.contains("shared objects file (top)"))
                .count();
    }

    private String compilersOf(Path launcher, String verb) throws Exception {
        ProcessBuilder process = command(launcher, verb, verb, "--help");
        process.environment().put("TRIAGED_JAVA_OPTS", "-XX:+PrintFlagsFinal");
        assertThat(process.start().waitFor()).isZero();
        Matcher level = Pattern.compile("TieredStopAtLevel += (\\d)").matcher(output(verb));
        assertThat(level.find()).isTrue();
        return level.group(1);
    }

    private String output(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".out"));
    }

    private long builds() throws IOException {
        return Files.readString(folder.resolve("builds")).lines().count();
    }
}
