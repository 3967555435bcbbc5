package org.triaged.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.triaged.mail.Person;

/** What makes two trailers the same: the key, and the person by address or by name; without a person the value. */
final class TrailerNames {

    private TrailerNames() {}

    /** By address where there is one: an equal name alone does not let one person speak in place of another. */
    static String one(Trailer trailer) {
        return all(trailer).get(0);
    }

    static List<String> all(Trailer trailer) {
        String key = trailer.key().toLowerCase(Locale.ROOT) + ':';
        Person person = trailer.person();
        List<String> names = new ArrayList<>();
        person.email().ifPresent(email -> names.add(key + '<' + SamePerson.plain(email)));
        person.name().map(Names::folded).filter(name -> !name.isEmpty()).ifPresent(name -> names.add(key + '"' + name));
        if (names.isEmpty()) {
            names.add(key + Names.foldedTitle(trailer.value()));
        }
        return names;
    }

    /** Equal for mails of one sender. */
    static String sender(ListMail mail) {
        return mail.sender()
                .email()
                .map(email -> '<' + SamePerson.plain(email))
                .orElseGet(() -> mail.sender().name().map(Names::folded).orElse(""));
    }
}
