package org.triaged.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the database has on record, for people who ask. Only what may be read by all admins is read. */
public interface Records {

    /** The newest rows of the audit that fit, at most so many, the newest first; false when there are more. */
    boolean newestAudit(AuditFilter filter, int limit, Answer into);

    /** Every row of the audit that fits, the oldest first, with all that its hash is made of. */
    void wholeAudit(AuditFilter filter, Answer into);

    /** Of the mail or reply of that name, one in each list that has it; none when it is not known. */
    List<Story> stories(String id);

    /** Names that are known, the newest ones. */
    List<String> names();

    /** Those that fit, the newest judgement first. */
    List<KnownFinding> findings(KnownFinding.Choice choice);

    /** Empty when there is none of that name. */
    Optional<KnownFinding> finding(FindingId id);

    /** Rules that record only, since they were wrong too often. */
    List<Demotion> demoted();

    /** What happened from then on. @param list that one alone; empty: all */
    Report report(Instant from, Optional<String> list);
}
