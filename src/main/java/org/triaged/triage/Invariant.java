package org.triaged.triage;

/** What must hold at any time, whatever was killed, cut or restored before. */
public enum Invariant {
    I1("no mail is lost: each UID that a server lists below our cursor is in the ledger"),
    I2("no mail counts twice: one of each Message-ID on a list"),
    I3("one reply at most for a version of a series, and for each patch"),
    I4("only people's patches are answered, and none that was there before us"),
    I5("a mail that cannot be read keeps no other waiting"),
    I6("each judgement and each step of a reply is in the audit, and its chain is whole"),
    I7("a reply is being sent only while a process is at it"),
    I8("a restart resumes: the end is that of an undisturbed run"),
    I9("the caps on mail were kept in the last day"),
    I10("every file of the data folder is ours alone");

    private final String promise;

    Invariant(String promise) {
        this.promise = promise;
    }

    /** In one line, for an admin. */
    public String promise() {
        return promise;
    }
}
