package org.triaged.reply;

/** What composing came to. */
public sealed interface Composed {

    /** Bytes that every check of the linter let pass. */
    record Mail(FrozenReply reply) implements Composed {}

    /** Bytes the linter refused; a fault of ours, for admins alone. @param check its id */
    record Refused(FrozenReply reply, String check) implements Composed {}

    /** There is nothing to answer to. @param cause {@code no-anchor} or {@code anchor-id-unusable} */
    record Impossible(String cause) implements Composed {}
}
