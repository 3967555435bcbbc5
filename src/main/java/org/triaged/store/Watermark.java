package org.triaged.store;

import java.time.Instant;
import org.triaged.triage.Mailbox;
import org.triaged.triage.Mode;
import org.triaged.triage.WatchedList;

/** The line before which nothing is answered, and the mode of the list that moves it. */
final class Watermark {

    private static final String MODE = """
            SELECT mode
              FROM mailbox
             WHERE id = ?
            """;

    private static final String SET_MODE = """
            UPDATE mailbox
               SET mode = ?
             WHERE id = ?
            """;

    private static final String SET_WATERMARK = """
            UPDATE mailbox
               SET watermark_uid = ?, watermark_at = ?
             WHERE id = ?
            """;

    private static final String ALL_BELOW_WATERMARK = """
            UPDATE mail
               SET answerable = FALSE
             WHERE list = ? AND answerable
            """;

    private Watermark() {}

    /** What came while the list was quieter was said to nobody, and stays unsaid. */
    static void follow(Sql sql, WatchedList list, Mailbox mailbox, long uidNext, Instant now) {
        Mode before = sql.one(MODE, row -> Mode.of(row.text(1)), mailbox.id()).orElseThrow();
        if (before == list.mode()) {
            return;
        }
        sql.update(SET_MODE, list.mode().word(), mailbox.id());
        AuditChain.append(
                sql,
                AuditEntry.of(now, "mode-changed", "list", list.name())
                        .on(list.name())
                        .saying(before.word() + " to " + list.mode().word()));
        if (list.mode().compareTo(before) > 0) {
            sql.update(SET_WATERMARK, uidNext, now, mailbox.id());
            sql.update(ALL_BELOW_WATERMARK, list.name());
            tell(sql, list, mailbox.uidValidity(), uidNext, now);
        }
    }

    static void tell(Sql sql, WatchedList list, long uidValidity, long uidNext, Instant now) {
        String folder = list.account() + " " + list.folder() + " uidvalidity " + uidValidity;
        AuditChain.append(
                sql,
                AuditEntry.of(now, "watermark-set", "mailbox", folder)
                        .on(list.name())
                        .saying("nothing below UID " + uidNext + " is answered"));
    }
}
