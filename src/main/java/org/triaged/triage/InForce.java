package org.triaged.triage;

import java.util.Locale;

/**
 * One thing that conf or the key decides, so that the audit can tell when it changed.
 *
 * @param list on which; "" when on none
 * @param object which profile or rule; "" where there is but one
 * @param content a hash, a fingerprint or a stable word
 */
public record InForce(Kind kind, String list, String object, String content) {

    /** What sort of thing, and how the audit calls its change. */
    public enum Kind {
        CONF(AuditAction.CONF_LOADED),
        KEY(AuditAction.KEY_CHANGED),
        PROFILE(AuditAction.PROFILE_CHANGED),
        POLICY(AuditAction.POLICY_CHANGED),
        WEIGHT(AuditAction.WEIGHT_CHANGED);

        private final AuditAction change;

        Kind(AuditAction change) {
            this.change = change;
        }

        public AuditAction change() {
            return change;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
