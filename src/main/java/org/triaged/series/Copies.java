package org.triaged.series;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.triaged.mail.MessageId;

/** Chooses the mail among copies with one id: the earliest to arrive, else the smallest hash. The others join nothing. */
record Copies(List<ListMail> mails, List<ListMail> duplicates) {

    static final Comparator<ListMail> CANONICAL =
            Comparator.comparing((ListMail mail) -> mail.envelope().date()).thenComparing(ListMail::id);

    private static final Comparator<ListMail> FIRST = Comparator.comparing(
                    (ListMail mail) -> mail.envelope().arrival())
            .thenComparing(mail -> mail.envelope().sha256());

    static Copies sort(Collection<ListMail> all) {
        return of(List.of(), all);
    }

    /** @param chosen already, by whoever knows which copy came first; each has an id of its own */
    static Copies of(Collection<ListMail> chosen, Collection<ListMail> copies) {
        Map<MessageId, ListMail> settled = new HashMap<>();
        List<ListMail> others = new ArrayList<>();
        chosen.forEach(mail -> settled.put(mail.id(), mail));
        for (ListMail mail : copies.stream().sorted(FIRST).toList()) {
            ListMail before = settled.putIfAbsent(mail.id(), mail);
            if (before != null) {
                others.add(mail.with("duplicate"));
                settled.put(
                        mail.id(), sameContent(before, mail) ? merged(before, mail) : before.with("message-id-clash"));
            }
        }
        return new Copies(
                settled.values().stream().sorted(CANONICAL).toList(),
                others.stream().sorted(CANONICAL.thenComparing(FIRST)).toList());
    }

    private static boolean sameContent(ListMail one, ListMail other) {
        return (munged(one) || munged(other) || one.author().equals(other.author()))
                && one.subject().equals(other.subject())
                && one.message().equals(other.message())
                && one.notes().equals(other.notes())
                && one.diffHash().equals(other.diffHash());
    }

    private static ListMail merged(ListMail chosen, ListMail other) {
        return unmunged(chosen, other)
                .with(chosen.details().alsoThrough(other.details().lists()));
    }

    private static boolean munged(ListMail mail) {
        return mail.odd("munged-from") || mail.odd("munged-from-lost");
    }

    /** A copy that came by another way may still name the author whom a list has hidden, who is then not lost. */
    private static ListMail unmunged(ListMail chosen, ListMail other) {
        if (!munged(chosen) || munged(other)) {
            return chosen;
        }
        SortedSet<String> oddities = new TreeSet<>(chosen.oddities());
        oddities.remove("munged-from-lost");
        oddities.add("munged-from");
        return new ListMail(
                chosen.envelope(),
                chosen.kind(),
                chosen.subject(),
                other.author(),
                other.sender(),
                chosen.inBodyFrom(),
                chosen.message(),
                chosen.notes(),
                chosen.attached(),
                chosen.trailers(),
                chosen.trailersAbove(),
                chosen.files(),
                chosen.diffHash(),
                oddities,
                chosen.links(),
                chosen.details());
    }
}
