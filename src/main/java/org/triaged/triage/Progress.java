package org.triaged.triage;

/** Hears how far a long work has come. */
@FunctionalInterface
public interface Progress {

    Progress UNHEARD = (done, of) -> {};

    /** May be called often. */
    void made(int done, int of);
}
