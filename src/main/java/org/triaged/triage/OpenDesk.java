package org.triaged.triage;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** The desk over a database that this process has open. */
public final class OpenDesk implements AdminDesk {

    private final SqlReader reader;

    private final Supplier<Overview> overview;

    private final Supplier<Selftest> selftest;

    private final Supplier<AuditCheck> audit;

    private final Function<String, Quarantine> quarantine;

    private final Function<String, BackupFacts> backup;
    private final Function<String, Pedals> pedals;
    private final Function<String, Replies> replies;
    private final Function<String, Findings> findings;
    private final BiFunction<WhatIf, Progress, List<Difference>> comparing;

    private final Optional<Daemon> daemon;

    private final AutoCloseable resources;

    /** @param reload reads conf again for the admin who is named, and says what is wrong with it */
    public record Daemon(long pid, Function<String, List<String>> reload) {}

    /**
     * @param overview of the conf that is in force, as is the selftest
     * @param audit verifies it
     * @param quarantine for the admin who is named, as are the pedals, the replies and the findings
     * @param backup makes one for the admin who is named
     * @param comparing answers what another profile would find
     * @param daemon when we are it
     * @param resources closed with the desk
     */
    public OpenDesk(
            SqlReader reader,
            Supplier<Overview> overview,
            Supplier<Selftest> selftest,
            Supplier<AuditCheck> audit,
            Function<String, Quarantine> quarantine,
            Function<String, BackupFacts> backup,
            Function<String, Pedals> pedals,
            Function<String, Replies> replies,
            Function<String, Findings> findings,
            BiFunction<WhatIf, Progress, List<Difference>> comparing,
            Optional<Daemon> daemon,
            AutoCloseable resources) {
        this.reader = reader;
        this.overview = overview;
        this.selftest = selftest;
        this.audit = audit;
        this.quarantine = quarantine;
        this.backup = backup;
        this.pedals = pedals;
        this.replies = replies;
        this.findings = findings;
        this.comparing = comparing;
        this.daemon = daemon;
        this.resources = resources;
    }

    @Override
    public boolean query(Question question, Answer into) {
        return reader.query(question, into);
    }

    @Override
    public Status status() {
        return overview.get().status(daemon.map(Daemon::pid));
    }

    @Override
    public List<Selftest.Line> selftest() {
        return selftest.get().run();
    }

    @Override
    public AuditCheck verifyAudit() {
        return audit.get();
    }

    @Override
    public Quarantine quarantine(String actor) {
        return quarantine.apply(actor);
    }

    @Override
    public BackupFacts backup(String actor) {
        return backup.apply(actor);
    }

    @Override
    public Pedals pedals(String actor) {
        return pedals.apply(actor);
    }

    @Override
    public Replies replies(String actor) {
        return replies.apply(actor);
    }

    @Override
    public Findings findings(String actor) {
        return findings.apply(actor);
    }

    @Override
    public List<Difference> whatIf(WhatIf question, Progress progress) {
        return comparing.apply(question, progress);
    }

    @Override
    public Optional<List<String>> reload(String actor) {
        return daemon.map(here -> here.reload().apply(actor));
    }

    @Override
    public void close() {
        try {
            resources.close();
        } catch (Exception e) {
            throw new IllegalStateException("could not close: " + e.getMessage(), e);
        }
    }
}
