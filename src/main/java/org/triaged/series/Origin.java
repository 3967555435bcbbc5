package org.triaged.series;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triaged.mail.Envelope;
import org.triaged.mail.Person;

/**
 * Who sent a mail. A list may rewrite From for DMARC, and a relay posts for others; the sender is then recovered from
 * what they leave behind.
 *
 * @param munged From named the list or a relay
 * @param lost and nothing told the address of the sender
 */
record Origin(Person sender, boolean munged, boolean lost) {

    private static final Pattern LIST_ID = Pattern.compile("<([^<>.\\s]{1,100})\\.([^<>\\s]{1,200})>");
    private static final Pattern LIST_POST = Pattern.compile("mailto:([^<>?\\s]{1,300})");

    static Origin of(Envelope envelope, ListFacts list, List<Trailer> signOffs) {
        Person from = envelope.from();
        List<String> addresses = listAddresses(envelope);
        Predicate<String> listAddress =
                address -> list.isListAddress(address) || addresses.contains(address.toLowerCase(Locale.ROOT));
        if (from.email()
                .filter(email -> listAddress.test(email) || list.isRelay(email))
                .isEmpty()) {
            return new Origin(from, false, false);
        }
        Optional<String> name = from.name().map(Origin::withoutVia).filter(text -> !text.isEmpty());
        Predicate<Person> reachable = person -> person.email()
                .filter(email -> !listAddress.test(email) && !list.isRelay(email))
                .isPresent();
        Optional<String> folded = name.map(Names::folded).filter(text -> !text.isEmpty());
        Predicate<Person> namesake =
                person -> folded.isPresent() && person.name().map(Names::folded).equals(folded);
        List<Person> replyTo =
                envelope.people("Reply-To").stream().filter(reachable).toList();
        List<Person> signed =
                signOffs.stream().map(Trailer::person).filter(namesake).toList();
        Stream<Person> traces = Stream.of(
                        envelope.people("X-Original-From").stream(),
                        replyTo.stream().filter(namesake),
                        replyTo.size() == 1 ? replyTo.stream() : Stream.<Person>empty(),
                        envelope.people("Cc").stream().filter(namesake),
                        signed.stream().distinct().count() == 1 ? signed.stream() : Stream.<Person>empty())
                .flatMap(found -> found);
        return traces.filter(reachable)
                .findFirst()
                .map(found -> new Origin(new Person(found.name().or(() -> name), found.email()), true, false))
                .orElseGet(() -> new Origin(new Person(name, Optional.empty()), true, true));
    }

    private static List<String> listAddresses(Envelope envelope) {
        Stream<String> ids = envelope.first("List-Id").map(LIST_ID::matcher).filter(Matcher::find).stream()
                .map(id -> id.group(1) + '@' + id.group(2));
        Stream<String> posts = envelope.first("List-Post").map(LIST_POST::matcher).filter(Matcher::find).stream()
                .map(post -> post.group(1));
        return Stream.concat(ids, posts)
                .map(address -> address.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** {@code 'Ann Dev' via devel} is Ann Dev. */
    private static String withoutVia(String name) {
        int via = name.toLowerCase(Locale.ROOT).lastIndexOf(" via");
        String before = (via < 0 ? name : name.substring(0, via)).strip();
        boolean quoted = before.length() > 1 && before.startsWith("'") && before.endsWith("'");
        return quoted ? before.substring(1, before.length() - 1).strip() : before;
    }
}
