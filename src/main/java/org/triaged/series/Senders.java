package org.triaged.series;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.triaged.mail.Person;

/** Who is one sender: equal address; inside one thread also equal name, since people change machines between parts. */
final class Senders {

    private final UnionFind<String> people = new UnionFind<>();

    Senders(List<ListMail> mails, Threads threads) {
        for (ListMail mail : mails) {
            name(mail.sender())
                    .ifPresent(name -> people.join(mention(mail.sender()), threads.thread(mail) + " " + name));
        }
    }

    /** Equal for mails of one sender. */
    String of(ListMail mail) {
        return people.find(mention(mail.sender()));
    }

    boolean same(ListMail one, ListMail other) {
        return of(one).equals(of(other));
    }

    private static String mention(Person person) {
        return person.email()
                .map(email -> "<" + email.toLowerCase(Locale.ROOT))
                .orElseGet(() -> ">" + name(person).orElse(""));
    }

    private static Optional<String> name(Person person) {
        return person.name().map(Names::folded).filter(name -> !name.isEmpty());
    }
}
