package org.triaged.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.triaged.policy.Maintainers;
import org.triaged.triage.MaintainersFiles;

/** Reads a MAINTAINERS file again when its time or size has changed, and keeps what was good when it no longer is. */
public final class MaintainersOnDisk implements MaintainersFiles {

    private static final long LARGEST = 16L << 20;

    private final Map<Path, Kept> kept = new HashMap<>();

    private record Kept(FileTime changed, long size, Reading reading) {}

    @Override
    public synchronized Reading read(Path file) {
        Optional<Kept> before = Optional.ofNullable(kept.get(file));
        try {
            BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
            boolean same = before.filter(
                            old -> old.changed().equals(about.lastModifiedTime()) && old.size() == about.size())
                    .isPresent();
            if (!same) {
                kept.put(file, new Kept(about.lastModifiedTime(), about.size(), fresh(file, about.size(), before)));
            }
            return kept.get(file).reading();
        } catch (IOException e) {
            return troubled("it cannot be read (" + e.getClass().getSimpleName() + ")", before);
        }
    }

    private static Reading fresh(Path file, long size, Optional<Kept> before) throws IOException {
        if (size > LARGEST) {
            return troubled("it is larger than " + (LARGEST >> 20) + " MiB", before);
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            return new Reading(Maintainers.read(new String(bytes, StandardCharsets.UTF_8), bytes), Optional.empty());
        } catch (IllegalArgumentException e) {
            return troubled(e.getMessage(), before);
        }
    }

    private static Reading troubled(String why, Optional<Kept> before) {
        Maintainers good = before.map(old -> old.reading().maintainers())
                .filter(Maintainers::known)
                .orElse(Maintainers.unknown("the MAINTAINERS file cannot be used: " + why));
        return new Reading(good, Optional.of(why));
    }
}
