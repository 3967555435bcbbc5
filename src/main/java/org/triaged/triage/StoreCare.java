package org.triaged.triage;

/** How the daemon's memory is, and what can be done about it. */
public interface StoreCare {

    /** True when it closed itself, as after a write that failed: nothing works until it is opened again. */
    boolean closed();

    /** Bytes that are free on its disk. */
    long free();

    /** Where it lies, for an admin. */
    String place();

    /** Opens it again, with all that was acknowledged. */
    void reopen();
}
