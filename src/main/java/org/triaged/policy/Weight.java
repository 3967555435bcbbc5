package org.triaged.policy;

import java.util.Locale;

/** What a list does with the findings of a rule. A rule without a line in the list file is RECORD. */
public enum Weight {
    REPLY,
    RECORD,
    OFF;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
