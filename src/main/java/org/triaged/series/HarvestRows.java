package org.triaged.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.triaged.mail.MessageId;

/** The harvested trailers of one posting: what its patches already carry gives none, and what is given twice one. */
final class HarvestRows {

    private static final Set<String> WITHDRAWING = Set.of("nacked-by", "retracted", "retracted-by");

    private final Posting posting;
    private final Narrowing narrowing;
    private final Set<MessageId> everyPatch; // shared, since a hostile thread has many trailers for many patches
    private final Vouching vouching;
    private final Map<String, Set<MessageId>> carried = new HashMap<>();
    private final Map<String, Set<MessageId>> accepted = new HashMap<>();
    private final Map<String, Set<MessageId>> refused = new HashMap<>();
    private final Set<String> withoutTarget = new HashSet<>();
    private final Map<String, Map<MessageId, Integer>> withdrawn = new HashMap<>();
    private final List<HarvestedTrailer> rows = new ArrayList<>();

    private HarvestRows(Posting posting, Vouching vouching) {
        this.posting = posting;
        this.narrowing = new Narrowing(posting);
        this.everyPatch = Set.copyOf(narrowing.all());
        this.vouching = vouching;
        for (ListMail patch : posting.patches().values()) {
            List<Trailer> own = new ArrayList<>(patch.trailersAbove());
            own.addAll(patch.trailers());
            own.forEach(trailer -> TrailerNames.all(trailer)
                    .forEach(name -> carried.computeIfAbsent(name, key -> new HashSet<>())
                            .add(patch.id())));
        }
    }

    /** One mail and what it answers. */
    record Given(ListMail mail, Answered.Spot spot) {}

    /** @param given the mails that speak of the posting, in canonical order */
    static List<HarvestedTrailer> of(Posting posting, List<Given> given, Vouching vouching) {
        HarvestRows rows = new HarvestRows(posting, vouching);
        for (int at = 0; at < given.size(); at++) {
            rows.noteWithdrawals(given.get(at), at);
        }
        for (int at = 0; at < given.size(); at++) {
            rows.take(given.get(at), at);
        }
        return rows.rows;
    }

    private static boolean withdraws(Trailer trailer) {
        return WITHDRAWING.contains(trailer.key().toLowerCase(Locale.ROOT));
    }

    private void noteWithdrawals(Given given, int at) {
        Set<MessageId> targets = new HashSet<>();
        given.mail().trailers().stream()
                .filter(HarvestRows::withdraws)
                .filter(trailer -> vouching.refusal(trailer, given.mail()).isEmpty())
                .forEach(trailer -> targets.addAll(narrowing.targets(trailer, given.spot())));
        Map<MessageId, Integer> latest =
                withdrawn.computeIfAbsent(TrailerNames.sender(given.mail()), sender -> new HashMap<>());
        targets.forEach(target -> latest.put(target, at));
    }

    private void take(Given given, int at) {
        for (Trailer trailer : given.mail().trailers()) {
            Optional<String> refusal = vouching.refusal(trailer, given.mail());
            Set<MessageId> targets = new LinkedHashSet<>(narrowing.targets(trailer, given.spot()));
            if (signsNothing(trailer, given.mail()) || targets.isEmpty()) {
                takeWithoutTarget(trailer, given.mail(), refusal);
            } else if (refusal.isPresent()) {
                targets.removeAll(held(accepted, trailer));
                add(trailer, given.mail(), targets, refusal);
            } else {
                Set<MessageId> late = late(trailer, given.mail(), targets, at);
                targets.removeAll(late);
                add(trailer, given.mail(), targets, Optional.empty());
                add(trailer, given.mail(), late, Optional.of("withdrawn"));
            }
        }
    }

    /** A sign-off in a cover signs no patch. */
    private boolean signsNothing(Trailer trailer, ListMail mail) {
        return trailer.key().equalsIgnoreCase(TrailerLine.SIGN_OFF)
                && posting.cover().filter(cover -> cover.id().equals(mail.id())).isPresent();
    }

    private void takeWithoutTarget(Trailer trailer, ListMail mail, Optional<String> refusal) {
        Optional<String> reason = signsNothing(trailer, mail) ? refusal : Optional.of(refusal.orElse("unresolved"));
        if (withoutTarget.add(TrailerNames.one(trailer) + reason.isPresent())) {
            rows.add(new HarvestedTrailer(trailer, mail.id(), List.of(), reason.isEmpty(), reason));
        }
    }

    private Set<MessageId> late(Trailer trailer, ListMail mail, Set<MessageId> targets, int at) {
        Map<MessageId, Integer> latest = withdrawn.get(TrailerNames.sender(mail));
        Set<MessageId> late = new LinkedHashSet<>();
        if (!latest.isEmpty() && !withdraws(trailer)) {
            targets.stream()
                    .filter(target -> latest.getOrDefault(target, at) > at)
                    .forEach(late::add);
        }
        return late;
    }

    /** One row for the targets that have none yet; a strict trailer from the person it names is never a restatement. */
    private void add(Trailer trailer, ListMail mail, Set<MessageId> targets, Optional<String> reason) {
        Map<String, Set<MessageId>> given = reason.isEmpty() ? accepted : refused;
        targets.removeAll(held(given, trailer));
        if (!vouching.strict(trailer) || reason.isPresent()) {
            TrailerNames.all(trailer).forEach(name -> targets.removeAll(carried.getOrDefault(name, Set.of())));
        }
        if (!targets.isEmpty()) {
            boolean all = targets.size() == everyPatch.size();
            given.merge(TrailerNames.one(trailer), all ? everyPatch : targets, HarvestRows::both);
            List<MessageId> appliesTo = all ? narrowing.all() : List.copyOf(targets);
            rows.add(new HarvestedTrailer(trailer, mail.id(), appliesTo, reason.isEmpty(), reason));
        }
    }

    private static Set<MessageId> both(Set<MessageId> one, Set<MessageId> other) {
        Set<MessageId> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    private static Set<MessageId> held(Map<String, Set<MessageId>> given, Trailer trailer) {
        return given.getOrDefault(TrailerNames.one(trailer), Set.of());
    }
}
