package org.triaged.triage;

/** An exception whose message is meant for an admin as it stands, and which ends the process with a status of its own. */
public interface CannotStart {

    /** As in sysexits.h: 2 usage or configuration, 73 in use by another process, 74 damaged, 77 permission. */
    int exitStatus();
}
