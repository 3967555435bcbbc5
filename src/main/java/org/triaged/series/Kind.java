package org.triaged.series;

/** What a mail is, decided before any rule looks at it. */
public enum Kind {
    PATCH,
    COVER,
    REPLY,
    PULL,
    PING,
    DISCUSSION,
    FOREIGN,
    AUTO,
    OTHER;

    /** As it is written in the database and in JSON. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
