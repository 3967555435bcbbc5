package org.triaged.policy.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triaged.policy.Observation;
import org.triaged.series.Kind;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** The parts of a series that are commits: patches with a diff, those of a pull request, too. */
final class Commits {

    private Commits() {}

    /** A numbered mail without a diff fills its slot, and a letter asks to pull; neither is a commit. */
    static boolean isCommit(ListMail mail) {
        return mail.kind() == Kind.PULL ? !mail.files().isEmpty() : !mail.odd("no-diff");
    }

    static Stream<Map.Entry<Integer, ListMail>> of(Series series) {
        return series.patches().entrySet().stream().filter(part -> isCommit(part.getValue()));
    }

    /** One observation for each commit that gives evidence. */
    static List<Observation> telling(Series series, Function<ListMail, Optional<String>> evidence) {
        return of(series)
                .flatMap(part -> evidence.apply(part.getValue()).stream()
                        .map(line -> Observation.of(part.getValue(), part.getKey(), line, "", "")))
                .toList();
    }

    /** The same, where a commit may give several. */
    static List<Observation> tellingEach(Series series, Function<ListMail, Stream<String>> evidence) {
        return of(series)
                .flatMap(part -> evidence.apply(part.getValue())
                        .map(line -> Observation.of(part.getValue(), part.getKey(), line, "", "")))
                .toList();
    }

    /** One observation, of an absence or of the whole mail, for each commit of which it holds. */
    static List<Observation> where(Series series, Predicate<ListMail> holds) {
        return telling(series, mail -> Optional.of("").filter(nothing -> holds.test(mail)));
    }
}
