package org.triaged.triage;

import java.util.Locale;

/** What becomes of a reply, the quietest first. After installation nothing leaves the host. */
public enum Mode {
    RECORD,
    DRY_RUN,
    /** What would be said goes to the admins, and to no list. */
    SHADOW,
    /** Nothing leaves that no admin has approved. */
    APPROVE,
    LIVE;

    /** True when mail may leave this host. */
    public boolean mails() {
        return compareTo(SHADOW) >= 0;
    }

    /** As it stands in conf and database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The mode written so. */
    public static Mode of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
