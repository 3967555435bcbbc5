package org.triaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.triaged.triage.FailPoint;

/**
 * A fail point that goes off once: {@code -Dtriaged.fail=NAME:N:halt|throw|hang} at the Nth time NAME is reached. {@code
 * -Dtriaged.fail=record:FILE} disturbs nothing and appends the name of each point reached, a line each.
 */
final class ArmedFailPoint implements FailPoint {

    /** As if the process had been killed. */
    private static final int KILLED = 137;

    private static final String RECORD = "record:";

    private final String name;

    private final int at;

    private final Effect effect;

    private final AtomicInteger reached = new AtomicInteger();

    private enum Effect {
        HALT,
        THROW,
        HANG
    }

    private ArmedFailPoint(String name, int at, Effect effect) {
        this.name = name;
        this.at = at;
        this.effect = effect;
    }

    /** @throws IllegalArgumentException with words for whoever set the property */
    static FailPoint of(String property) {
        if (property == null) {
            return FailPoint.INERT;
        }
        if (property.startsWith(RECORD)) {
            return recordingTo(Path.of(property.substring(RECORD.length())));
        }
        String[] parts = property.split(":");
        try {
            if (parts.length == 3) {
                return new ArmedFailPoint(
                        parts[0], Integer.parseInt(parts[1]), Effect.valueOf(parts[2].toUpperCase(Locale.ROOT)));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(usage(property), e);
        }
        throw new IllegalArgumentException(usage(property));
    }

    @Override
    public void reached(String place) {
        if (place.equals(name) && reached.incrementAndGet() == at) {
            switch (effect) {
                case HALT -> Runtime.getRuntime().halt(KILLED);
                case THROW -> throw new IllegalStateException("fail point " + place);
                case HANG -> {
                    while (true) {
                        LockSupport.park(this);
                    }
                }
            }
        }
    }

    private static FailPoint recordingTo(Path file) {
        return name -> {
            try {
                Files.writeString(file, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot note a fail point in " + file, e);
            }
        };
    }

    private static String usage(String property) {
        return "-Dtriaged.fail=" + property + " is not NAME:N:halt|throw|hang, nor record:FILE";
    }
}
