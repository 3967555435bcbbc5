package org.triaged.triage;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes frozen bytes to the server. One connection per mail. */
public interface Postman {

    /** Connects, secures and logs in; a failure here means that nothing was sent. */
    Round connect() throws NotConnected;

    /** One connection, for one mail. */
    interface Round extends AutoCloseable {

        /**
         * Transmits the bytes as they are. Every way this can end is a value.
         *
         * @param recipients the list is the last
         */
        Answer send(byte[] bytes, String sender, List<String> recipients);

        /** Faults here change nothing any more. */
        @Override
        void close();
    }

    /**
     * @param code of the server's reply, where there was one
     * @param said its line, as it came
     * @param refused places, from 0, of recipients that the server does not take
     */
    record Answer(Kind kind, Optional<Integer> code, String said, Set<Integer> refused) {

        public Answer {
            refused = Set.copyOf(refused);
        }

        /** That says nothing of single recipients. */
        public Answer(Kind kind, Optional<Integer> code, String said) {
            this(kind, code, said, Set.of());
        }
    }

    /** What an answer means. */
    enum Kind {
        /** 250 after the dot. */
        SENT,
        /** A 4xx before or at the end, but for 421 after the dot. */
        DEFERRED,
        /** A 5xx for the list or the mail. */
        REFUSED,
        /** A 5xx for a recipient that is not the list; nothing was sent. */
        AUTHOR_REFUSED,
        /** All else. */
        AMBIGUOUS
    }

    /** @see Postman#connect() */
    final class NotConnected extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean loginRefused;

        public NotConnected(boolean loginRefused, String said, Throwable cause) {
            super(said, cause);
            this.loginRefused = loginRefused;
        }

        public boolean loginRefused() {
            return loginRefused;
        }
    }
}
