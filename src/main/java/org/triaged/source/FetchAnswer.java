package org.triaged.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.Item;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.triaged.triage.MailSource.Listing;

/** Reads what a server answers to UID FETCH and UID SEARCH. A server may mix in what nobody asked for. */
final class FetchAnswer {

    private FetchAnswer() {}

    /** Each UID once, ascending. */
    static List<Listing> listings(Response[] responses) {
        Map<Long, Listing> byUid = new TreeMap<>();
        fetches(responses).forEach(fetch -> item(fetch, UID.class)
                .flatMap(uid -> item(fetch, INTERNALDATE.class).flatMap(date -> item(fetch, RFC822SIZE.class)
                        .map(size -> new Listing(uid.uid, date.getDate().toInstant(), size.size))))
                .ifPresent(listing -> byUid.put(listing.uid(), listing)));
        return List.copyOf(byUid.values());
    }

    static Map<Long, byte[]> bodies(Response[] responses) {
        Map<Long, byte[]> byUid = new HashMap<>();
        fetches(responses).forEach(fetch -> item(fetch, UID.class).ifPresent(uid -> item(fetch, BODY.class)
                .map(BODY::getByteArray)
                .map(ByteArray::getNewBytes)
                .ifPresent(bytes -> byUid.put(uid.uid, bytes))));
        return byUid;
    }

    static List<Long> found(Response[] responses) {
        List<Long> uids = new ArrayList<>();
        for (Response response : responses) {
            if (response instanceof IMAPResponse search && search.keyEquals("SEARCH")) {
                for (long uid = search.readLong(); uid != -1; uid = search.readLong()) {
                    uids.add(uid);
                }
            }
        }
        return uids;
    }

    private static Stream<FetchResponse> fetches(Response[] responses) {
        return Arrays.stream(responses).filter(FetchResponse.class::isInstance).map(FetchResponse.class::cast);
    }

    private static <T extends Item> Optional<T> item(FetchResponse fetch, Class<T> type) {
        return Optional.ofNullable(fetch.getItem(type));
    }
}
