package org.triaged.policy;

/** Who can settle a point: the author alone, another maintainer's opinion, or a decision of the maintainers. */
public enum SettledBy {
    AUTHOR,
    SECOND_OPINION,
    DECISION
}
