package org.triaged.policy;

import java.util.Locale;

/** For sorting; never printed in a mail. An info finding never speaks. */
public enum Severity {
    VIOLATION,
    WARNING,
    INFO;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
