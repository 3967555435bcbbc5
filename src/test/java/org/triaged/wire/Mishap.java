package org.triaged.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What befalls a connection that goes through a {@link Front}: on which side, after how many bytes, and what. */
public record Mishap(Side side, long after, Deed deed, Duration pause) {

    public static final Mishap NONE = new Mishap(Side.SERVER, Long.MAX_VALUE, Deed.CUT, Duration.ZERO);

    /** Whose bytes are counted, and hit. */
    public enum Side {
        CLIENT,
        SERVER
    }

    enum Deed {
        CUT,
        HANG,
        CORRUPT,
        DELAY,
        DRIP,
        REFUSE
    }

    /** Both sides lose the connection. */
    public static Mishap cut(Side side, long after) {
        return new Mishap(side, after, Deed.CUT, Duration.ZERO);
    }

    /** Nothing of that side comes through any more, and the connection stays. */
    public static Mishap hang(Side side, long after) {
        return new Mishap(side, after, Deed.HANG, Duration.ZERO);
    }

    /** One byte comes through as another: bit 0 is turned. */
    public static Mishap corrupt(Side side, long after) {
        return new Mishap(side, after, Deed.CORRUPT, Duration.ZERO);
    }

    /** The next byte comes so much later. */
    public static Mishap delay(Side side, long after, Duration pause) {
        return new Mishap(side, after, Deed.DELAY, pause);
    }

    /** From there on each byte comes alone, so long after the one before. */
    public static Mishap drip(Side side, long after, Duration pause) {
        return new Mishap(side, after, Deed.DRIP, pause);
    }

    /** Who connects is sent away before a word was said. */
    public static Mishap refuse() {
        return new Mishap(Side.CLIENT, 0, Deed.REFUSE, Duration.ZERO);
    }

    boolean refuses() {
        return deed == Deed.REFUSE;
    }

    /**
     * Passes on what has come, as far as it is let.
     *
     * @param passed bytes of this side before these
     * @return false when nothing more of this side may pass
     */
    boolean pass(Side from, long passed, byte[] bytes, int length, OutputStream to) throws IOException {
        if (from != side || passed + length <= after) {
            to.write(bytes, 0, length);
            return true;
        }
        int calm = (int) Math.max(0, after - passed);
        to.write(bytes, 0, calm);
        switch (deed) {
            case CUT, HANG, REFUSE -> {
                return false;
            }
            case CORRUPT -> {
                if (passed <= after) {
                    bytes[calm] ^= 1;
                }
                to.write(bytes, calm, length - calm);
            }
            case DELAY -> {
                if (passed <= after) {
                    LockSupport.parkNanos(pause.toNanos());
                }
                to.write(bytes, calm, length - calm);
            }
            case DRIP -> {
                for (int i = calm; i < length; i++) {
                    LockSupport.parkNanos(pause.toNanos());
                    to.write(bytes[i]);
                    to.flush();
                }
            }
        }
        return true;
    }

    boolean cuts() {
        return deed == Deed.CUT;
    }
}
