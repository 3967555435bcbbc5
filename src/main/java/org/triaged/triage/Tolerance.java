package org.triaged.triage;

/**
 * How much a list's mail may look like a fault before its breaker trips.
 *
 * @param readyInTenMinutes replies that become ready in ten minutes; one more trips
 * @param rulePercent of the last {@link #RULE_WINDOW} series in which one rule speaks; more trips
 * @param speakingPercent of the last {@link #SPEAKING_WINDOW} series in which any rule speaks; more trips
 */
public record Tolerance(int readyInTenMinutes, int rulePercent, int speakingPercent) {

    public static final Tolerance DEFAULT = new Tolerance(10, 50, 20);

    /** Series that must have been judged before the share of one rule says anything. */
    public static final int RULE_WINDOW = 20;

    /** Series that must have been judged before the share of those spoken of says anything. */
    public static final int SPEAKING_WINDOW = 50;

    /** Refusals of the server in a row that trip. */
    public static final int REFUSED_IN_A_ROW = 3;

    /** Automatic answers to us that trip. */
    public static final int AUTOMATIC_ANSWERS = 2;

    /** Replies in a day that our own linter holds, and that trip. */
    public static final int LINTER_FAILURES = 3;

    /** Replies in doubt at once that trip. */
    public static final int IN_DOUBT = 2;

    /** Bounces of the list's own address in a day that trip. */
    public static final int LIST_BOUNCES = 2;
}
