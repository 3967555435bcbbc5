package org.triaged.triage;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triaged.mail.Envelope;
import org.triaged.mail.MessageId;
import org.triaged.mail.ParseResult;
import org.triaged.reply.Sender;

/** Reads replies of ours by their own header. Only who has our key can make one: its Message-ID follows from what it answers. */
public final class OwnMails {

    private static final Pattern BRACKETED = Pattern.compile("\\s*<([^<>\\s]{1,501})>\\s*");

    private static final Pattern REROLL = Pattern.compile("\\s*v([1-9][0-9]{0,5})\\s*");

    private final List<WatchedList> lists;

    private final Sender sender;

    private final MailReading reading;

    public OwnMails(List<WatchedList> lists, Sender sender, MailReading reading) {
        this.lists = List.copyOf(lists);
        this.sender = sender;
        this.reading = reading;
    }

    /** Empty when it is not ours, or not of a list in conf. */
    Optional<JournalEntry.Intent> read(TriedReplies.Returned mail) {
        if (!(reading.parseAgain(mail.raw(), mail.arrival()) instanceof ParseResult.Parsed parsed)) {
            return Optional.empty();
        }
        Envelope head = parsed.mail().envelope();
        Optional<MessageId> root = id(head, "X-Triaged-Series");
        Optional<MessageId> anchor = id(head, "In-Reply-To");
        Optional<Integer> version = head.first("X-Triaged-Reroll")
                .map(REROLL::matcher)
                .filter(Matcher::matches)
                .map(reroll -> Integer.valueOf(reroll.group(1)));
        Optional<WatchedList> list =
                lists.stream().filter(one -> one.name().equals(mail.list())).findFirst();
        if (root.isEmpty() || anchor.isEmpty() || version.isEmpty() || list.isEmpty()) {
            return Optional.empty();
        }
        return sender.reportOf(head.id(), list.get().facts().listId(), root.get(), version.get())
                .map(report -> new JournalEntry.Intent(
                        report, head.id(), mail.list(), root.get(), version.get(), anchor.get(), head.sha256(), 1, 1));
    }

    private static Optional<MessageId> id(Envelope head, String field) {
        return head.first(field)
                .map(BRACKETED::matcher)
                .filter(Matcher::matches)
                .map(id -> new MessageId(id.group(1)));
    }
}
