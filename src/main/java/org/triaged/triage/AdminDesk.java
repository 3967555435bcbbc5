package org.triaged.triage;

import java.util.List;
import java.util.Optional;

/**
 * Where admins ask. The answers are the same whether the daemon gives them through its control socket or a verb opened
 * the database itself.
 */
public interface AdminDesk extends SqlReader, AutoCloseable {

    Status status();

    /** What was found of each invariant; a mail server may be asked for it, so it may take minutes. */
    List<Selftest.Line> selftest();

    /** Every hash of the audit computed anew and held against the send journal; seconds for a million rows. */
    AuditCheck verifyAudit();

    /** @param actor the admin; a daemon believes the kernel rather than this */
    Quarantine quarantine(String actor);

    /** @param actor the admin; a daemon believes the kernel rather than this */
    Pedals pedals(String actor);

    /**
     * Makes a backup in the data folder; of a large database that takes minutes.
     *
     * @param actor the admin; a daemon believes the kernel rather than this
     */
    BackupFacts backup(String actor);
    /** @param actor as for the quarantine */
    Replies replies(String actor);

    /** @param actor as for the quarantine */
    Findings findings(String actor);

    /**
     * What another profile would find in the mails that are stored. A daemon reads conf again for it, so that a profile
     * may be tried before it is in force; it may take minutes.
     *
     * @param progress over the series
     * @throws QueryRefused when it is asked of a profile or list that is not there, or of a conf with mistakes
     */
    List<Difference> whatIf(WhatIf question, Progress progress);

    /**
     * Has the daemon read conf again.
     *
     * @param actor the admin; the daemon believes the kernel rather than this
     * @return what is wrong with conf, a line each, when it stays with the one before; empty when no daemon runs
     */
    Optional<List<String>> reload(String actor);

    /** Ends the asking; a running daemon goes on. */
    @Override
    default void close() {}
}
