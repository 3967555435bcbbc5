package org.triaged.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.triaged.policy.Judgement;
import org.triaged.triage.Examination.Examined;
import org.triaged.triage.Examination.Seen;

/** What a contributor reads before sending: nothing, or each point with a step out of it and the place in the policy. */
final class HookText {

    String of(Examined examined) {
        return examined.series().stream()
                .filter(seen -> seen.answer()
                        .filter(answer -> answer.withheld().isEmpty())
                        .isPresent())
                .flatMap(seen -> advice(seen).stream())
                .collect(Collectors.joining());
    }

    private static List<String> advice(Seen seen) {
        Judgement judgement = seen.judgement().orElseThrow();
        return judgement.spoken().stream()
                .map(finding -> Terminal.escape(seen.series().title()) + ": "
                        + Terminal.escape(judgement.profile().words().sentence(finding)) + " [" + finding.rule() + "]\n"
                        + PolicyText.of(finding, judgement.profile())
                                .map(place -> "  see " + place + "\n")
                                .orElse(""))
                .toList();
    }
}
