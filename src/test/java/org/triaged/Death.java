package org.triaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.triaged.triage.FailPoint;

/**
 * The death of a process without a process: at one hit of a fail point what lies on the disk is copied, as a kill would
 * leave it, and from then on no word goes to a server. What the living do with the original does not count.
 */
final class Death implements FailPoint {

    private static final FileAttribute<?> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** Nobody catches it, and nobody goes on after it. */
    static final class Died extends Error {

        private static final long serialVersionUID = 1L;

        Died(Hit at) {
            super(at.toString());
        }
    }

    /** The Nth time a point is reached. */
    record Hit(String point, int number) {

        @Override
        public String toString() {
            return point + ":" + number;
        }
    }

    private final Hit at;
    private final Path data;
    private final Path remains;
    private final Map<String, Integer> hits = new LinkedHashMap<>();
    private boolean dead;

    /** @param remains a folder that is made; the data folder as it is at that hit */
    Death(Hit at, Path data, Path remains) {
        this.at = at;
        this.data = data;
        this.remains = remains;
    }

    /** Counts, and never dies. */
    static Death never() {
        return new Death(new Hit("", 0), Path.of("/"), Path.of("/"));
    }

    @Override
    public synchronized void reached(String point) {
        Hit hit = new Hit(point, hits.merge(point, 1, Integer::sum));
        if (dead && (point.startsWith("smtp.") || point.startsWith("imap."))) {
            throw new Died(at);
        }
        if (!dead && hit.equals(at)) {
            dead = true;
            copy(data, remains);
            throw new Died(at);
        }
    }

    /** How often each point was reached. */
    synchronized Map<String, Integer> hits() {
        return new LinkedHashMap<>(hits);
    }

    /** The points themselves. */
    synchronized Set<String> points() {
        return Set.copyOf(hits.keySet());
    }

    synchronized boolean came() {
        return dead;
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.exists(from) ? Files.walk(from) : Stream.empty()) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target, OURS_ALONE);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
