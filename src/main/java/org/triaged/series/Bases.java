package org.triaged.series;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triaged.mail.MessageId;

/**
 * What each posting must be applied to. The lines of all its parts count together; what its sender says in a later answer
 * takes their place, and what anybody else says has no effect.
 */
final class Bases {

    private final Map<MessageId, List<MessageId>> latest = new HashMap<>();

    /** Mails in canonical order. */
    Bases(List<ListMail> mails, List<Posting> postings, Answered answered, Senders senders) {
        Map<MessageId, ListMail> heads = new HashMap<>();
        for (Posting posting : postings) {
            Set<MessageId> stated = new LinkedHashSet<>();
            posting.members().forEach(mail -> stated.addAll(mail.links().basedOn()));
            latest.put(posting.head().id(), List.copyOf(stated));
            heads.put(posting.head().id(), posting.head());
        }
        for (ListMail mail : mails) {
            if (mail.kind() == Kind.REPLY && !mail.links().basedOn().isEmpty()) {
                answered.by(mail)
                        .map(Answered.Spot::head)
                        .filter(head -> senders.same(heads.get(head), mail))
                        .ifPresent(head -> latest.put(head, mail.links().basedOn()));
            }
        }
    }

    /** In the order of their lines; its own parts are no base. */
    List<MessageId> of(Posting posting) {
        Set<MessageId> own = new HashSet<>();
        posting.members().forEach(mail -> own.add(mail.id()));
        return latest.get(posting.head().id()).stream()
                .filter(id -> !own.contains(id))
                .toList();
    }
}
