package org.triaged.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.triaged.triage.MailSource.Listing;

/** Mails fetched by one command: few enough that a command is short, small enough that its answer fits the heap. */
record Batch(List<Listing> listings, boolean tooLarge) {

    private static final int MOST = 50;
    private static final long BYTES = 4 << 20;

    Batch {
        listings = List.copyOf(listings);
    }

    /** In order; a mail over the cap, or over the bound, stands alone. */
    static List<Batch> of(List<Listing> wanted, int cap) {
        List<Batch> batches = new ArrayList<>();
        List<Listing> next = new ArrayList<>();
        long bytes = 0;
        for (Listing listing : wanted) {
            boolean tooLarge = listing.size() > cap;
            if (!next.isEmpty() && (tooLarge || next.size() == MOST || bytes + listing.size() > BYTES)) {
                batches.add(new Batch(next, false));
                next.clear();
                bytes = 0;
            }
            if (tooLarge) {
                batches.add(new Batch(List.of(listing), true));
            } else {
                next.add(listing);
                bytes += listing.size();
            }
        }
        if (!next.isEmpty()) {
            batches.add(new Batch(next, false));
        }
        return batches;
    }

    String uids() {
        return uids(listings);
    }

    static String uids(List<Listing> listings) {
        return listings.stream().map(listing -> Long.toString(listing.uid())).collect(Collectors.joining(","));
    }

    List<Listing> without(Set<Long> answered) {
        return listings.stream()
                .filter(listing -> !answered.contains(listing.uid()))
                .toList();
    }
}
