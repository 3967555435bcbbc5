package org.triaged.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triaged.mail.MessageId;
import org.triaged.mail.Person;
import org.triaged.policy.Claim.Outcome;
import org.triaged.policy.Profile.ExceptionProcess.Mode;
import org.triaged.series.Kind;
import org.triaged.series.ListMail;
import org.triaged.series.Series;
import org.triaged.series.Trailer;

/** Reads the exceptions a series claims, and says what the profile makes of each. */
final class Claims {

    private static final Set<String> CO_AUTHORS = Set.of("co-developed-by", "co-authored-by");

    private static final Set<String> AGREEING = Set.of("acked-by", "reviewed-by", "signed-off-by");

    private static final Pattern NAMED = Pattern.compile("[^<>@]*\\S\\s*<([^<>@\\s,;]+@[^<>@\\s,;]+)>");

    private final Series series;
    private final Profile profile;
    private final Known known;
    private final Around around;
    private final Instant date;

    private Claims(Series series, Profile profile, Around around, Instant date) {
        this.series = series;
        this.profile = profile;
        this.known = around.known();
        this.around = around;
        this.date = date;
    }

    /** Every claim of every member, in order; kept whatever the profile does with it. */
    static List<Claim> in(Series series, Profile profile, Around around, Instant date) {
        Claims reading = new Claims(series, profile, around, date);
        return series.members().stream().flatMap(reading::of).toList();
    }

    /** The best claim of a mail: what it says counts, whatever stands beside it. */
    static Optional<Claim> best(Collection<Claim> claims, MessageId mail) {
        return claims.stream().filter(claim -> claim.mail().equals(mail)).min(Comparator.comparing(Claim::outcome));
    }

    private Stream<Claim> of(ListMail mail) {
        List<String> keys = profile.ai().evidence().exception();
        Stream<Claim> trailers = StrictTrailers.of(mail).stream()
                .filter(trailer -> AiEvidence.spelled(keys, trailer.key()).isPresent())
                .map(trailer -> named(mail, trailer));
        return Stream.concat(trailers, prose(mail));
    }

    private Stream<Claim> prose(ListMail mail) {
        if (profile.exception().listed().isEmpty() && !ListedException.holdsWord(mail.message(), Sentences.EXCEPTION)) {
            return Stream.empty();
        }
        List<Claim> claims = new ArrayList<>();
        for (String sentence : Sentences.claiming(mail)) {
            List<ListedException> entries = profile.exception().listed().stream()
                    .filter(entry -> entry.isNamedIn(sentence))
                    .toList();
            entries.forEach(entry -> claims.add(referring(mail, sentence, Optional.of(entry))));
            if (entries.isEmpty() && Sentences.speaksOfException(sentence, profile.document())) {
                claims.add(referring(mail, sentence, Optional.empty()));
            }
        }
        return claims.stream();
    }

    private Claim referring(ListMail mail, String sentence, Optional<ListedException> entry) {
        Optional<String> failure = entry.flatMap(listed ->
                listed.conditions().failure(around.covered(mail.id()), mail.kind() != Kind.COVER, mail.message()));
        Outcome outcome =
                switch (profile.exception().mode()) {
                    case NONE -> Outcome.STORED;
                    case CASE_BY_CASE -> Outcome.UNSUPPORTED;
                    case LISTED, NAMED_GRANTER ->
                        entry.map(listed -> listed(listed, failure))
                                .orElse(
                                        profile.exception().mode() == Mode.LISTED
                                                ? Outcome.UNLISTED
                                                : Outcome.UNSUPPORTED);
                };
        String forPeople =
                outcome == Outcome.LISTED && entry.orElseThrow().conditions().separatePatch()
                        ? "for a human: nothing else may be in that patch"
                        : "";
        return new Claim(
                mail.id(),
                sentence,
                Claim.Form.PROSE,
                Optional.empty(),
                Optional.empty(),
                entry.map(ListedException::id),
                false,
                false,
                Claim.Standing.skipped("nobody is named"),
                Optional.empty(),
                outcome,
                outcome == Outcome.CONDITIONS_FAILED ? failure.orElse("") : forPeople);
    }

    private Outcome listed(ListedException entry, Optional<String> failure) {
        if (!entry.inForceAt(date)) {
            return Outcome.EXPIRED;
        }
        return failure.isPresent() ? Outcome.CONDITIONS_FAILED : Outcome.LISTED;
    }

    private Claim named(ListMail mail, Trailer line) {
        Person granter = line.person();
        Collection<Maintainers.Role> roles = profile.exception().granterRoles();
        Claim.Standing standing =
                around.standing(granter, mail.id(), roles.isEmpty() ? List.of(Maintainers.Role.M) : roles);
        Optional<Claim.Confirmation> confirmation = confirmation(mail, granter);
        Outcome outcome = outcome(mail, line, standing, confirmation);
        boolean byName = outcome == Outcome.SELF
                && makers(mail).noneMatch(maker -> known.people().sameByAddress(granter, maker));
        return new Claim(
                mail.id(),
                line.line(),
                Claim.Form.TRAILER,
                granter.name(),
                granter.email(),
                Optional.empty(),
                known.people().same(granter, mail.author()),
                known.people().same(granter, mail.sender()),
                standing,
                confirmation,
                outcome,
                byName ? "by name" : "");
    }

    private Outcome outcome(
            ListMail mail, Trailer line, Claim.Standing standing, Optional<Claim.Confirmation> confirmation) {
        Profile.ExceptionProcess process = profile.exception();
        boolean confirmed =
                confirmation.filter(own -> own.authentication().pass()).isPresent();
        return switch (process.mode()) {
            case NONE -> Outcome.STORED;
            case CASE_BY_CASE, LISTED -> Outcome.UNSUPPORTED;
            case NAMED_GRANTER -> {
                if (process.selfGrantRefused() && isOwn(line.person(), mail)) {
                    yield Outcome.SELF;
                }
                if (!isDefined(line)) {
                    yield Outcome.UNSUPPORTED;
                }
                if (!process.granterRoles().isEmpty() && standing.no()) {
                    yield Outcome.NOT_MAINTAINER;
                }
                boolean entitled = process.granterRoles().isEmpty() || standing.yes();
                if (!entitled || process.confirmedByOwnMail() && !confirmed) {
                    yield Outcome.UNCONFIRMED;
                }
                yield confirmed ? Outcome.CONFIRMED : Outcome.GRANTED;
            }
        };
    }

    /** The profile's own key, and one person with one address of plain ASCII behind it. */
    private boolean isDefined(Trailer line) {
        Matcher named = NAMED.matcher(line.value().strip());
        return profile.exception()
                        .trailer()
                        .filter(line.key()::equalsIgnoreCase)
                        .isPresent()
                && named.matches()
                && named.group(1).chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /** True when the person had a part in making or sending the patch, under any address. An equal name alone counts. */
    private boolean isOwn(Person granter, ListMail mail) {
        return makers(mail).anyMatch(maker -> known.people().same(granter, maker));
    }

    /** Author, sender and everybody the patch names as co-author; of a cover those of all patches. */
    private Stream<Person> makers(ListMail mail) {
        List<ListMail> made = mail.kind() == Kind.COVER
                ? Stream.concat(Stream.of(mail), series.patches().values().stream())
                        .toList()
                : List.of(mail);
        return made.stream()
                .flatMap(one -> Stream.concat(
                        Stream.of(one.author(), one.sender()),
                        one.trailers().stream()
                                .filter(trailer ->
                                        CO_AUTHORS.contains(trailer.key().toLowerCase(Locale.ROOT)))
                                .map(Trailer::person)));
    }

    /** The first own mail of the granter that is known to be theirs; else the first that says it is. */
    private Optional<Claim.Confirmation> confirmation(ListMail mail, Person granter) {
        List<Claim.Confirmation> own = around.answers().stream()
                .filter(answer -> isAbout(answer, mail))
                .map(Answers.Answer::mail)
                .filter(answer ->
                        Maintainers.sameMailbox(granter, answer.envelope().from()))
                .filter(answer -> !known.people().same(answer.envelope().from(), series.sender()))
                .flatMap(answer -> agreeing(answer, granter).stream())
                .toList();
        return own.stream()
                .filter(one -> one.authentication().pass())
                .findFirst()
                .or(() -> own.stream().findFirst());
    }

    /** An answer to the cover is for every patch; one to another patch says nothing of this one. */
    private boolean isAbout(Answers.Answer answer, ListMail mail) {
        boolean toAll = series.members().stream()
                .noneMatch(member -> member.kind() != Kind.COVER && member.id().equals(answer.posting()));
        return toAll || answer.posting().equals(mail.id());
    }

    private Optional<Claim.Confirmation> agreeing(ListMail answer, Person granter) {
        List<String> keys = profile.ai().evidence().exception();
        return answer.trailers().stream()
                .filter(trailer -> AGREEING.contains(trailer.key().toLowerCase(Locale.ROOT))
                        || AiEvidence.spelled(keys, trailer.key()).isPresent())
                .filter(trailer -> Maintainers.sameMailbox(trailer.person(), granter))
                .findFirst()
                .map(trailer -> new Claim.Confirmation(
                        answer.id(), trailer.line(), known.receiver().of(answer.envelope())));
    }
}
