package org.triaged.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.triaged.triage.Question;
import org.triaged.triage.Records;
import org.triaged.triage.SqlReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code audit show}. */
@Command(
        name = "show",
        description = {
            "Who did what, when and why, the newest first. JSON is as in docs/audit.schema.json.",
            "",
            "Exit status: 0 done; " + Asking.OTHER_STATUS
        },
        footer = {
            "",
            "Examples:",
            "  triaged audit show --actor carol --since 2026-11-01",
            "  triaged audit show --object T-abcdefghij --format json"
        })
final class AuditShow implements Callable<Integer> {

    @Mixin
    private final Asking asking;

    @Mixin
    private final AuditChoice choice = new AuditChoice();

    @Mixin
    private final Format format = new Format();

    @Option(
            names = "--limit",
            paramLabel = "ROWS",
            description = "The most rows to show, up to " + Question.MOST_ROWS + ". Default: ${DEFAULT-VALUE}.",
            defaultValue = "100")
    private int limit;

    private final Function<SqlReader, Records> records;

    private final PrintStream out;

    private final PrintStream err;

    AuditShow(Asking asking, Function<SqlReader, Records> records, PrintStream out, PrintStream err) {
        this.asking = asking;
        this.records = records;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        boolean json = format.json();
        var filter = choice.filter();
        AnswerText text = new AnswerText(out, Screen.width());
        boolean all =
                asking.ask(records, record -> record.newestAudit(filter, limit, json ? new AnswerJson(out) : text));
        if (!json) {
            text.end();
        }
        if (!all) {
            err.println("triaged: there are more rows than " + limit + ", older ones; --limit N shows up to "
                    + Question.MOST_ROWS + ", 'triaged audit export' all");
        }
        return 0;
    }
}
