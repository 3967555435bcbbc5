package org.triaged.reply;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.triaged.mail.Envelope;
import org.triaged.mail.HeaderField;
import org.triaged.mail.MessageId;
import org.triaged.mail.Person;
import org.triaged.series.Details;
import org.triaged.series.Kin;
import org.triaged.series.Kind;
import org.triaged.series.Links;
import org.triaged.series.ListMail;
import org.triaged.series.PartNumber;
import org.triaged.series.Series;
import org.triaged.series.Subject;

/** Postings that make a mail as long as it can be: the longest names, titles, addresses and references. */
final class WorstPosting {

    private static final String REFERENCES = IntStream.range(0, 60)
            .mapToObj(at -> "<" + "r".repeat(60) + at + "@host.invalid>")
            .collect(Collectors.joining(" "));

    private WorstPosting() {}

    static Series series(String name, int size) {
        return series(name, size, 99);
    }

    static Series series(String name, int size, int version) {
        TreeMap<Integer, ListMail> patches = new TreeMap<>();
        IntStream.rangeClosed(1, size).forEach(number -> patches.put(number, mail(name, Kind.PATCH, number, size)));
        Optional<ListMail> cover = size == 1 ? Optional.empty() : Optional.of(mail(name, Kind.COVER, 0, size));
        ListMail head = cover.orElseGet(() -> patches.get(1));
        return new Series(
                head.id(),
                "x",
                head.sender(),
                version,
                Optional.empty(),
                size,
                cover,
                patches,
                false,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Kin.NONE);
    }

    private static ListMail mail(String name, Kind kind, int number, int size) {
        Person person = Person.of(name, "a".repeat(64) + "@" + "host.".repeat(30) + "invalid");
        // Only the anchor's title stands in the mail.
        String title = name + " " + "x".repeat(number <= 1 ? HeaderText.LONGEST : 1) + number;
        Envelope envelope = new Envelope(
                new MessageId("patch-" + number + "@host.invalid"),
                false,
                "[PATCH v99 " + number + "/" + size + "] " + title,
                person,
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(),
                List.of(new HeaderField("References", REFERENCES)),
                "");
        Subject subject = new Subject(
                title,
                List.of(),
                Optional.of(99),
                Optional.empty(),
                Optional.of(new PartNumber(number, size)),
                false,
                true,
                false,
                false);
        return new ListMail(
                envelope,
                kind,
                subject,
                person,
                person,
                Optional.empty(),
                "",
                "",
                "",
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                new TreeSet<>(Set.of()),
                Links.NONE,
                Details.NONE);
    }
}
