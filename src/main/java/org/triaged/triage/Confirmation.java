package org.triaged.triage;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.triaged.mail.Limits;
import org.triaged.mail.MessageId;
import org.triaged.mail.ParseResult;
import org.triaged.mail.ParsedMail;
import org.triaged.mail.Person;
import org.triaged.mail.TextPart;
import org.triaged.reply.MailAddress;
import org.triaged.triage.Events.Event;

/**
 * Recognises our own mail when it comes back through the list: the one proof that it arrived. The id alone proves
 * nothing, for everybody can read it; sender and text must be ours too.
 */
public final class Confirmation {

    private static final Set<ReplyState> NOT_YET_SEEN = EnumSet.of(
            ReplyState.READY,
            ReplyState.SENDING,
            ReplyState.SENT,
            ReplyState.UNKNOWN,
            ReplyState.HELD,
            ReplyState.FAILED,
            ReplyState.SUPPRESSED,
            ReplyState.EXPIRED,
            ReplyState.DISCARDED);

    private final Outbox outbox;

    private final SendJournal journal;

    private final AuditTrail audit;

    private final MailAddress own;

    private final MailReading reading;

    private final Events events;

    private final InstantSource clock;

    public Confirmation(
            Outbox outbox,
            SendJournal journal,
            AuditTrail audit,
            MailAddress own,
            MailReading reading,
            Events events,
            InstantSource clock) {
        this.outbox = outbox;
        this.journal = journal;
        this.audit = audit;
        this.own = own;
        this.reading = reading;
        this.events = events;
        this.clock = clock;
    }

    /** Asks the server for replies in doubt, beside what intake has brought. */
    void lookFor(WatchedList list, MailSource.Folder folder) throws MailSource.Unavailable {
        Limits limits = reading.limits();
        for (Outbox.Row row : outbox.in(EnumSet.of(ReplyState.UNKNOWN))) {
            if (row.list().equals(list.name())) {
                for (MailSource.Fetched found :
                        folder.withId(row.messageId(), limits.rawSize(), limits.headOfTooLarge())) {
                    ParseResult result =
                            reading.parse(found.bytes(), found.listing().arrival(), found.bytes().length);
                    if (result instanceof ParseResult.Parsed parsed) {
                        consider(parsed.mail());
                    }
                }
            }
        }
    }

    /** Moves a reply to SEEN when this mail is it. */
    void consider(ParsedMail mail) {
        outbox.find(mail.id()).filter(row -> NOT_YET_SEEN.contains(row.state())).ifPresent(row -> {
            if (isOurs(mail, row)) {
                seen(row, mail.id());
            } else {
                audit.note("id-conflict", "reply", row.report(), "a mail of other text or sender", clock.instant());
                events.tell(Event.alert(
                        "id-conflict",
                        "report",
                        row.report(),
                        "message-id",
                        mail.id().value()));
            }
        });
    }

    /** The last look at a reply that is due: true when it came back already, and the database forgot that it left. */
    boolean isBack(Outbox.Row row) {
        boolean back = outbox.returned(row);
        if (back) {
            seen(row, row.messageId());
        }
        return back;
    }

    /** The journal first: a row that says SEEN has its line there, or sending stops at the next start. */
    private void seen(Outbox.Row row, MessageId proof) {
        journal.append(JournalEntry.Event.SEEN, Map.of("report", row.report(), "mid", proof.value()));
        Outbox.Step step =
                Outbox.Step.of(row.state(), ReplyState.SEEN, clock.instant()).provenBy(proof);
        boolean expected = row.state() == ReplyState.SENT || row.state() == ReplyState.UNKNOWN;
        if (outbox.move(row, expected ? step : step.because("own-id-present"))) {
            events.tell(
                    expected || row.state() == ReplyState.SENDING
                            ? Event.info("reply-seen", "report", row.report(), "list", row.list())
                            : Event.alert(
                                    "reply-seen",
                                    "report",
                                    row.report(),
                                    "was",
                                    row.state().word()));
        }
    }

    private boolean isOurs(ParsedMail mail, Outbox.Row row) {
        Person from = mail.envelope().from();
        boolean fromUs = from.hasAddress(own.value())
                || from.name()
                        .filter(name -> name.startsWith("triaged (automatic) via "))
                        .isPresent();
        return fromUs && row.bytes().map(bytes -> beginsWith(mail, bytes, row)).orElse(true);
    }

    /** A list may add a footer below and blanks at line ends; what we wrote comes first all the same. */
    private boolean beginsWith(ParsedMail mail, byte[] bytes, Outbox.Row row) {
        return reading.parse(bytes, row.composed(), bytes.length) instanceof ParseResult.Parsed ours
                && tidy(mail).startsWith(tidy(ours.mail()));
    }

    private static String tidy(ParsedMail mail) {
        Optional<String> text = mail.text().stream().map(TextPart::text).findFirst();
        List<String> lines =
                text.stream().flatMap(String::lines).map(String::stripTrailing).toList();
        return String.join("\n", lines).strip();
    }
}
