package org.triaged.policy;

import static org.triaged.policy.Profile.Stance.DISCLOSE;
import static org.triaged.policy.Profile.Stance.FORBID;
import static org.triaged.policy.Profile.Stance.RESTRICT;
import static org.triaged.policy.Profile.Stance.SILENT;
import static org.triaged.policy.Severity.INFO;
import static org.triaged.policy.Severity.VIOLATION;
import static org.triaged.policy.Severity.WARNING;

import java.util.Map;
import java.util.Optional;
import org.triaged.policy.Profile.Stance;

/** What the rules on generated content weigh by the stance of a document; where a rule has no severity it does not run. */
final class StanceTable {

    private static final Map<RuleId, Map<Stance, Severity>> SEVERITIES = Map.of(
            RuleBook.AI_DECLARED, Map.of(FORBID, VIOLATION, RESTRICT, INFO, DISCLOSE, INFO, SILENT, INFO),
            RuleBook.AI_VENDOR_TRAILER, Map.of(FORBID, WARNING, RESTRICT, WARNING),
            RuleBook.AI_AGENT_AUTHOR, Map.of(FORBID, VIOLATION, RESTRICT, VIOLATION, DISCLOSE, VIOLATION),
            RuleBook.AI_TRAILER_WRONG_KEY, Map.of(RESTRICT, WARNING, DISCLOSE, WARNING),
            RuleBook.AI_TRAILER_FORMAT, Map.of(RESTRICT, WARNING, DISCLOSE, WARNING),
            RuleBook.AI_TRAILER_PLACEMENT, Map.of(RESTRICT, INFO),
            RuleBook.AI_SCOPE_EXCEEDED, Map.of(RESTRICT, WARNING),
            RuleBook.AI_MENTION_NONCONTRIB, Map.of(FORBID, INFO, RESTRICT, INFO, DISCLOSE, INFO));

    private StanceTable() {}

    /** False: the stance is nothing to the rule. */
    static boolean knows(RuleId rule) {
        return SEVERITIES.containsKey(rule);
    }

    /** Empty when the rule does not run under the stance, or the table does not know it. */
    static Optional<Severity> severity(RuleId rule, Stance stance) {
        return Optional.ofNullable(SEVERITIES.getOrDefault(rule, Map.of()).get(stance));
    }
}
