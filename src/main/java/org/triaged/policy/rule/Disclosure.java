package org.triaged.policy.rule;

import java.util.List;
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

    static List<Disclosure> in(ListMail mail, Profile.Ai ai) {
        List<Trailer> trailers = StrictTrailers.of(mail);
        return trailers.stream()
                .flatMap(trailer -> of(trailer, trailers, ai).stream())
                .toList();
    }

    private static Optional<Disclosure> of(Trailer trailer, List<Trailer> all, Profile.Ai ai) {
        AiEvidence table = ai.evidence();
        PersonGuard guard = new PersonGuard(table);
        Optional<String> strong = AiEvidence.spelled(table.strong(), trailer.key());
        if (strong.isPresent()) {
            boolean means = AiEvidence.spelled(List.copyOf(ai.humanKeys()), trailer.key())
                            .isPresent()
                    ? guard.surelyTool(trailer)
                    : guard.tool(trailer);
            return strong.filter(key -> means && !denies(trailer, table) && paired(key, all, table))
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

    /** True when the value names a tool or model; the number of a session and the line of an exception name none. */
    boolean namesTool(AiEvidence table) {
        PersonGuard guard = new PersonGuard(table);
        if (exception || table.session().contains(key)) {
            return false;
        }
        return table.uses().contains(key) ? guard.isProduct(trailer) : guard.advertises(trailer);
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
