package org.triaged.policy;

import java.util.Locale;

/** Whose tree a series is for. Foreign series are told by one finding and nothing else; unclear ones never speak. */
public enum Scope {
    OURS,
    FOREIGN,
    UNCLEAR;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
