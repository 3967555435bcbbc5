package org.triaged.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.triaged.mail.MessageId;

/** Knows which posting a reply speaks of: that of the nearest patch or cover above it. */
final class Answered {

    /**
     * @param head of the posting
     * @param patch that is answered; empty when it is the cover
     * @param lost the reply answers a mail that is no member, so its patch is not known
     */
    record Spot(MessageId head, Optional<ListMail> patch, boolean lost) {}

    private final Threads threads;
    private final Map<MessageId, Optional<Spot>> spots = new HashMap<>();

    Answered(List<Posting> postings, Threads threads) {
        this.threads = threads;
        lostCovers(postings);
        for (Posting posting : postings) {
            MessageId head = posting.head().id();
            posting.patches().values().forEach(patch -> keep(patch.id(), head, Optional.of(patch)));
            posting.cover().ifPresent(cover -> keep(cover.id(), head, Optional.empty()));
        }
    }

    private void keep(MessageId member, MessageId head, Optional<ListMail> patch) {
        spots.put(member, Optional.of(new Spot(head, patch, false)));
    }

    /** A ghost that all patches of one numbered posting name as parent is its cover, yet to come or under another id. */
    private void lostCovers(List<Posting> postings) {
        Set<MessageId> several = new HashSet<>();
        for (Posting posting : postings) {
            boolean numbered = posting.head().subject().number().isPresent();
            Optional<MessageId> ghost = numbered ? posting.ghost(threads) : Optional.empty();
            ghost.filter(spots::containsKey).ifPresent(several::add);
            ghost.ifPresent(id -> keep(id, posting.head().id(), Optional.empty()));
        }
        spots.keySet().removeAll(several);
    }

    /** Empty when no mail above the reply is of a series. Each mail of a thread is climbed over once. */
    Optional<Spot> by(ListMail reply) {
        List<ListMail> path = new ArrayList<>();
        Optional<ListMail> at = Optional.of(reply);
        while (at.isPresent() && !spots.containsKey(at.get().id())) {
            path.add(at.get());
            at = threads.parentMail(at.get());
        }
        Optional<Spot> spot = at.map(ListMail::id).or(() -> known(path)).flatMap(spots::get);
        for (int step = path.size() - 1; step >= 0; step--) {
            ListMail mail = path.get(step);
            boolean stray = mail.kind() == Kind.PATCH || mail.kind() == Kind.COVER || mail.kind() == Kind.PULL;
            spot = stray ? spot.map(found -> new Spot(found.head(), Optional.empty(), true)) : spot;
            spots.put(mail.id(), spot);
        }
        return spot;
    }

    /** The posting below which that mail was sent, be it one itself; empty when it is a thread of its own. */
    Optional<Spot> above(ListMail posted) {
        return threads.parentMail(posted).flatMap(this::by);
    }

    /** The ghost at the top of that path, where it stands for a cover. */
    private Optional<MessageId> known(List<ListMail> path) {
        return threads.parent(path.get(path.size() - 1)).filter(spots::containsKey);
    }
}
