package org.triaged.policy.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.triaged.policy.AiEvidence;
import org.triaged.policy.Profile;
import org.triaged.policy.StrictTrailers;
import org.triaged.series.ListMail;
import org.triaged.series.Trailer;

/**
 * A trailer that says a tool had a part in the patch. Only trailers count, at column 0 of the block or of a paragraph of
 * trailers alone above it: an author is never held to a line in prose, quotes, notes or the diff.
 *
 * @param key as the table spells it
 * @param exception it is the line of a claimed exception, which says that one was needed
 */
record Disclosure(Trailer trailer, String key, boolean exception) {

    private static final String ALL_USES = "all";

    static List<Disclosure> in(ListMail mail, Profile.Ai ai) {
        List<Trailer> trailers = StrictTrailers.of(mail);
        return trailers.stream()
                .flatMap(trailer -> of(trailer, trailers, ai).stream())
                .filter(line -> !line.needsNoLeave(ai))
                .toList();
    }

    /** Those that tell of a tool themselves, without the lines of exceptions. */
    static List<Disclosure> ofTools(ListMail mail, Profile.Ai ai) {
        return in(mail, ai).stream().filter(line -> !line.exception()).toList();
    }

    /** @param all trailers beside it, which may hold the other half of a pair */
    static Optional<Disclosure> of(Trailer trailer, List<Trailer> all, Profile.Ai ai) {
        AiEvidence table = ai.evidence();
        PersonGuard guard = new PersonGuard(table);
        Optional<String> strong = AiEvidence.spelled(table.strong(), trailer.key());
        if (strong.isPresent()) {
            return strong.filter(key ->
                            isTool(key, trailer, ai, guard) && !denies(trailer, table) && paired(key, all, table))
                    .map(key -> new Disclosure(trailer, key, false));
        }
        return AiEvidence.spelled(table.weak(), trailer.key())
                .filter(key -> guard.namesTool(trailer))
                .or(() -> AiEvidence.spelled(table.identity(), trailer.key()).filter(key -> guard.isAgent(trailer)))
                .or(() -> AiEvidence.spelled(table.session(), trailer.key()))
                .map(key -> new Disclosure(trailer, key, false))
                .or(() -> AiEvidence.spelled(table.exception(), trailer.key())
                        .map(key -> new Disclosure(trailer, key, true)));
    }

    /** A use is told in words that may look like a name; beside a mailbox of a person they are one. */
    private static boolean isTool(String key, Trailer trailer, Profile.Ai ai, PersonGuard guard) {
        if (ai.form().meansPeople(key)) {
            return guard.surelyTool(trailer);
        }
        return ai.evidence().uses().contains(key) ? !guard.isPersonal(trailer) : guard.tool(trailer);
    }

    /** True when the value names a tool or model; a session, a sign-off and the line of an exception credit none. */
    boolean namesTool(AiEvidence table) {
        PersonGuard guard = new PersonGuard(table);
        if (exception || table.session().contains(key) || key.equalsIgnoreCase(AgentSignOff.KEY)) {
            return false;
        }
        return table.uses().contains(key)
                ? guard.isProduct(trailer) || table.prose().names(trailer.value())
                : guard.advertises(trailer);
    }

    /** A document that declines generated content may leave uses free whose output is no part of the patch. */
    private boolean needsNoLeave(Profile.Ai ai) {
        return ai.stance() == Profile.Stance.FORBID
                && ai.evidence().uses().contains(key)
                && Arrays.stream(trailer.value().toLowerCase(Locale.ROOT).split(","))
                        .map(use -> use.strip().replace(' ', '-'))
                        .allMatch(use -> ai.allowedUses().contains(ALL_USES)
                                || ai.allowedUses().contains(use));
    }

    private static boolean denies(Trailer trailer, AiEvidence table) {
        String value = trailer.value().strip();
        return value.isEmpty() || AiEvidence.spelled(table.denials(), value).isPresent();
    }

    private static boolean paired(String key, List<Trailer> all, AiEvidence table) {
        String partner = table.paired().get(key);
        return partner == null || all.stream().anyMatch(other -> other.key().equalsIgnoreCase(partner));
    }
}
