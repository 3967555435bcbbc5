package org.triaged.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.triaged.mail.MessageId;
import org.triaged.triage.MailSource.Fetched;
import org.triaged.triage.MailSource.Folder;
import org.triaged.triage.MailSource.Listing;
import org.triaged.triage.MailSource.Unavailable;

/** One folder under EXAMINE. Ranges are explicit numbers: {@code n:*} would name the last mail even below n. */
final class ImapFolder implements Folder {

    private static final String FACTS = " (UID INTERNALDATE RFC822.SIZE)";
    private static final long LAST_UID = 0xFFFF_FFFFL;

    /** A stranger can write our id into any number of mails; ours is among the first. */
    private static final int MOST_WITH_ID = 50;

    private final ImapLine line;
    private final long uidValidity;
    private final long uidNext;

    ImapFolder(ImapLine line, long uidValidity, long uidNext) {
        this.line = line;
        this.uidValidity = uidValidity;
        this.uidNext = uidNext;
    }

    @Override
    public long uidValidity() {
        return uidValidity;
    }

    @Override
    public long uidNext() {
        return uidNext;
    }

    @Override
    public List<Listing> list(long first, long last) throws Unavailable {
        long from = Math.max(1, first);
        long to = Math.min(LAST_UID, last);
        if (to < from) {
            return List.of();
        }
        return facts(from + ":" + to).stream()
                .filter(listing -> listing.uid() >= from && listing.uid() <= to)
                .toList();
    }

    @Override
    public List<Fetched> fetch(List<Listing> wanted, int cap, int head) throws Unavailable {
        List<Fetched> fetched = new ArrayList<>();
        for (Batch batch : Batch.of(wanted, cap)) {
            String body = batch.tooLarge() ? "BODY.PEEK[]<0." + head + ">" : "BODY.PEEK[]";
            Map<Long, byte[]> bodies =
                    FetchAnswer.bodies(line.command("fetch", "UID FETCH " + batch.uids() + " (UID " + body + ")"));
            assertGone(batch.without(bodies.keySet()));
            for (Listing listing : batch.listings()) {
                if (bodies.containsKey(listing.uid())) {
                    byte[] bytes = bodies.get(listing.uid());
                    assertWhole(
                            listing, bytes.length, batch.tooLarge() ? Math.min(head, listing.size()) : listing.size());
                    fetched.add(new Fetched(listing, bytes));
                }
            }
        }
        return fetched;
    }

    @Override
    public List<Fetched> withId(MessageId id, int cap, int head) throws Unavailable {
        String uids = FetchAnswer.found(line.command(
                        "search",
                        protocol -> protocol.command(
                                search(protocol, id), new Argument().writeString(id.value(), StandardCharsets.UTF_8))))
                .stream()
                .sorted()
                .limit(MOST_WITH_ID)
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        if (uids.isEmpty()) {
            return List.of();
        }
        return fetch(facts(uids), cap, head).stream()
                .filter(mail -> MessageIdField.in(mail.bytes()).contains(id))
                .toList();
    }

    @Override
    public void close() {
        line.close();
    }

    private static String search(IMAPProtocol protocol, MessageId id) {
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(id.value());
        String charset = ascii || protocol.supportsUtf8() ? "" : "CHARSET UTF-8 ";
        return "UID SEARCH " + charset + "HEADER Message-ID";
    }

    private List<Listing> facts(String uids) throws Unavailable {
        return FetchAnswer.listings(line.command("list", "UID FETCH " + uids + FACTS));
    }

    /** The library skips a response it cannot read, so a mail without an answer is asked for once more. */
    private void assertGone(List<Listing> unanswered) throws Unavailable {
        if (unanswered.isEmpty()) {
            return;
        }
        List<Listing> still = facts(Batch.uids(unanswered));
        if (!still.isEmpty()) {
            throw broken("no body came for the mails with UID " + Batch.uids(still));
        }
    }

    private void assertWhole(Listing listing, long came, long announced) throws Unavailable {
        if (came != announced) {
            throw broken("mail with UID " + listing.uid() + " came with " + came + " bytes instead of " + announced);
        }
    }

    private Unavailable broken(String what) {
        return line.brokenOff(what, new IOException(what));
    }
}
