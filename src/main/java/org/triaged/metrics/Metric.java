package org.triaged.metrics;

import java.util.Locale;

/** The figures of {@code /metrics}; each is a gauge, and its unit stands in its name. A name never changes. */
public enum Metric {
    INFO("Always 1; the label version is that of the program"),
    POLLED_TIMESTAMP_SECONDS("When the folder of a list was last read to its end, in seconds since 1970; 0: never"),
    REPLIES_TOTAL("Replies in each state, over all lists and times"),
    REPLIES_WAITING("Replies of a list that wait to leave"),
    REPLIES_UNSEEN("Replies of a list that left and have not come back"),
    REPLIES_HELD("Replies of a list that wait for a person"),
    MAILS_QUARANTINED("Mails of a list that cannot be read"),
    MAILS_TO_READ("Mails fetched and not read yet"),
    SERIES_TO_JUDGE("Series whose time to be judged is set"),
    SENT_LAST_HOUR("Mails that left in the last hour"),
    SENT_LAST_DAY("Mails that left in the last 24 hours"),
    SENDING_HELD("1 while a brake keeps all mail from leaving, else 0"),
    NEEDS("What 'triaged status' would have a person look at"),
    DATABASE_BYTES("Size of the database file"),
    DISK_FREE_BYTES("Free on the disk of the data folder");

    private final String help;

    Metric(String help) {
        this.help = help;
    }

    /** As monitors know it. */
    public String word() {
        return "triaged_" + name().toLowerCase(Locale.ROOT);
    }

    public String help() {
        return help;
    }
}
