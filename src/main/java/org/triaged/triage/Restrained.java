package org.triaged.triage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.policy.Finding;
import org.triaged.policy.Judgement;
import org.triaged.policy.Weight;

/**
 * A judgement without the voice of what admins set aside; its findings all stand.
 *
 * @param muted why it says nothing, when it would speak else; empty too when it speaks all the same
 */
record Restrained(Judgement judgement, Optional<Restraint.Cause> muted) {

    static Restrained of(Judgement judged, Map<Finding, Restraint> restraints) {
        List<Finding> findings = judged.findings().stream()
                .map(finding -> Optional.ofNullable(restraints.get(finding))
                        .map(restraint -> finding.weighing(Weight.RECORD).noting(restraint.note()))
                        .orElse(finding))
                .toList();
        Judgement quieter = judged.with(findings);
        return new Restrained(
                quieter,
                quieter.speaks()
                        ? Optional.empty()
                        : judged.findings().stream()
                                .filter(Finding::speaks)
                                .flatMap(finding -> Optional.ofNullable(restraints.get(finding)).stream())
                                .map(Restraint::cause)
                                .sorted()
                                .findFirst());
    }
}
