package org.triaged.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.reply.AdminMail;

/** What admins should be told, and the mails in which they were. */
public interface AlertBook {

    /**
     * Something that needs a person.
     *
     * @param about which list, reply, folder; the same thing again is counted, not told twice
     * @param said of the newest of them
     * @param count how often since it was last told
     */
    record Alert(Alarm alarm, String about, List<String> said, int count, Instant first, Instant last) {

        public Alert {
            said = List.copyOf(said);
        }
    }

    /** What a mail to admins is. @param key of an alert the word of its alarm, of a digest its period */
    record Topic(Kind kind, String key) {}

    enum Kind {
        ALERT,
        DIGEST
    }

    /** Ways a mail to admins can stand. */
    enum State {
        /** It was put off by the server. */
        READY,
        SENDING,
        SENT,
        REFUSED,
        /** Twice nobody could say whether it left. */
        DOUBTFUL
    }

    /** A mail that has not ended. @param state READY or SENDING; SENDING of a process that died */
    record Open(AdminMail mail, State state, int attempts) {}

    /** Adds it to what is to be told. */
    void note(Alert alert);

    /** What nobody was told yet, by alarm, the oldest first. */
    List<Alert> untold();

    /** True when a mail of that topic was made between these times, or is on its way. */
    boolean mailed(Topic topic, Instant from, Instant until);

    /** The newest digest made before that time. */
    Optional<Instant> newestDigest(Instant now);

    /**
     * Keeps a mail as one that is being sent, and its alerts as told. False when that mail was made before.
     *
     * @param told those that the mail tells; what came since stays to be told
     */
    boolean begin(Topic topic, AdminMail mail, List<Alert> told, Instant now);

    /** Mails to send once more: left behind by a death, or put off and due now. */
    List<Open> open(Instant now);

    /** One more attempt is begun. */
    void again(MessageId mail);

    /** How an attempt ended. @param next when a READY one is due */
    void settle(MessageId mail, State state, String said, Instant next);

    /** Of what was told or happened before that time nothing is kept. */
    void forget(Instant before);
}
