package org.triaged.policy;

/** All that a rule may know beside the series. */
public record Policy(Profile profile) {}
