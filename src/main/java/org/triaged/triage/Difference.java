package org.triaged.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.policy.Profile;
import org.triaged.policy.ProfileId;
import org.triaged.policy.RuleId;
import org.triaged.policy.Severity;
import org.triaged.policy.Weight;

/**
 * What another profile would find in the series of one list, against what the policy in force finds.
 *
 * @param list its name
 * @param profile the other one
 * @param inForce which profiles judge the series now, by name
 * @param series how many were judged
 * @param unjudged how many could not be, for a fault of ours
 * @param differing series in which a finding would appear, vanish or change
 * @param now by the policy in force; {@code then} by the other one
 * @param changes in the order of the rule book
 * @param skipped rules that could not tell under the one or the other
 * @param kept judgements that were stored, where that was asked for
 */
public record Difference(
        String list,
        ProfileId profile,
        Profile.Status status,
        List<InForce> inForce,
        int series,
        int unjudged,
        int differing,
        Total now,
        Total then,
        List<Change> changes,
        List<Skip> skipped,
        int kept) {

    /** More are not shown of one change. */
    public static final int MOST_EXAMPLES = 3;

    public Difference {
        inForce = List.copyOf(inForce);
        changes = List.copyOf(changes);
        skipped = List.copyOf(skipped);
    }

    /** @param series that this profile judges now */
    public record InForce(ProfileId profile, int series) {}

    /** @param speaking series with a finding that may cause a mail */
    public record Total(int findings, int speaking) {}

    /** How a finding counts: its severity as judged, and its weight on the list. */
    public record Force(Severity severity, Weight weight) {}

    /**
     * Findings of one rule that would all change alike.
     *
     * @param from empty: they would appear
     * @param to empty: they would vanish
     * @param examples the first of them
     */
    public record Change(RuleId rule, Optional<Force> from, Optional<Force> to, int count, List<Example> examples) {

        public Change {
            examples = List.copyOf(examples);
        }

        /** Stable word for programs. */
        public String kind() {
            return from.isEmpty() ? "appears" : to.isEmpty() ? "vanishes" : "changes";
        }
    }

    /** @param mail that the finding is about; of one about a series its head */
    public record Example(Instant date, String subject, MessageId mail) {}

    /** @param then under the other profile; else under the policy in force */
    public record Skip(RuleId rule, boolean then, String reason, int series) {}
}
