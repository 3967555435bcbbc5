package org.triaged.triage;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.Envelope;
import org.triaged.mail.MessageId;
import org.triaged.series.ListMail;

/** What has been read of each folder, and how far each mail has come. Each method is one transaction. */
public interface Ledger {

    /**
     * The mailbox of this folder at this UIDVALIDITY. At first sight it is made, with the watermark at {@code uidNext} and
     * {@code now}; a first sight of the folder in any state sets its cursor to 1, so that everything is read and nothing
     * old is answered. When the list was in a quieter mode the last time, the watermark is set anew, and nothing that
     * came before is answered any more.
     */
    Mailbox open(WatchedList list, long uidValidity, long uidNext, Instant now);

    /**
     * Keeps a batch and moves the cursor to {@code nextUid}, both or neither: raw bytes and a ledger row for each fetched
     * mail, a row GONE for each that vanished. Bytes already known under another UID only get another ledger row.
     */
    void keep(Mailbox mailbox, List<MailSource.Fetched> fetched, List<MailSource.Listing> gone, long nextUid);

    /**
     * Keeps mails of an archive, which are never answered; those whose bytes are known already are left alone.
     *
     * @return how many are new
     */
    int keepArchived(String list, List<Archived> mails);

    /** @param bytes the raw mail, or its head when it is too large; @param size in bytes; @param arrival as its file says */
    record Archived(byte[] bytes, long size, Instant arrival) {

        public Archived {
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** How much of that list is stored. */
    Holdings holdings(String list);

    /** @param damaged of the mails those that cannot be read; @param judged series of which a judgement was made */
    record Holdings(long mails, long damaged, long series, long judged, long findings) {

        /** What came beside those of before. */
        public Holdings since(Holdings before) {
            return new Holdings(
                    mails - before.mails,
                    damaged - before.damaged,
                    series - before.series,
                    judged - before.judged,
                    findings - before.findings);
        }
    }

    /** All that is done in it is one transaction: for much work at once, of which no step must stand by itself. */
    void atOnce(Runnable steps);

    /** Notes that a poll of this folder finished now. */
    void polled(Mailbox mailbox, Instant now);

    /**
     * The next mails to parse, oldest first, with their attempt counted and committed before this returns: up to {@code
     * limit} never tried, or else a single one that was tried before, and is not yet to be quarantined.
     */
    List<StoredMail> claimUnparsed(int limit);

    /**
     * Quarantines as {@code crash} the mails whose process died twice while they were tried alone, and returns them; the
     * first death, of a batch, is held against none of it.
     */
    List<StoredMail> quarantineKillers(Instant now);

    /**
     * Keeps what a mail says. Its state is PARSED; or DUPLICATE when another copy of its id is the mail: the copy stored
     * first, unless that has not been judged and this one arrived earlier. Where the copies together say more of the mail,
     * it is to be assembled anew.
     *
     * @param copies all that {@link #underId} gave for its id
     * @param robot why it is never answered, whatever series it is in; a word of {@link org.triaged.reply.Robots}
     */
    void parsed(StoredMail mail, ListMail read, List<ReadMail> copies, Optional<String> robot);

    /** A stored mail and what it says. */
    record ReadMail(StoredMail mail, ListMail read) {}

    /** The mail of that id and its copies, oldest first; none of them damaged. */
    List<StoredMail> underId(String list, MessageId id);

    /** The further copies of these mails, which are no mails themselves. */
    List<StoredMail> copiesOf(Collection<StoredMail> mails);

    /** Keeps the mail and the reason why it cannot be read. */
    void quarantine(StoredMail mail, String reason, Envelope envelope, Instant now);

    /** Mails of the list that are parsed and in no series yet, oldest first. */
    List<StoredMail> unassembled(String list, int limit);

    /**
     * These mails and all that may share a series with them: connected by parents, known or not; by the same sender within
     * 30 minutes, and somewhat beyond; by the same sender under an equal title or change id; or since one says that it
     * supersedes the other. Neither damaged nor duplicate.
     */
    List<StoredMail> neighbourhood(String list, Collection<Long> mails);

    /** The bytes of a mail as they came; of one over the size limit its head. */
    byte[] raw(StoredMail mail);
}
