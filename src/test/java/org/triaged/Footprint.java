package org.triaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the kernel says that a process takes, of one that still runs: proc(5). */
record Footprint(double cpuSeconds, long residentKb) {

    /** Of the kernel's clock, in which it counts the time of a process. */
    private static final double TICKS_A_SECOND = 100;

    /** The last that was seen before it ended, of its largest resident memory and its time; waits for that. */
    static Footprint untilItEnds(Process process) throws InterruptedException {
        Footprint last = new Footprint(0, 0);
        do {
            last = seen(process).orElse(last);
        } while (!process.waitFor(20, TimeUnit.MILLISECONDS));
        return last;
    }

    /** Nothing of one that ends while it is looked at. */
    private static Optional<Footprint> seen(Process process) {
        try {
            return Optional.of(new Footprint(
                    cpuSeconds(process), Long.parseLong(status(process, "VmHWM").replaceAll("\\D+", ""))));
        } catch (IOException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    /** A line of its status, as {@code VmHWM: 80000 kB}. */
    static String status(Process process, String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.replaceAll("\\s+", " "))
                .findFirst()
                .orElseThrow();
    }

    /** In all its threads: fields 14 and 15 of its stat, after the name in parentheses. */
    static double cpuSeconds(Process process) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }
}
