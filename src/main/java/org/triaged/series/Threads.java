package org.triaged.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.triaged.mail.MessageId;

/** The trees that mails make by their parents. A parent that is not there is a ghost: a node without mail. */
final class Threads {

    private static final int HIGHEST_CLIMB = 1_000;

    private final Map<MessageId, ListMail> known = new HashMap<>();
    private final Map<MessageId, MessageId> parents = new HashMap<>();
    private final UnionFind<MessageId> trees = new UnionFind<>();

    /** What was posted next above each mail that was asked for. */
    private final Map<MessageId, Optional<ListMail>> posted = new HashMap<>();

    /** Mails in canonical order. */
    Threads(List<ListMail> mails) {
        mails.forEach(mail -> known.put(mail.id(), mail));
        mails.forEach(mail -> stated(mail).ifPresent(parent -> parents.put(mail.id(), parent)));
        breakCycles(mails);
        parents.forEach(trees::join);
    }

    private Optional<MessageId> stated(ListMail mail) {
        List<MessageId> ids = mail.envelope().parents();
        return ids.stream().filter(known::containsKey).findFirst().or(() -> ids.stream()
                .findFirst());
    }

    /** A cycle is cut at its smallest mail. */
    private void breakCycles(List<ListMail> mails) {
        Set<MessageId> safe = new HashSet<>();
        for (ListMail mail : mails) {
            Set<MessageId> path = new HashSet<>();
            MessageId at = mail.id();
            while (at != null && !safe.contains(at) && path.add(at)) {
                at = parents.get(at);
            }
            if (at != null && !safe.contains(at)) {
                cutCycleThrough(at);
            }
            safe.addAll(path);
        }
    }

    private void cutCycleThrough(MessageId start) {
        ListMail smallest = known.get(start);
        for (MessageId at = parents.get(start); !at.equals(start); at = parents.get(at)) {
            ListMail mail = known.get(at);
            smallest = Copies.CANONICAL.compare(mail, smallest) < 0 ? mail : smallest;
        }
        parents.remove(smallest.id());
    }

    /** The mail or ghost it answers. */
    Optional<MessageId> parent(ListMail mail) {
        return Optional.ofNullable(parents.get(mail.id()));
    }

    Optional<ListMail> parentMail(ListMail mail) {
        return parent(mail).map(known::get);
    }

    boolean ghost(MessageId id) {
        return !known.containsKey(id);
    }

    /**
     * The first cover, patch or pull request above that mail that is looked for, through replies too. Nobody's series hangs
     * below more of them than are climbed over.
     */
    Optional<ListMail> nearestAbove(ListMail mail, Predicate<ListMail> wanted) {
        Optional<ListMail> at = postedAbove(mail);
        for (int steps = 1; at.isPresent() && !wanted.test(at.get()); steps++) {
            at = steps < HIGHEST_CLIMB ? postedAbove(at.get()) : Optional.empty();
        }
        return at;
    }

    /** Each mail of a thread is climbed over once. */
    private Optional<ListMail> postedAbove(ListMail mail) {
        if (posted.containsKey(mail.id())) {
            return posted.get(mail.id());
        }
        List<MessageId> path = new ArrayList<>();
        Optional<ListMail> at = Optional.of(mail);
        Optional<ListMail> found = Optional.empty();
        while (at.isPresent() && found.isEmpty()) {
            MessageId id = at.get().id();
            boolean climbed = posted.containsKey(id);
            at = climbed ? Optional.empty() : parentMail(at.get());
            found = climbed ? posted.get(id) : at.filter(Threads::isPosted);
            path.add(id);
        }
        for (MessageId id : path) {
            posted.put(id, found);
        }
        return found;
    }

    private static boolean isPosted(ListMail mail) {
        return switch (mail.kind()) {
            case PATCH, COVER, PULL -> true;
            case REPLY, PING, DISCUSSION, FOREIGN, AUTO, OTHER -> false;
        };
    }

    /** Equal for mails of one thread. */
    MessageId thread(ListMail mail) {
        return trees.find(mail.id());
    }
}
