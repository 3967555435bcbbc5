package org.triaged.triage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triaged.policy.Judge;
import org.triaged.policy.Maintainers;
import org.triaged.policy.Policies;
import org.triaged.policy.ProfileId;
import org.triaged.reply.Copies;
import org.triaged.series.ListFacts;

/**
 * A list as its file configures it.
 *
 * @param account whose folder holds its mail, or {@link #MAILDIR}
 * @param folder a name at the account, or the absolute path of a Maildir
 * @param polled false: mail gets in by an import alone, and none is answered
 * @param terms by which its series are judged
 * @param maintainersFile tells who looks after what; it is read while the daemon works, not with conf
 * @param robots addresses never answered, exact or {@code local+anything}; in lower case
 * @param quietPeriod patience for missing parts and late covers
 * @param maxAge a mail that arrived longer ago is not answered
 * @param unknownGrace how long a reply in doubt may take to come back
 * @param sending how its replies leave
 */
public record WatchedList(
        ListFacts facts,
        String account,
        String folder,
        boolean polled,
        Mode mode,
        Judge.Terms terms,
        Optional<Path> maintainersFile,
        Set<String> robots,
        Duration quietPeriod,
        Duration maxAge,
        Duration unknownGrace,
        Sending sending) {

    /** Stands for the account of a folder on this machine; no account can have this name. */
    public static final String MAILDIR = "maildir:";

    public WatchedList {
        robots = Set.copyOf(robots);
    }

    /** A list without such a file, whose replies leave as usual. */
    public WatchedList(
            ListFacts facts,
            String account,
            String folder,
            boolean polled,
            Mode mode,
            Judge.Terms terms,
            Set<String> robots,
            Duration quietPeriod,
            Duration maxAge,
            Duration unknownGrace) {
        this(
                facts,
                account,
                folder,
                polled,
                mode,
                terms,
                Optional.empty(),
                robots,
                quietPeriod,
                maxAge,
                unknownGrace,
                Sending.USUAL);
    }

    public String name() {
        return facts.name();
    }

    /** The same list, judged by another choice of profiles. */
    public WatchedList following(Policies.Following other) {
        return judgedBy(terms.following(other));
    }

    /** The same list, with other profiles in its shadow. */
    public WatchedList beside(List<ProfileId> shadow) {
        return judgedBy(terms.beside(shadow));
    }

    /** The same list, with what the file of its maintainers says now. */
    public WatchedList knowing(Maintainers maintainers) {
        return of(facts.watchingFor(maintainers), terms.knowing(terms.known().with(maintainers)));
    }

    /** Who gets a copy of its replies. @param all lists that are watched; none of them ever does */
    Copies copies(Collection<WatchedList> all) {
        return switch (sending.copiesTo()) {
            case NONE -> Copies.NONE;
            case MAINTAINERS ->
                Copies.toMaintainers(
                        terms.known().maintainers(),
                        robots,
                        Stream.concat(Stream.of(this), all.stream())
                                .flatMap(list -> list.facts().addresses().stream())
                                .collect(Collectors.toSet()));
        };
    }

    private WatchedList judgedBy(Judge.Terms other) {
        return of(facts, other);
    }

    private WatchedList of(ListFacts known, Judge.Terms other) {
        return new WatchedList(
                known,
                account,
                folder,
                polled,
                mode,
                other,
                maintainersFile,
                robots,
                quietPeriod,
                maxAge,
                unknownGrace,
                sending);
    }

    /** Every list must be known to a use case that looks at all of them. */
    public static WatchedList named(List<WatchedList> lists, String name) {
        return lists.stream()
                .filter(list -> list.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a row of a list that is not configured: " + name));
    }
}
