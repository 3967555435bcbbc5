package org.triaged.triage;

/** Who gets a copy of a reply beside its author and the list. */
public enum CopiesTo {
    NONE,
    /** Those who look after what the series touches. */
    MAINTAINERS
}
