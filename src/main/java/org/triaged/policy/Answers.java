package org.triaged.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.triaged.mail.MessageId;
import org.triaged.series.Kind;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** The replies in a body of mails, each below the patch or cover it speaks of: the nearest one above it. */
public final class Answers {

    public static final Answers NONE = new Answers(List.of());

    private final Map<MessageId, ListMail> known = new HashMap<>();
    private final Map<MessageId, Optional<MessageId>> postings = new HashMap<>();
    private final Map<MessageId, List<ListMail>> byPosting = new HashMap<>();

    private Answers(Collection<ListMail> mails) {
        List<ListMail> once =
                mails.stream().filter(mail -> !mail.odd("duplicate")).toList();
        once.forEach(mail -> known.put(mail.id(), mail));
        once.stream().filter(mail -> mail.kind() == Kind.REPLY).forEach(reply -> posting(reply)
                .ifPresent(posting -> byPosting
                        .computeIfAbsent(posting, id -> new ArrayList<>())
                        .add(reply)));
    }

    /**
     * A reply to a series.
     *
     * @param posting the member it speaks of; the root, too, where that is a cover nobody saw
     */
    public record Answer(ListMail mail, MessageId posting) {}

    public static Answers among(Collection<ListMail> mails) {
        return new Answers(mails);
    }

    /** The oldest first. */
    public List<Answer> to(Series series) {
        return Stream.concat(Stream.of(series.root()), series.members().stream().map(ListMail::id))
                .distinct()
                .flatMap(posting ->
                        byPosting.getOrDefault(posting, List.of()).stream().map(mail -> new Answer(mail, posting)))
                .sorted(Comparator.comparing(
                                (Answer answer) -> answer.mail().envelope().arrival())
                        .thenComparing(answer -> answer.mail().id()))
                .toList();
    }

    /** Each mail of a thread is climbed over once. */
    private Optional<MessageId> posting(ListMail reply) {
        List<MessageId> path = new ArrayList<>();
        Set<MessageId> climbed = new HashSet<>();
        Optional<MessageId> at = Optional.of(reply.id());
        while (at.isPresent() && !postings.containsKey(at.get()) && isBetween(at.get()) && climbed.add(at.get())) {
            path.add(at.get());
            at = parent(known.get(at.get()));
        }
        Optional<MessageId> found =
                at.filter(id -> !climbed.contains(id)).flatMap(id -> postings.getOrDefault(id, Optional.of(id)));
        path.forEach(id -> postings.put(id, found));
        return found;
    }

    private boolean isBetween(MessageId id) {
        return Optional.ofNullable(known.get(id))
                .filter(mail -> mail.kind() != Kind.PATCH && mail.kind() != Kind.COVER && mail.kind() != Kind.PULL)
                .isPresent();
    }

    private Optional<MessageId> parent(ListMail mail) {
        List<MessageId> ids = mail.envelope().parents();
        return ids.stream().filter(known::containsKey).findFirst().or(() -> ids.stream()
                .findFirst());
    }
}
