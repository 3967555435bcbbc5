package org.triaged.series;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triaged.mail.Limits;
import org.triaged.mail.ParsedMail;
import org.triaged.mail.Person;
import org.triaged.mail.TextPart;

/** Reads a mail in the language of its list: who made it, of what kind it is, its message, trailers and diff. */
public final class MailReader {

    private MailReader() {}

    public static ListMail read(ParsedMail mail, ListFacts list, Limits limits) {
        Reading reading = Reading.of(mail, list, limits);
        Kind kind = Classifier.kind(reading, list);
        boolean patch = kind == Kind.PATCH;
        boolean commit = patch || kind == Kind.PULL && reading.hasDiff();
        boolean posting = patch || kind == Kind.COVER || kind == Kind.PULL;
        Optional<Person> inBodyFrom = commit ? reading.inBody().from().map(Person::read) : Optional.empty();
        return new ListMail(
                mail.envelope(),
                kind,
                reading.subject(),
                commit ? reading.author() : reading.origin().sender(),
                reading.origin().sender(),
                inBodyFrom,
                joined(posting ? reading.cut().message() : reading.body().lines()),
                posting ? joined(reading.cut().notes()) : "",
                Reading.text(mail.text(), true),
                trailers(reading, kind),
                commit ? reading.block().above() : List.of(),
                posting ? reading.body().diff().files() : List.of(),
                reading.body().diff().hash(),
                oddities(reading, kind, limits),
                reading.links().links(),
                details(reading, kind, list));
    }

    private static Details details(Reading reading, Kind kind, ListFacts list) {
        Body body = reading.body();
        Set<String> lists = reading.mail()
                .envelope()
                .all("List-Id")
                .flatMap(field -> ListFacts.idIn(field).stream())
                .collect(Collectors.toSet());
        return new Details(
                body.diff().details(),
                body.diff().brokenAt(),
                body.diff().headersInCr(),
                joined(body.words().subList(body.wordsAbove(), body.words().size())),
                reading.links().bad(),
                reading.attachesDiff(),
                reading.mail().text().stream().anyMatch(TextPart::garbled),
                body.diff().isEmpty()
                        ? Set.of()
                        : list.watchwords().in(above(reading), body.diff().changed()),
                lists,
                kind == Kind.COVER || kind == Kind.REPLY ? reading.harvest().passedOver() : List.of());
    }

    /** As in a file that git format-patch writes. */
    private static List<String> above(Reading reading) {
        return Stream.of(
                        List.of("Subject: " + reading.mail().envelope().subject()),
                        reading.cut().message(),
                        reading.cut().notes())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Trailer> trailers(Reading reading, Kind kind) {
        return switch (kind) {
            case PATCH, PULL -> reading.block().trailers();
            case COVER, REPLY -> reading.harvest().given();
            case PING, DISCUSSION, FOREIGN, AUTO, OTHER -> List.of();
        };
    }

    private static String joined(List<String> lines) {
        int from = 0;
        int to = lines.size();
        while (to > from && lines.get(to - 1).isBlank()) {
            to--;
        }
        while (from < to && lines.get(from).isBlank()) {
            from++;
        }
        return String.join("\n", lines.subList(from, to));
    }

    private static SortedSet<String> oddities(Reading reading, Kind kind, Limits limits) {
        SortedSet<String> odd = new TreeSet<>(reading.mail().oddities());
        Subject subject = reading.subject();
        boolean patch = kind == Kind.PATCH;
        note(odd, "munged-from", reading.origin().munged() && !reading.origin().lost());
        note(odd, "munged-from-lost", reading.origin().lost());
        note(odd, "several-versions", subject.severalVersions());
        note(
                odd,
                "index-beyond-total",
                subject.number()
                        .filter(number -> number.index() > number.total())
                        .isPresent());
        note(odd, "bad-link", !reading.links().bad().isEmpty());
        note(odd, "cut", reading.body().diff().cut());
        note(odd, "diff-corrupt", reading.body().diff().corrupt());
        note(odd, "diff-in-reply", kind == Kind.REPLY && reading.hasDiff());
        note(odd, "cover-with-diff", kind == Kind.COVER && reading.hasDiff());
        note(odd, "no-diff", patch && !reading.hasDiff());
        note(odd, "patch-tag-without-diff", kind == Kind.OTHER && subject.patchTag());
        note(odd, "attached-patch", reading.attachedOnly());
        if (patch) {
            note(odd, "no-patch-tag", !subject.patchTag() && subject.number().isEmpty());
            note(odd, "second-from", reading.inBody().secondFrom());
            odd.addAll(reading.block().oddities());
            long signed = signOffs(reading.cut().message(), limits.line());
            long counted = reading.signOffs().size();
            note(odd, "signoff-outside-block", signed > counted);
            note(odd, "signoff-below-cut", signOffs(reading.cut().notes(), limits.line()) > 0);
        }
        return odd;
    }

    private static void note(Set<String> oddities, String code, boolean holds) {
        if (holds) {
            oddities.add(code);
        }
    }

    private static long signOffs(List<String> lines, int longestLine) {
        return lines.stream()
                .filter(line -> TrailerLine.in(line, longestLine)
                        .filter(TrailerLine::signOff)
                        .isPresent())
                .count();
    }
}
