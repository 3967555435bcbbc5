package org.triaged.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triaged.mail.Person;
import org.triaged.series.ListMail;
import org.triaged.series.SamePerson;
import org.triaged.series.Series;
import org.triaged.series.Trailer;

/** Reads the exceptions a series claims, and says what the profile makes of each. */
public final class Claims {

    private static final String CO_DEVELOPER = "Co-developed-by";

    private Claims() {}

    /** Every claim of every member, in order; kept whatever the profile does with it. */
    static List<Claim> in(Series series, Profile profile) {
        return series.members().stream()
                .flatMap(mail -> trailers(mail, profile).map(line -> claim(mail, line, profile)))
                .toList();
    }

    /** The lines of a mail that claim an exception by a trailer. */
    public static Stream<Trailer> trailers(ListMail mail, Profile profile) {
        List<String> keys = profile.ai().evidence().exception();
        return StrictTrailers.of(mail).stream()
                .filter(trailer -> AiEvidence.spelled(keys, trailer.key()).isPresent());
    }

    /** True when the person had a part in making or sending the patch. An equal name alone counts. */
    public static boolean isOwn(Person granter, ListMail mail) {
        return makers(mail).anyMatch(maker -> SamePerson.match(granter, maker));
    }

    /** Author, sender and everybody the patch names as co-developer. */
    public static Stream<Person> makers(ListMail mail) {
        Stream<Person> coDevelopers = mail.trailers().stream()
                .filter(trailer -> trailer.key().equalsIgnoreCase(CO_DEVELOPER))
                .map(Trailer::person);
        return Stream.concat(Stream.of(mail.author(), mail.sender()), coDevelopers);
    }

    private static Claim claim(ListMail mail, Trailer line, Profile profile) {
        Optional<Person> granter = Optional.of(line.person());
        return new Claim(
                mail.id(),
                line.line(),
                Claim.Form.TRAILER,
                granter.flatMap(Person::name),
                granter.flatMap(Person::email),
                SamePerson.match(line.person(), mail.author()),
                SamePerson.match(line.person(), mail.sender()),
                "skipped: no MAINTAINERS file",
                outcome(mail, line, profile));
    }

    private static Claim.Outcome outcome(ListMail mail, Trailer line, Profile profile) {
        return switch (profile.exception().mode()) {
            case NONE -> Claim.Outcome.STORED;
            case CASE_BY_CASE, LISTED -> Claim.Outcome.UNSUPPORTED;
            case NAMED_GRANTER -> isOwn(line.person(), mail) ? Claim.Outcome.SELF : Claim.Outcome.UNCONFIRMED;
        };
    }
}
