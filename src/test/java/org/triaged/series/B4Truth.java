package org.triaged.series;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.triaged.mail.MessageId;

/** What b4 says of one series, and what it means to agree with it. */
record B4Truth(Map<String, Object> row) {

    /** A trailer from a reply: number 0 is the cover. */
    record Followup(int number, String id, Trailer trailer) {

        /** "accepted", else the reason why it is not; "" when the series does not know of it. */
        String standingIn(Series series) {
            List<HarvestedTrailer> rows = series.trailers().stream()
                    .filter(row -> same(row.trailer(), row.appliesTo()))
                    .toList();
            if (rows.stream().anyMatch(HarvestedTrailer::accepted)) {
                return "accepted";
            }
            return rows.stream()
                    .flatMap(row -> row.reason().stream())
                    .findFirst()
                    .or(() -> series.uncounted().stream()
                            .filter(line -> same(line.trailer(), line.appliesTo()))
                            .map(line -> line.why().word())
                            .findFirst())
                    .orElse("");
        }

        private boolean same(Trailer ours, List<MessageId> appliesTo) {
            boolean sameWords = ours.key().equalsIgnoreCase(trailer.key())
                    && Names.foldedTitle(ours.value()).equals(Names.foldedTitle(trailer.value()));
            return (sameWords || !Collections.disjoint(TrailerNames.all(trailer), TrailerNames.all(ours)))
                    && (number == 0 || appliesTo.contains(new MessageId(id)));
        }
    }

    String file() {
        return (String) row.get("file");
    }

    int version() {
        return (Integer) row.get("revision");
    }

    int total() {
        return (Integer) row.get("expected");
    }

    private List<Map<?, ?>> patches() {
        List<Map<?, ?>> patches = new ArrayList<>();
        ((List<?>) row.get("patches")).forEach(patch -> patches.add((Map<?, ?>) patch));
        return patches;
    }

    Map<Integer, String> members() {
        Map<Integer, String> members = new TreeMap<>();
        for (Map<?, ?> patch : patches()) {
            if ((Integer) patch.get("index") > 0) {
                members.put((Integer) patch.get("index"), (String) patch.get("message_id"));
            }
        }
        return members;
    }

    List<Followup> followups() {
        List<Followup> found = new ArrayList<>();
        for (Map<?, ?> patch : patches()) {
            for (Object pair : (List<?>) patch.get("followup_trailers")) {
                List<?> words = (List<?>) pair;
                TrailerLine line = new TrailerLine((String) words.get(0), (String) words.get(1));
                found.add(new Followup((Integer) patch.get("index"), (String) patch.get("message_id"), line.trailer()));
            }
        }
        return found;
    }

    /** The one that shares the most members. */
    Optional<Series> among(Assembly assembly) {
        Set<String> wanted = new HashSet<>(members().values());
        return assembly.series().stream()
                .filter(series -> shared(series, wanted) > 0)
                .max(Comparator.comparingLong(series -> shared(series, wanted)));
    }

    private static long shared(Series series, Set<String> wanted) {
        return ours(series).values().stream().filter(wanted::contains).count();
    }

    static Map<Integer, String> ours(Series series) {
        Map<Integer, String> members = new TreeMap<>();
        series.patches().forEach((number, mail) -> members.put(number, mail.id().value()));
        return members;
    }

    boolean sameMembers(Series series) {
        return new HashSet<>(ours(series).values())
                .equals(new HashSet<>(members().values()));
    }

    /** Each patch that both have, under the same number. */
    boolean sameNumbers(Series series) {
        Map<Integer, String> ours = ours(series);
        return members().entrySet().stream()
                .allMatch(theirs -> !ours.containsValue(theirs.getValue())
                        || theirs.getValue().equals(ours.get(theirs.getKey())));
    }
}
