package org.triaged.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.AuditCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code audit verify}. */
@Command(
        name = "verify",
        description = {
            "Computes every hash of the audit anew, and holds it against the rows that the send journal names. It changes"
                    + " nothing. JSON is as in docs/audit.schema.json.",
            "",
            "Exit status: 0 the record is whole; 1 it is not, and the output says where it breaks first; "
                    + Asking.OTHER_STATUS
        },
        footer = {"", "Example: triaged audit verify --format json"})
final class AuditVerify implements Callable<Integer> {

    private static final int A_PERSON_IS_NEEDED = 1;

    private static final String NEXT =
            "next: keep a copy of the data folder as it is, then restore the last backup whose"
                    + " audit verifies and compare the two\n";

    @Mixin
    private final Asking asking;

    @Mixin
    private final Format format = new Format();

    private final PrintStream out;

    private final Paint paint;

    AuditVerify(Asking asking, PrintStream out, Paint paint) {
        this.asking = asking;
        this.out = out;
        this.paint = paint;
    }

    @Override
    public Integer call() {
        boolean json = format.json();
        AuditCheck check = asking.ask(AdminDesk::verifyAudit);
        Utf8.print(out, json ? json(check) : text(check));
        return check.whole() ? 0 : A_PERSON_IS_NEEDED;
    }

    private String text(AuditCheck check) {
        StringBuilder text = new StringBuilder(check.whole() ? paint.green("whole ") : paint.yellow("BROKEN"))
                .append("  ")
                .append(check.rows())
                .append(check.rows() == 1 ? " row is" : " rows are")
                .append(" what was written, up to ")
                .append(check.head())
                .append("\n        ")
                .append(check.named())
                .append(" times the send journal names a row that is there\n");
        if (check.forgotten() > 0) {
            text.append("        ")
                    .append(check.forgotten())
                    .append(" rows it names are gone with a rollback that was noted (action db-rollback)\n");
        }
        check.broken().ifPresent(row -> text.append("        row ")
                .append(row.number())
                .append(": ")
                .append(Terminal.escape(row.why()))
                .append("; what follows was not read\n"));
        check.strange().ifPresent(head -> text.append("        line ")
                .append(head.line())
                .append(" of the send journal names row ")
                .append(Terminal.escape(head.head()))
                .append(", and the audit has no such row\n"));
        return text.append(check.whole() ? "" : "        " + NEXT).toString();
    }

    private static String json(AuditCheck check) {
        return new JsonLine("audit-check")
                .flag("whole", check.whole())
                .number("rows", check.rows())
                .text("head", check.head())
                .number("named_by_journal", check.named())
                .number("gone_with_rollback", check.forgotten())
                .number("broken_row", check.broken().map(AuditCheck.Broken::number))
                .text("why", check.broken().map(AuditCheck.Broken::why))
                .number("journal_line", check.strange().map(head -> head.line()))
                .text("journal_head", check.strange().map(head -> head.head()))
                .end();
    }
}
