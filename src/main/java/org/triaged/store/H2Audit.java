package org.triaged.store;

import java.time.Instant;
import org.triaged.triage.AuditTrail;

/** The audit, for what is not written along with a change of another table. */
final class H2Audit implements AuditTrail {

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
    public String head() {
        return transactions.read(AuditChain::head).toString();
    }
}
