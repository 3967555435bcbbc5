package org.triaged.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.triaged.mail.Arrival;
import org.triaged.mail.Limits;
import org.triaged.mail.MessageId;
import org.triaged.triage.FileNumbers;
import org.triaged.triage.MailSource.Fetched;
import org.triaged.triage.MailSource.Folder;
import org.triaged.triage.MailSource.Listing;
import org.triaged.triage.MailSource.Unavailable;

/**
 * One Maildir as it was when it was opened. A file that cannot be had loses its number: should it be seen again, it gets
 * one that is still to be listed.
 */
final class MaildirFolder implements Folder {

    /** The numbers are ours, and are not forgotten while anything else is remembered of the folder. */
    private static final long UID_VALIDITY = 1;

    private static final int HEADER = Limits.DEFAULT.headerBytes();

    /** A stranger can write our id into any number of mails; ours is among the first. */
    private static final int MOST_WITH_ID = 50;

    private final String path;
    private final MaildirFiles files;
    private final SortedMap<Long, String> names;
    private final FileNumbers numbers;
    private final UnreadFiles unread;

    MaildirFolder(
            String path, MaildirFiles files, Map<String, Long> numbered, FileNumbers numbers, UnreadFiles unread) {
        this.path = path;
        this.files = files;
        this.names = new TreeMap<>();
        numbered.forEach((name, number) -> names.put(number, name));
        this.numbers = numbers;
        this.unread = unread;
    }

    @Override
    public long uidValidity() {
        return UID_VALIDITY;
    }

    @Override
    public long uidNext() {
        return names.isEmpty() ? 1 : names.lastKey() + 1;
    }

    @Override
    public List<Listing> list(long first, long last) throws Unavailable {
        SortedMap<Long, String> wanted = new TreeMap<>(names.tailMap(first));
        wanted.keySet().removeIf(number -> number > last);
        takeBackFromOthers(first, last);
        return had(
                wanted,
                (number, file, attributes) -> new Listing(
                        number,
                        Arrival.ofDelivered(
                                file.readNBytes(HEADER),
                                attributes.lastModifiedTime().toInstant()),
                        attributes.size()));
    }

    @Override
    public List<Fetched> fetch(List<Listing> wanted, int cap, int head) throws Unavailable {
        SortedMap<Long, String> byNumber = new TreeMap<>();
        Map<Long, Listing> listings = new HashMap<>();
        for (Listing listing : wanted) {
            listings.put(listing.uid(), listing);
            Optional.ofNullable(names.get(listing.uid())).ifPresent(name -> byNumber.put(listing.uid(), name));
        }
        return had(
                byNumber,
                (number, file, attributes) -> whole(listings.get(number), file, attributes.size(), cap, head));
    }

    @Override
    public List<Fetched> withId(MessageId id, int cap, int head) throws Unavailable {
        Map<Long, Boolean> held =
                files.read(names, unread, (number, file, attributes) -> MessageIdField.in(file.readNBytes(HEADER))
                        .contains(id));
        SortedMap<Long, String> found = new TreeMap<>(names);
        found.keySet().removeIf(number -> !held.getOrDefault(number, false));
        if (found.isEmpty()) {
            return List.of();
        }
        List<Listing> listings = list(found.firstKey(), found.lastKey()).stream()
                .filter(listing -> found.containsKey(listing.uid()))
                .limit(MOST_WITH_ID)
                .toList();
        return fetch(listings, cap, head);
    }

    @Override
    public Optional<Unavailable> leftUnread() {
        return unread.told();
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    /** Whoever numbered a file may have died before he found it gone; once the cursor is past its number, it would be lost. */
    private void takeBackFromOthers(long first, long last) {
        Set<String> there = new HashSet<>(names.values());
        List<String> gone = numbers.names(path, first, last).stream()
                .filter(name -> !there.contains(name))
                .toList();
        if (!gone.isEmpty()) {
            numbers.takeBack(path, gone);
        }
    }

    /** In order, without those that could not be had. */
    private <T> List<T> had(SortedMap<Long, String> wanted, MaildirFiles.Reader<T> reader) throws Unavailable {
        SortedMap<Long, T> had = files.read(wanted, unread, reader);
        SortedMap<Long, String> lost = new TreeMap<>(wanted);
        lost.keySet().removeAll(had.keySet());
        if (!lost.isEmpty()) {
            numbers.takeBack(path, lost.values());
            names.keySet().removeAll(lost.keySet());
        }
        return List.copyOf(had.values());
    }

    private static Fetched whole(Listing listing, InputStream file, long size, int cap, int head) throws IOException {
        boolean tooLarge = listing.size() > cap;
        byte[] bytes = tooLarge ? file.readNBytes(head) : file.readNBytes(cap + 1);
        if (size != listing.size() || bytes.length != (tooLarge ? Math.min(head, size) : size)) {
            throw new MaildirFiles.Changed();
        }
        return new Fetched(listing, bytes);
    }
}
