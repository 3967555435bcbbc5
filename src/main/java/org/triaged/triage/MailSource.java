package org.triaged.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;

/** Where mail comes from. Nothing in the folder is ever changed: no flag, no move, no expunge. */
public interface MailSource extends AutoCloseable {

    /** Opens the folder read-only, or says in words for an admin why it cannot. */
    Folder examine(String folder) throws Unavailable;

    /**
     * Begins to tell of new mail in the folder as it comes, unless it does so already. It may end at any time and says so;
     * a source that cannot tell never begins. What is told is a hint: only a poll finds all mail.
     */
    void watch(String folder, News news);

    /** Ends all watching. */
    @Override
    void close();

    /** Who wants to hear of new mail; called from a thread of the source. */
    interface News {

        void arrived();

        /** @param why for an admin */
        void ended(String why);
    }

    /** One folder, open for reading. */
    interface Folder extends AutoCloseable {

        /** Changes when it was forgotten what UIDs meant. */
        long uidValidity();

        /** One more than the highest UID there was when the folder was opened. */
        long uidNext();

        /** What exists with a UID from {@code first} to {@code last}, both included, ascending; no bodies are kept. */
        List<Listing> list(long first, long last) throws Unavailable;

        /**
         * The mails of these listings that still exist, in order. A mail over {@code cap} bytes is fetched up to {@code
         * head} bytes only.
         */
        List<Fetched> fetch(List<Listing> wanted, int cap, int head) throws Unavailable;

        /** The mails whose Message-ID field holds this id, looked for by the server and verified. */
        List<Fetched> withId(MessageId id, int cap, int head) throws Unavailable;

        /** Mails that cannot be read while the others can; they are tried again when the folder is opened again. */
        default Optional<Unavailable> leftUnread() {
            return Optional.empty();
        }

        @Override
        void close();
    }

    /** @param arrival what the server or the file says, not the Date; @param size in bytes, as the server counts */
    record Listing(long uid, Instant arrival, long size) {}

    /** @param bytes the raw mail; only its head when {@code listing.size()} is over the cap */
    record Fetched(Listing listing, byte[] bytes) {

        public Fetched {
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** The folder cannot be read now. The message says what happened, where, and what to do next; no secret is in it. */
    final class Unavailable extends Exception {

        private static final long serialVersionUID = 1L;

        private final Kind kind;

        public Unavailable(Kind kind, String said, Throwable cause) {
            super(said, cause);
            this.kind = kind;
        }

        public Kind kind() {
            return kind;
        }
    }

    /** Why a folder cannot be read. */
    enum Kind {
        UNREACHABLE,
        UNTRUSTED,
        LOGIN_REFUSED,
        NO_FOLDER,
        BROKEN_OFF,
        /** The folder was read, but for some of its mails. */
        MAILS_UNREAD
    }
}
