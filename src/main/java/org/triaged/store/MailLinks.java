package org.triaged.store;

import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.series.Links;
import org.triaged.triage.StoredMail;

/** Table {@code mail_link}: what connects postings of one work beyond threads, senders and titles. */
final class MailLinks {

    static final String SUPERSEDES = "supersedes";

    private static final String CHANGE_ID = "change-id";

    private static final String LINK = """
            INSERT INTO mail_link (mail, place, list, kind, target)
            VALUES (?, ?, ?, ?, ?)
            """;

    private static final String FORGET = """
            DELETE FROM mail_link
             WHERE mail = ?
            """;

    private MailLinks() {}

    static void keep(Sql sql, StoredMail mail, Links links) {
        int place = 0;
        for (MessageId older : links.supersedes()) {
            sql.update(LINK, mail.id(), place++, mail.list(), SUPERSEDES, older.value());
        }
        Optional<String> change = links.changeId();
        if (change.isPresent()) {
            sql.update(LINK, mail.id(), place, mail.list(), CHANGE_ID, change.get());
        }
    }

    static void forget(Sql sql, long mail) {
        sql.update(FORGET, mail);
    }
}
