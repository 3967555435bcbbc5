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

/**
 * The harvested trailers of one posting: what its patches already carry gives none, and what is given twice one. The others
 * are told apart from them.
 */
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
    private final List<UncountedTrailer> uncounted = new ArrayList<>();

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

    /**
     * One mail and what it answers.
     *
     * @param ofAnother it is the cover of another posting, and speaks of that
     */
    record Given(ListMail mail, Answered.Spot spot, boolean ofAnother) {

        List<Trailer> trailers() {
            return ofAnother ? List.of() : mail.trailers();
        }
    }

    /** What counts for a posting, and what was passed over. */
    record Found(List<HarvestedTrailer> counted, List<UncountedTrailer> uncounted) {

        static final Found NOTHING = new Found(List.of(), List.of());
    }

    /** @param given the mails that speak of the posting, in canonical order */
    static Found of(Posting posting, List<Given> given, Vouching vouching) {
        HarvestRows rows = new HarvestRows(posting, vouching);
        for (int at = 0; at < given.size(); at++) {
            rows.noteWithdrawals(given.get(at), at);
        }
        for (int at = 0; at < given.size(); at++) {
            rows.take(given.get(at), at);
        }
        return new Found(rows.rows, rows.uncounted);
    }

    private static boolean withdraws(Trailer trailer) {
        return WITHDRAWING.contains(trailer.key().toLowerCase(Locale.ROOT));
    }

    private void noteWithdrawals(Given given, int at) {
        Set<MessageId> targets = new HashSet<>();
        given.trailers().stream()
                .filter(HarvestRows::withdraws)
                .filter(trailer -> vouching.refusal(trailer, given.mail()).isEmpty())
                .forEach(trailer -> targets.addAll(narrowing.targets(trailer, given.spot())));
        Map<MessageId, Integer> latest =
                withdrawn.computeIfAbsent(TrailerNames.sender(given.mail()), sender -> new HashMap<>());
        targets.forEach(target -> latest.put(target, at));
    }

    private void take(Given given, int at) {
        for (Trailer trailer : given.trailers()) {
            Optional<String> refusal = vouching.refusal(trailer, given.mail());
            Set<MessageId> targets = new LinkedHashSet<>(narrowing.targets(trailer, given.spot()));
            if (signsNothing(trailer, given.mail()) || targets.isEmpty()) {
                takeWithoutTarget(trailer, given.mail(), refusal);
            } else if (refusal.isPresent()) {
                drop(trailer, given.mail(), targets, held(accepted, trailer), WhyNot.REPEATED);
                add(trailer, given.mail(), targets, refusal);
            } else {
                Set<MessageId> late = late(trailer, given.mail(), targets, at);
                late.forEach(targets::remove);
                add(trailer, given.mail(), targets, Optional.empty());
                add(trailer, given.mail(), late, Optional.of("withdrawn"));
            }
        }
        if (given.ofAnother()) {
            given.mail().trailers().forEach(trailer -> passOver(trailer, given, WhyNot.OTHER_POSTING));
        }
        given.mail()
                .details()
                .passedOver()
                .forEach(
                        line -> passOver(line.trailer(), given, given.ofAnother() ? WhyNot.OTHER_POSTING : line.why()));
    }

    private void passOver(Trailer trailer, Given given, WhyNot why) {
        passOver(trailer, given.mail(), narrowing.targets(trailer, given.spot()), why);
    }

    private void passOver(Trailer trailer, ListMail mail, List<MessageId> targets, WhyNot why) {
        uncounted.add(new UncountedTrailer(trailer, mail.id(), targets, why));
    }

    /** Takes from the targets those that have the trailer already. */
    private void drop(Trailer trailer, ListMail mail, Set<MessageId> targets, Set<MessageId> having, WhyNot why) {
        List<MessageId> dropped = targets.stream().filter(having::contains).toList();
        if (!dropped.isEmpty()) {
            dropped.forEach(targets::remove);
            passOver(trailer, mail, dropped.size() == everyPatch.size() ? narrowing.all() : dropped, why);
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
        } else {
            passOver(trailer, mail, List.of(), WhyNot.REPEATED);
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
        drop(trailer, mail, targets, held(given, trailer), WhyNot.REPEATED);
        if (!vouching.strict(trailer) || reason.isPresent()) {
            for (String name : TrailerNames.all(trailer)) {
                drop(trailer, mail, targets, carried.getOrDefault(name, Set.of()), WhyNot.RESTATED);
            }
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
