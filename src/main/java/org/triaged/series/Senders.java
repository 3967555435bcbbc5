package org.triaged.series;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.triaged.mail.MessageId;
import org.triaged.mail.Person;

/**
 * Who is one sender: equal address; inside one thread also equal name, since people change machines between parts. What
 * one thread tells of a person says nothing in another, so that nobody needs all mail there is to know it.
 */
final class Senders {

    private final Threads threads;
    private final UnionFind<String> people = new UnionFind<>();

    /** Asked for again and again, in long threads. */
    private final Map<MessageId, String> byMail = new HashMap<>();

    Senders(List<ListMail> mails, Threads threads) {
        this.threads = threads;
        for (ListMail mail : mails) {
            name(mail.sender()).ifPresent(name -> people.join(mention(mail), threads.thread(mail) + " " + name));
        }
    }

    /** Equal for mails of one sender in one thread. */
    String inThread(ListMail mail) {
        return byMail.computeIfAbsent(mail.id(), id -> people.find(mention(mail)));
    }

    /** Two mails are of one sender when they share one of these. */
    List<String> marks(ListMail mail) {
        return Stream.concat(address(mail.sender()).stream(), Stream.of(inThread(mail)))
                .toList();
    }

    boolean same(ListMail one, ListMail other) {
        return one.sender().email().filter(other.sender()::hasAddress).isPresent()
                || inThread(one).equals(inThread(other));
    }

    private String mention(ListMail mail) {
        return threads.thread(mail) + " "
                + address(mail.sender())
                        .orElseGet(() -> ">" + name(mail.sender()).orElse(""));
    }

    private static Optional<String> address(Person person) {
        return person.email().map(email -> "<" + email.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> name(Person person) {
        return person.name().map(Names::folded).filter(name -> !name.isEmpty());
    }
}
