package org.triaged.triage;

/**
 * Where admins ask. The answers are the same whether the daemon gives them through its control socket or a verb opened
 * the database itself.
 */
public interface AdminDesk extends SqlReader, AutoCloseable {

    Status status();

    /** Ends the asking; a running daemon goes on. */
    @Override
    default void close() {}
}
