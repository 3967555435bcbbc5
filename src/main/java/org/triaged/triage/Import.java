package org.triaged.triage;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.triaged.mail.Limits;
import org.triaged.triage.Ledger.Archived;
import org.triaged.triage.Ledger.Holdings;
import org.triaged.triage.MailFiles.FiledMail;

/**
 * Keeps the mails of archives, and judges them by the policy of their time. None of them is ever answered. Nothing is done
 * twice: who is killed takes the same archives again, and goes on where he was.
 */
public final class Import implements AutoCloseable {

    private static final int BATCH = 200;

    private static final long BATCH_BYTES = 8L << 20;

    private final Ledger ledger;
    private final Triage triage;
    private final AuditTrail audit;
    private final MailFiles files;
    private final Limits limits;
    private final InstantSource clock;
    private final StopRequest stop;
    private final AutoCloseable resources;

    /** @param resources closed last, once */
    public Import(
            Ledger ledger,
            Triage triage,
            AuditTrail audit,
            MailFiles files,
            Limits limits,
            InstantSource clock,
            StopRequest stop,
            AutoCloseable resources) {
        this.ledger = ledger;
        this.triage = triage;
        this.audit = audit;
        this.files = files;
        this.limits = limits;
        this.clock = clock;
        this.stop = stop;
        this.resources = resources;
    }

    /** What was done with one source. @param mails read; @param fresh of them those whose bytes were not stored before */
    public record Taken(String source, int mails, int fresh) {}

    /** Somebody asked to leave; what was kept until then is kept. */
    public static final class Left extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /**
     * Keeps every mail of a source.
     *
     * @param actor who asks for it, a user of this machine
     * @param mboxrd as in {@link MailFiles#read}
     * @param kept hears of each batch how many kB are done, of an unknown number
     * @throws MailFiles.Unreadable when it cannot be read, or not to its end; what came before is kept
     * @throws Left when asked to leave
     */
    public Taken take(String actor, String list, String source, boolean mboxrd, Progress kept)
            throws MailFiles.Unreadable {
        audit.noteBy(actor, AuditAction.IMPORT_BEGUN.word(), "list", list, source, clock.instant());
        Batch batch = new Batch(list, kept);
        try {
            files.read(source, mboxrd, batch::add);
        } finally {
            batch.keep();
        }
        return new Taken(source, batch.mails, batch.fresh);
    }

    /** Reads and judges what was kept, whoever kept it. @param mails about as many */
    public void judge(int mails, Progress read) {
        triage.catchUp(mails, read);
    }

    public Holdings holdings(String list) {
        return ledger.holdings(list);
    }

    /** From now on it leaves after the batch in hand. */
    public void leave() {
        stop.make();
    }

    public boolean left() {
        return stop.made();
    }

    @Override
    public void close() {
        leave();
        try {
            resources.close();
        } catch (Exception e) {
            throw new IllegalStateException("could not close: " + e.getMessage(), e);
        }
    }

    private final class Batch {

        private final String list;
        private final Progress kept;
        private final List<Archived> open = new ArrayList<>();
        private long bytes;
        private long done;
        private int mails;
        private int fresh;

        Batch(String list, Progress kept) {
            this.list = list;
            this.kept = kept;
        }

        void add(FiledMail mail) {
            byte[] raw = mail.raw();
            boolean tooLarge = raw.length > limits.rawSize();
            open.add(new Archived(
                    tooLarge ? Arrays.copyOf(raw, limits.headOfTooLarge()) : raw, raw.length, mail.arrival()));
            bytes += raw.length;
            if (open.size() == BATCH || bytes > BATCH_BYTES) {
                keep();
                if (stop.made()) {
                    throw new Left();
                }
            }
        }

        void keep() {
            fresh += open.isEmpty() ? 0 : ledger.keepArchived(list, open);
            mails += open.size();
            open.clear();
            done += bytes;
            bytes = 0;
            kept.made((int) (done >> 10), 0);
        }
    }
}
