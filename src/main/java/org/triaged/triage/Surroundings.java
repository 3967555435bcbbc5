package org.triaged.triage;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triaged.policy.Answers;
import org.triaged.series.Assembly;
import org.triaged.series.Series;

/**
 * Mails that nothing connects with others, and the series they make.
 *
 * @param hashes of the mails, by their rows
 * @param series by the hashes of their members
 * @param old hashes of mails that were there before us
 * @param answers the replies among them
 */
record Surroundings(Map<Long, String> hashes, Map<String, Series> series, Set<String> old, Answers answers) {

    static Surroundings of(List<StoredMail> mails, Assembly assembly) {
        Map<String, Series> byMember = new HashMap<>();
        assembly.series().forEach(series -> series.members()
                .forEach(mail -> byMember.put(mail.envelope().sha256(), series)));
        return new Surroundings(
                mails.stream().collect(Collectors.toMap(StoredMail::id, StoredMail::sha256)),
                byMember,
                mails.stream()
                        .filter(mail -> !mail.answerable())
                        .map(StoredMail::sha256)
                        .collect(Collectors.toSet()),
                Answers.among(assembly.mails()));
    }

    boolean hold(SeriesBook.Due due) {
        return hashes.keySet().containsAll(due.members());
    }

    /** Those among these mails, by version. */
    List<SeriesBook.Due> olderFirst(List<SeriesBook.Due> due) {
        return due.stream()
                .filter(this::hold)
                .sorted(Comparator.comparingInt(
                        one -> find(one).map(Series::version).orElse(0)))
                .toList();
    }

    /** The series that its members are part of now. */
    Optional<Series> find(SeriesBook.Due due) {
        return due.members().stream()
                .flatMap(mail -> Optional.ofNullable(hashes.get(mail)).stream())
                .flatMap(hash -> Optional.ofNullable(series.get(hash)).stream())
                .findFirst();
    }

    boolean beforeStart(Series one) {
        return one.members().stream()
                .anyMatch(mail -> old.contains(mail.envelope().sha256()));
    }
}
