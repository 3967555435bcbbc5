package org.triaged.demo;

import java.util.List;

/** A question an admin asks, and the SQL that answers it. */
record AuditQuestion(String asked, String sql) {

    static final List<AuditQuestion> ALL = List.of(
            new AuditQuestion("Audit: why did these series get a mail?", """
                    SELECT report, list, title, rule, part, evidence, profile, state
                      FROM reply_story
                     ORDER BY composed_at, report, part
                    """),
            new AuditQuestion("Audit: and why did these get none?", """
                    SELECT list, title, version, decision, verdict, profile
                      FROM series_verdict
                     WHERE report IS NULL
                     ORDER BY judged_at
                    """),
            new AuditQuestion("Audit: which exceptions were claimed, by whom, and what became of them?", """
                    SELECT list, author_name, line, granter_is_author, outcome, profile
                      FROM exception_story
                     WHERE newest
                    """));
}
