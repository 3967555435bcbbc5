package org.triaged.store;

import java.time.Instant;
import java.util.List;
import org.triaged.triage.AuditCheck;
import org.triaged.triage.AuditTrail;
import org.triaged.triage.InForce;
import org.triaged.triage.JournalHead;

/** The audit, for what is not written along with a change of another table. */
final class H2Audit implements AuditTrail {

    private static final String HOLDS = """
            SELECT 1
              FROM audit
             WHERE number = ? AND row_hash = ?
            """;

    private static final String ROLLBACK_ADMITTED = """
            SELECT MAX(CAST(object_id AS BIGINT))
              FROM audit
             WHERE object_kind = 'journal-line' AND action = 'db-rollback'
            """;

    private static final String NEWEST_START = """
            SELECT MAX(number)
              FROM audit
             WHERE object_kind = 'daemon' AND action = 'daemon-start'
            """;

    private static final String FORGET_POLLS = """
            UPDATE mailbox
               SET last_poll = NULL
            """;

    private final Transactions transactions;

    H2Audit(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void note(String action, String kind, String object, String reason, Instant now) {
        transactions.change(
                "audit.note",
                sql -> AuditChain.append(
                        sql, AuditEntry.of(now, action, kind, object).saying(reason)));
    }

    @Override
    public void noteBy(String actor, String action, String kind, String object, String reason, Instant now) {
        transactions.change(
                "audit.note",
                sql -> AuditChain.append(
                        sql, actor, AuditEntry.of(now, action, kind, object).saying(reason)));
    }

    @Override
    public void loaded(String actor, List<InForce> facts, Instant now) {
        transactions.change("audit.loaded", sql -> SettingsInForce.take(sql, actor, facts, now));
    }

    @Override
    public AuditCheck verify(List<JournalHead> heads) {
        long admitted = rollbackAdmitted();
        return transactions.read(sql -> AuditVerification.of(sql, heads, admitted));
    }

    @Override
    public String head() {
        return transactions.read(AuditChain::head).toString();
    }

    @Override
    public long newestStart() {
        return transactions
                .read(sql -> sql.one(NEWEST_START, Sql.Row::maybeFirstNumber).flatMap(number -> number))
                .orElse(0L);
    }

    @Override
    public boolean holds(String head) {
        AuditChain.Head named = AuditChain.Head.of(head);
        return named.number() == 0 || transactions.read(sql -> sql.exists(HOLDS, named.number(), named.hash()));
    }

    @Override
    public void admitRollback(long line, String said, Instant now) {
        transactions.changeOnDisk("audit.rollback", sql -> {
            sql.update(FORGET_POLLS);
            AuditChain.append(
                    sql,
                    AuditEntry.of(now, "db-rollback", "journal-line", Long.toString(line))
                            .saying(said));
        });
    }

    @Override
    public long rollbackAdmitted() {
        return transactions
                .read(sql ->
                        sql.one(ROLLBACK_ADMITTED, Sql.Row::maybeFirstNumber).flatMap(line -> line))
                .orElse(0L);
    }
}
