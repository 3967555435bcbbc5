package org.triaged.triage;

import java.time.Instant;
import org.triaged.policy.RuleId;
import org.triaged.triage.Events.Event;

/**
 * A rule that was wrong too often on a list: what it finds there is recorded and not told, until an admin restores it.
 *
 * @param cause a stable word, {@code false-positives} or {@code precision}
 * @param said the same with its figures
 */
public record Demotion(String list, RuleId rule, String cause, String said, Instant at) {

    /** So many false positives within {@link #DAYS} days demote a rule. */
    public static final int FALSE_POSITIVES = 3;

    public static final int DAYS = 30;

    /** Its last findings that were told, when there are so many, decide about its precision. */
    public static final int LAST = 20;

    /** Fewer right ones than these of a hundred demote it. */
    public static final int PERCENT = 95;

    /** What an admin types when it is right again. */
    public String restoring() {
        return "triaged findings restore " + rule + " --list " + list + " --reason TEXT";
    }

    Event told() {
        return Event.alert(
                "rule-demoted",
                "list",
                list,
                "rule",
                rule.value(),
                "cause",
                cause,
                "said",
                said,
                "next",
                "it records only on this list; look at what was dismissed, and when the rule is right again: "
                        + restoring());
    }
}
