package org.triaged.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the header of a mail says, decoded. Also there for a damaged mail, as far as it could be read.
 *
 * @param id the key of the mail; made from its bytes when {@code syntheticId}
 * @param subject decoded and unfolded; "" when absent
 * @param from the header From as received, never un-munged
 * @param date of the mail, replaced by the arrival when it cannot be true
 * @param arrival what the source says of the mail, never the clock at processing
 * @param parents ids this mail answers, nearest first; never its own
 * @param fields all fields kept, in the order of the mail
 * @param sha256 of the raw bytes, 64 lower-case hex digits
 */
public record Envelope(
        MessageId id,
        boolean syntheticId,
        String subject,
        Person from,
        Instant date,
        Instant arrival,
        List<MessageId> parents,
        List<HeaderField> fields,
        String sha256) {

    public Envelope {
        parents = List.copyOf(parents);
        fields = List.copyOf(fields);
    }

    /** The value of the first field of that name, whatever its case. */
    public Optional<String> first(String name) {
        return all(name).findFirst();
    }

    public Stream<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(HeaderField::value);
    }

    /** The addresses of all fields of that name, read by the room's own address reader. */
    public List<Person> people(String name) {
        return all(name).flatMap(value -> Addresses.read(value).stream()).toList();
    }
}
