package org.triaged.policy;

/** Whether a rule's findings may stand in a mail: cause one, stand in one that another caused, or never. */
public enum Publicity {
    YES,
    WITH,
    NO
}
