package org.triaged.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.mail.ParseResult;
import org.triaged.series.Assembly;
import org.triaged.series.ListMail;
import org.triaged.series.SeriesAssembler;

/** Reads stored mails again, with the copies there are of them, and makes series of them. */
final class StoredReading {

    private final Ledger ledger;

    private final MailReading reading;

    StoredReading(Ledger ledger, MailReading reading) {
        this.ledger = ledger;
        this.reading = reading;
    }

    /** What is stored under that id. */
    List<Ledger.ReadMail> copies(WatchedList list, MessageId id) {
        List<Ledger.ReadMail> copies = new ArrayList<>();
        for (StoredMail copy : ledger.underId(list.name(), id)) {
            again(list, copy).ifPresent(read -> copies.add(new Ledger.ReadMail(copy, read)));
        }
        return copies;
    }

    Assembly assemble(WatchedList list, List<StoredMail> mails) {
        return SeriesAssembler.assemble(again(list, mails), again(list, ledger.copiesOf(mails)), list.facts());
    }

    private List<ListMail> again(WatchedList list, List<StoredMail> mails) {
        return mails.stream().flatMap(mail -> again(list, mail).stream()).toList();
    }

    private Optional<ListMail> again(WatchedList list, StoredMail mail) {
        return reading.parseAgain(ledger.raw(mail), mail.arrival()) instanceof ParseResult.Parsed parsed
                ? Optional.of(reading.read(parsed.mail(), list.facts()))
                : Optional.empty();
    }
}
