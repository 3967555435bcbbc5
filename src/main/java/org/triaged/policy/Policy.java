package org.triaged.policy;

/**
 * All that a rule may know beside the series.
 *
 * @param ripe the series has had its time; what is not there by now is missing
 */
public record Policy(Profile profile, boolean ripe) {}
