package org.triaged.triage;

/**
 * Why a finding is recorded and not told, whatever the list does with its rule.
 *
 * @param said more of it, for admins
 */
public record Restraint(Cause cause, String said) {

    /** In the order in which they count. */
    public enum Cause {
        /** An admin set it aside in this patch, in this version or another. */
        DISMISSED_BEFORE("dismissed-before"),
        /** The rule was wrong too often on this list. */
        RULE_DEMOTED("rule-demoted");

        private final String word;

        Cause(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    String note() {
        return cause.word() + ": " + said;
    }
}
