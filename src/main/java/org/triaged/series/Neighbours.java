package org.triaged.series;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.triaged.mail.Limits;
import org.triaged.mail.MessageId;

/** Settles the kinds that a mail alone cannot tell: replies without a prefix, and covers without a number. */
final class Neighbours {

    private static final Duration SOON = Duration.ofHours(1);
    private static final Duration AT_ONCE = Duration.ofMinutes(10);

    private final Threads threads;
    private final Senders senders;
    private final Map<MessageId, List<ListMail>> children = new HashMap<>();
    private final Map<String, Integer> numberedCovers = new HashMap<>();

    private Neighbours(List<ListMail> mails, Threads threads, Senders senders) {
        this.threads = threads;
        this.senders = senders;
        for (ListMail mail : mails) {
            threads.parent(mail).ifPresent(parent -> children.computeIfAbsent(parent, id -> new ArrayList<>())
                    .add(mail));
            if (mail.kind() == Kind.COVER) {
                numberedCovers.merge(coverKey(mail, mail), 1, Integer::sum);
            }
        }
    }

    static List<ListMail> settled(List<ListMail> mails, Threads threads, Senders senders) {
        Neighbours neighbours = new Neighbours(mails, threads, senders);
        return mails.stream().map(neighbours::settled).toList();
    }

    private ListMail settled(ListMail mail) {
        if (answersUnderSameSubject(mail)) {
            return turned(mail, Kind.REPLY);
        }
        return mail.kind() == Kind.OTHER && coversItsChildren(mail) ? turned(mail, Kind.COVER) : mail;
    }

    /** Under its new kind, with the trailers such a mail gives and without the oddities of what it is not. */
    private static ListMail turned(ListMail mail, Kind kind) {
        SortedSet<String> oddities = new TreeSet<>(mail.oddities());
        oddities.removeAll(List.of("no-diff", "patch-tag-without-diff"));
        List<String> lines = List.of(mail.message().split("\n", -1));
        Harvest harvest = Harvest.read(lines, new BitSet(), Limits.DEFAULT.line(), Limits.DEFAULT.harvested());
        return new ListMail(
                mail.envelope(),
                kind,
                mail.subject(),
                mail.sender(),
                mail.sender(),
                Optional.empty(),
                mail.message(),
                mail.notes(),
                mail.attached(),
                harvest.given(),
                List.of(),
                mail.files(),
                mail.diffHash(),
                oddities,
                mail.links(),
                mail.details().passingOver(harvest.passedOver()));
    }

    private boolean answersUnderSameSubject(ListMail mail) {
        boolean plain = mail.kind() == Kind.OTHER
                || mail.kind() == Kind.COVER && mail.files().isEmpty() && !hasDiffstat(mail)
                || mail.kind() == Kind.PATCH
                        && mail.odd("no-diff")
                        && mail.notes().isEmpty();
        String subject = Names.foldedTitle(mail.envelope().subject());
        return plain
                && !subject.isEmpty()
                && threads.parentMail(mail)
                        .filter(parent ->
                                Names.foldedTitle(parent.envelope().subject()).equals(subject))
                        .isPresent();
    }

    private static boolean hasDiffstat(ListMail mail) {
        return MessageCut.hasDiffstat(
                List.of((mail.message() + '\n' + mail.notes()).split("\n")), Limits.DEFAULT.line());
    }

    private boolean coversItsChildren(ListMail mail) {
        boolean answersItself = threads.parentMail(mail)
                .filter(parent -> senders.same(parent, mail))
                .isPresent();
        if (answersItself || mail.subject().number().isPresent()) {
            return false;
        }
        List<ListMail> own = children.getOrDefault(mail.id(), List.of()).stream()
                .filter(child -> child.kind() == Kind.PATCH && senders.same(child, mail))
                .toList();
        Optional<ListMail> numbered = own.stream()
                .filter(child -> child.subject().number().isPresent())
                .findFirst();
        if (numbered.isPresent()) {
            return !numberedCovers.containsKey(coverKey(mail, numbered.get()))
                    && (hasDiffstat(mail)
                            || mail.subject().patchTag()
                            || mail.subject().tagged("RFC")
                            || within(mail, numbered.get(), SOON));
        }
        return own.size() == 1 && own.get(0).subject().patchTag() && within(mail, own.get(0), AT_ONCE);
    }

    private String coverKey(ListMail mail, ListMail counted) {
        int total = counted.subject().number().map(PartNumber::total).orElse(0);
        return threads.thread(mail) + " " + total + " " + senders.inThread(counted);
    }

    static boolean within(ListMail one, ListMail other, Duration distance) {
        Duration between =
                Duration.between(one.envelope().date(), other.envelope().date()).abs();
        return between.compareTo(distance) <= 0;
    }
}
