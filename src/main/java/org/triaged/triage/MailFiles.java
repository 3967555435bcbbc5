package org.triaged.triage;

import java.time.Instant;
import java.util.function.Consumer;

/** Mail in files, for those who judge without a mailbox. Files are only read. */
public interface MailFiles {

    /** What an argument names: standard input. */
    String STANDARD_INPUT = "-";

    /**
     * Reads every mail of a file, a folder or standard input, in order.
     *
     * @param argument as it was typed; {@code -} is standard input
     * @param mboxrd quoted {@code From } lines of an mbox are unquoted even without its mark
     */
    void read(String argument, boolean mboxrd, Consumer<FiledMail> to) throws Unreadable;

    /**
     * One mail of a file.
     *
     * @param source the argument; in a folder the path below it
     * @param n position within the source, from 1
     * @param arrival what the file says of it, never the clock
     */
    record FiledMail(String source, int n, byte[] raw, Instant arrival) {

        public FiledMail {
            raw = raw.clone();
        }

        @Override
        public byte[] raw() {
            return raw.clone();
        }
    }

    /** A file cannot be read, or not to its end. The message says which, why, and what to do next. */
    final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        public Unreadable(String said, Throwable cause) {
            super(said, cause);
        }
    }
}
