package org.triaged.triage;

/**
 * The most mails that may leave, over all lists.
 *
 * @param perAuthor to one author in a day
 * @param perAuthorAndRules to one author in a day about the same set of rules
 */
public record Caps(int perHour, int perDay, int perAuthor, int perAuthorAndRules) {

    public static final Caps DEFAULT = new Caps(10, 40);

    /** With the usual ones for one author. */
    public Caps(int perHour, int perDay) {
        this(perHour, perDay, 3, 1);
    }
}
