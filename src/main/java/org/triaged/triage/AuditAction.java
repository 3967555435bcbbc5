package org.triaged.triage;

import java.util.Arrays;
import java.util.Locale;

/**
 * The stable words that may stand in column {@code action} of the audit, beside {@code reply-STATE} for each state of a
 * reply. {@code docs/audit.md} says when each is written; nothing else is.
 */
public enum AuditAction {
    DAEMON_START,
    DAEMON_STOP,
    CONF_LOADED,
    KEY_CHANGED,
    PROFILE_CHANGED,
    POLICY_CHANGED,
    WEIGHT_CHANGED,
    MODE_CHANGED,
    WATERMARK_SET,
    JUDGED,
    SILENT,
    CLAIM_RECORDED,
    CLAIM_RELIED_ON,
    CLAIM_CONFIRMED,
    REPLY_NARROWED,
    REPLY_LOST,
    REPLY_RECOMPOSED,
    LINTER_FAILED,
    ID_CONFLICT,
    BOUNCED,
    ADDRESS_DEAD,
    DB_ROLLBACK,
    JOURNAL_REBUILT,
    BREAKER_TRIPPED,
    BREAKER_RESUMED,
    STOP_SEEN,
    STOP_GONE,
    STOP_RAISED,
    RULE_DEMOTED,
    RULE_RESTORED,
    QUARANTINE_RETRY,
    BACKED_UP,
    WHATIF_KEPT,
    IMPORT_BEGUN,
    APPROVED,
    RELEASED,
    DISCARDED,
    CONFIRMED,
    DISMISSED,
    DISMISSAL_REVOKED,
    DRAFTED,
    NOCOPY_SET,
    NOCOPY_CLEARED,
    ADDRESS_REVIVED;

    private static final String STEP = "reply-";

    /** As it stands in the audit. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** True for the words above, and for the steps of a reply. */
    public static boolean known(String word) {
        return Arrays.stream(values()).anyMatch(action -> action.word().equals(word))
                || Arrays.stream(ReplyState.values()).anyMatch(state -> word.equals(STEP + state.word()));
    }
}
