package org.triaged.triage;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triaged.policy.JudgingDate;
import org.triaged.policy.Profile;
import org.triaged.policy.ProfileId;
import org.triaged.policy.RuleId;
import org.triaged.policy.Weight;
import org.triaged.reply.Sender;
import org.triaged.reply.TemplateCheck;

/** The words of a profile would make a mail that the linter refuses, so no list may speak by it. */
public final class UnfitWords extends RuntimeException implements CannotStart {

    private static final long serialVersionUID = 1L;

    private UnfitWords(String message) {
        super(message);
    }

    private record Tried(ProfileId profile, Set<RuleId> spoken) {}

    /**
     * Tries every profile by which a list that is not in mode record may still answer, by the rules it may speak of: mail
     * that an older one judges is too old for an answer.
     *
     * @throws UnfitWords for the first that fails
     */
    public static void refuse(List<WatchedList> lists, Sender sender, Instant now) {
        Set<Tried> fit = new HashSet<>();
        for (WatchedList list : lists) {
            Set<RuleId> spoken = spokenOf(list);
            if (list.mode() != Mode.RECORD) {
                Instant oldest = now.minus(list.maxAge()).minus(JudgingDate.LONGEST_TRANSIT);
                for (Profile profile :
                        list.terms().policies().usedBy(list.terms().following(), oldest)) {
                    Optional<String> failure = fit.add(new Tried(profile.id(), spoken))
                            ? TemplateCheck.firstFailure(profile, spoken, sender, list.facts())
                            : Optional.empty();
                    if (failure.isPresent()) {
                        throw new UnfitWords("list " + list.name() + ": words table "
                                + profile.words().name() + " of profile "
                                + profile.id() + " would make a mail that is never sent (" + failure.get()
                                + "); mend the table, or set mode: record");
                    }
                }
            }
        }
    }

    private static Set<RuleId> spokenOf(WatchedList list) {
        return list.terms().weights().entrySet().stream()
                .filter(rule -> rule.getValue() == Weight.REPLY)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public int exitStatus() {
        return 2;
    }
}
