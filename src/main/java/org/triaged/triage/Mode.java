package org.triaged.triage;

import java.util.Locale;

/** What becomes of a reply. After installation nothing leaves the host. */
public enum Mode {
    RECORD,
    DRY_RUN,
    LIVE;

    /** As it stands in conf and database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
