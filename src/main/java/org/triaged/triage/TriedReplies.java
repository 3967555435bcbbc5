package org.triaged.triage;

import java.time.Instant;
import java.util.List;

/** Replies that may have left, by what there is beside the send journal. */
public interface TriedReplies {

    /** One of them. @param state in which its row is */
    record Tried(JournalEntry.Intent intent, ReplyState state) {}

    /** A mail as it came back through a list. */
    record Returned(String list, byte[] raw, Instant arrival) {

        public Returned {
            raw = raw.clone();
        }

        @Override
        public byte[] raw() {
            return raw.clone();
        }
    }

    /** Those whose sending was ever begun, the oldest first. */
    List<Tried> inRows();

    /** Mails that bear a Message-ID like one of ours and have no row. Anybody may have written them. */
    List<Returned> inFoldersAlone();
}
