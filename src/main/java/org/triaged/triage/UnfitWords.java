package org.triaged.triage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triaged.mail.Sha256;
import org.triaged.policy.JudgingDate;
import org.triaged.policy.Profile;
import org.triaged.policy.RuleId;
import org.triaged.policy.Weight;
import org.triaged.reply.Sender;
import org.triaged.reply.TemplateCheck;
import org.triaged.series.ListFacts;

/** The words of a profile would make a mail that the linter refuses, so no list may speak by it. */
public final class UnfitWords extends RuntimeException implements CannotStart {

    private static final long serialVersionUID = 1L;

    private UnfitWords(String message) {
        super(message);
    }

    private record Trial(WatchedList list, Profile profile, Set<RuleId> spoken) {

        Optional<String> failure(Sender sender) {
            return TemplateCheck.firstFailure(profile, spoken, sender, list.facts());
        }

        /** Everything of it that a mail could show. */
        String mark() {
            ListFacts facts = list.facts();
            String rules = spoken.stream().map(RuleId::value).sorted().collect(Collectors.joining(" "));
            return String.join(
                    "\n",
                    profile.id().value(),
                    profile.hash(),
                    rules,
                    facts.name(),
                    facts.listId(),
                    String.join(" ", facts.addresses()));
        }
    }

    /**
     * Tries every profile by which a list that is not in mode record may still answer, by the rules it may speak of: mail
     * that an older one judges is too old for an answer.
     *
     * @param program what made the mails when they were tried
     * @param known so that what was found fit is not tried once more
     * @throws UnfitWords for the first that fails
     */
    public static void refuse(List<WatchedList> lists, Sender sender, String program, FitWords known, Instant now) {
        List<Trial> trials =
                lists.stream().flatMap(list -> trials(list, now).stream()).toList();
        String fingerprint = fingerprint(trials, sender, program);
        if (known.known(fingerprint)) {
            return;
        }
        for (Trial trial : trials) {
            Optional<String> failure = trial.failure(sender);
            if (failure.isPresent()) {
                throw new UnfitWords("list " + trial.list().name() + ": words table "
                        + trial.profile().words().name() + " of profile "
                        + trial.profile().id() + " would make a mail that is never sent (" + failure.get()
                        + "); mend the table, or set mode: record");
            }
        }
        known.keep(fingerprint, now);
    }

    private static List<Trial> trials(WatchedList list, Instant now) {
        if (list.mode() == Mode.RECORD) {
            return List.of();
        }
        Instant oldest = now.minus(list.maxAge()).minus(JudgingDate.LONGEST_TRANSIT);
        Set<RuleId> spoken = spokenOf(list);
        return list.terms().policies().usedBy(list.terms().following(), oldest).stream()
                .map(profile -> new Trial(list, profile, spoken))
                .toList();
    }

    private static String fingerprint(List<Trial> trials, Sender sender, String program) {
        Stream<String> writer = Stream.of(
                program,
                sender.product(),
                sender.own().value(),
                sender.owner().value(),
                sender.admins().toString());
        return Sha256.hex(
                Stream.concat(writer, trials.stream().map(Trial::mark)).collect(Collectors.joining("\n\n")));
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
