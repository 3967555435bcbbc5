package org.triaged.triage;

/** The most mails that may leave, over all lists. */
public record Caps(int perHour, int perDay) {

    public static final Caps DEFAULT = new Caps(10, 40);
}
