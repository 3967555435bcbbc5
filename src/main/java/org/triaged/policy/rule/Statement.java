package org.triaged.policy.rule;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triaged.mail.Person;
import org.triaged.policy.AiEvidence;
import org.triaged.policy.Profile;
import org.triaged.policy.ToolProse;
import org.triaged.policy.ToolProse.Said;
import org.triaged.series.ListMail;
import org.triaged.series.Series;
import org.triaged.series.Trailer;

/** Prose of a message or cover that says, in a closed form, that a tool made this contribution. */
final class Statement {

    private final Series series;
    private final Profile.Ai ai;

    /** Looked up once for all mails of the series, and only where one states something. */
    private Optional<Boolean> ofPolicy = Optional.empty();

    /** For the mails of one series, under one policy. */
    Statement(Series series, Profile.Ai ai) {
        this.series = series;
        this.ai = ai;
    }

    /** The first one; empty, too, where the series is about the policy itself. */
    Optional<String> in(ListMail mail) {
        return saying(Said.MADE, mail, ai.evidence()).filter(said -> !ofPolicy());
    }

    private boolean ofPolicy() {
        if (ofPolicy.isEmpty()) {
            ofPolicy = Optional.of(series.members().stream()
                    .flatMap(member -> member.files().stream())
                    .anyMatch(file -> ai.policyPaths().holds(file.path())));
        }
        return ofPolicy.get();
    }

    /** The first one that denies, asks, or tells what was taken out. */
    static Optional<String> notMeant(ListMail mail, AiEvidence table) {
        return saying(Said.NOT_MADE, mail, table);
    }

    private static Optional<String> saying(Said what, ListMail mail, AiEvidence table) {
        ToolProse forms = table.prose();
        if (!forms.mayName(mail.message())) {
            return Optional.empty();
        }
        Prose prose = Prose.of(mail.message(), table);
        Predicate<String> people = word -> isCalled(word, mail);
        return Stream.concat(
                        prose.lines().stream().filter(line -> forms.line(line, people) == what),
                        prose.sentences().stream().filter(sentence -> forms.sentence(sentence, people) == what))
                .findFirst();
    }

    /** True when it is a word of the name of anybody in header and trailers. */
    private static boolean isCalled(String word, ListMail mail) {
        return Stream.of(
                        Stream.of(mail.author(), mail.sender()),
                        Stream.of("From", "To", "Cc").flatMap(field -> mail.envelope().people(field).stream()),
                        mail.trailers().stream().map(Trailer::person))
                .flatMap(Function.identity())
                .filter(person -> person.email().isPresent())
                .map(Person::name)
                .flatMap(Optional::stream)
                .flatMap(name -> Stream.of(name.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")))
                .anyMatch(word::equals);
    }
}
