package org.triaged;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.triaged.triage.FailPoint;

/** A fail point that goes off once: {@code -Dtriaged.fail=NAME:N:halt|throw|hang} at the Nth time NAME is reached. */
final class ArmedFailPoint implements FailPoint {

    /** As if the process had been killed. */
    private static final int KILLED = 137;

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
        String[] parts = property.split(":");
        try {
            if (parts.length == 3) {
                return new ArmedFailPoint(
                        parts[0],
                        Integer.parseInt(parts[1]),
                        Effect.valueOf(parts[2].toUpperCase(java.util.Locale.ROOT)));
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

    private static String usage(String property) {
        return "-Dtriaged.fail=" + property + " is not NAME:N:halt|throw|hang";
    }
}
