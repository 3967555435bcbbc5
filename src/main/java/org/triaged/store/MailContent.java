package org.triaged.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.series.Kind;
import org.triaged.series.ListMail;
import org.triaged.series.PartNumber;
import org.triaged.series.SeriesAssembler;
import org.triaged.triage.Ledger.ReadMail;
import org.triaged.triage.StoredMail;

/** What a mail says: the read columns of table {@code mail}, and table {@code mail_reference}. */
final class MailContent {

    private static final String IS_FETCHED = """
            SELECT 1
              FROM mail
             WHERE id = ? AND state = 'FETCHED'
            """;

    private static final String READ = """
            UPDATE mail
               SET state = ?, message_id = ?, known_as = ?, reason = ?, kind = ?, subject = ?, title = ?, title_key = ?,
                   sender_name = ?, sender_address = ?, sender_key = ?, author_name = ?, author_address = ?, sent_at = ?,
                   version = ?, part_number = ?, part_total = ?, oddities = ?
             WHERE id = ? AND state = 'FETCHED'
            """;

    private static final String KNOWN_COPY = """
            SELECT id, arrival, judged
              FROM mail
             WHERE list = ? AND known_as = ?
            """;

    private static final String STEP_BACK = """
            UPDATE mail
               SET state = 'DUPLICATE', known_as = NULL, reason = ?, oddities = ?
             WHERE id = ?
            """;

    private static final String ASSEMBLE_ANEW = """
            UPDATE mail
               SET state = 'PARSED', sender_name = ?, sender_address = ?, sender_key = ?, author_name = ?,
                   author_address = ?, oddities = ?
             WHERE id = ?
            """;

    private static final String HAND_OVER_PLACE = """
            UPDATE series_patch
               SET mail = ?
             WHERE mail = ?
            """;

    private static final String FORGET_REFERENCES = """
            DELETE FROM mail_reference
             WHERE mail = ?
            """;

    private static final String REFERENCE = """
            INSERT INTO mail_reference (mail, place, list, parent_id)
            VALUES (?, ?, ?, ?)
            """;

    private static final String DUPLICATE = "duplicate";

    private MailContent() {}

    private record Copy(long id, Instant arrival, boolean judged) {

        /** Once judged it stays; else a stranger who copies an id could choose what counts. */
        boolean yieldsTo(StoredMail other) {
            return !judged && other.arrival().isBefore(arrival);
        }
    }

    static void keep(Sql sql, StoredMail mail, ListMail read, List<ReadMail> copies) {
        if (!sql.exists(IS_FETCHED, mail.id())) {
            return; // a step that was done before is not done again
        }
        Optional<Copy> known = sql.one(
                KNOWN_COPY,
                row -> new Copy(row.number(1), row.instant(2), row.flag(3)),
                mail.list(),
                read.id().value());
        boolean counts = known.isEmpty() || known.get().yieldsTo(mail);
        if (!counts) {
            read(
                    sql,
                    mail,
                    read.with(DUPLICATE),
                    Optional.of("copy of mail " + known.get().id()));
            hear(sql, known.get(), read, copies);
        } else {
            known.ifPresent(copy -> replace(sql, copy, mail, copies));
            List<ListMail> others = copies.stream().map(ReadMail::read).toList();
            read(sql, mail, SeriesAssembler.settled(read, others), Optional.empty());
            references(sql, mail, read.envelope().parents());
            MailLinks.keep(sql, mail, read.links());
            if (read.kind() == Kind.PATCH || read.kind() == Kind.COVER || read.kind() == Kind.PULL) {
                PatchContent.keep(sql, mail.id(), read);
            }
        }
    }

    /** What a further copy tells of the mail may change who sent it, and so the series. */
    private static void hear(Sql sql, Copy known, ListMail copy, List<ReadMail> copies) {
        List<ListMail> others = new ArrayList<>();
        copies.stream().filter(other -> other.mail().id() != known.id()).forEach(other -> others.add(other.read()));
        Optional<ListMail> chosen = read(known, copies);
        Optional<ListMail> before = chosen.map(mail -> SeriesAssembler.settled(mail, others));
        others.add(copy);
        chosen.map(mail -> SeriesAssembler.settled(mail, others))
                .filter(settled -> !before.equals(Optional.of(settled)))
                .ifPresent(settled -> sql.update(
                        ASSEMBLE_ANEW,
                        settled.sender().name(),
                        settled.sender().email(),
                        Keys.ofSender(settled.sender()),
                        settled.author().name(),
                        settled.author().email(),
                        String.join(" ", settled.oddities()),
                        known.id()));
    }

    private static Optional<ListMail> read(Copy known, List<ReadMail> copies) {
        return copies.stream()
                .filter(copy -> copy.mail().id() == known.id())
                .map(ReadMail::read)
                .findFirst();
    }

    private static void replace(Sql sql, Copy copy, StoredMail by, List<ReadMail> copies) {
        String oddities = read(copy, copies)
                .map(mail -> String.join(" ", mail.with(DUPLICATE).oddities()))
                .orElse(DUPLICATE);
        sql.update(STEP_BACK, "copy of mail " + by.id(), oddities, copy.id());
        sql.update(HAND_OVER_PLACE, by.id(), copy.id());
        sql.update(FORGET_REFERENCES, copy.id());
        MailLinks.forget(sql, copy.id());
    }

    private static void read(Sql sql, StoredMail mail, ListMail read, Optional<String> copyOf) {
        String id = read.id().value();
        sql.update(
                READ,
                copyOf.isEmpty() ? "PARSED" : "DUPLICATE",
                id,
                copyOf.isEmpty() ? Optional.of(id) : Optional.empty(),
                copyOf,
                read.kind().word(),
                read.envelope().subject(),
                read.subject().title(),
                Keys.ofTitle(read.subject().title()),
                read.sender().name(),
                read.sender().email(),
                Keys.ofSender(read.sender()),
                read.author().name(),
                read.author().email(),
                read.envelope().date(),
                read.subject().version(),
                read.subject().number().map(PartNumber::index),
                read.subject().number().map(PartNumber::total),
                String.join(" ", read.oddities()),
                mail.id());
    }

    private static void references(Sql sql, StoredMail mail, List<MessageId> parents) {
        for (int place = 0; place < parents.size(); place++) {
            sql.update(
                    REFERENCE, mail.id(), place, mail.list(), parents.get(place).value());
        }
    }
}
