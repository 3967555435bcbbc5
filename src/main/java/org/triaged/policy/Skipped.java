package org.triaged.policy;

/** A rule that could not run, and why; it is never stored as clean. */
public record Skipped(RuleId rule, String reason) {}
