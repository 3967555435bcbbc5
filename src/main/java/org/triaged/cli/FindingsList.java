package org.triaged.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.triaged.triage.KnownFinding;
import org.triaged.triage.Records;
import org.triaged.triage.SqlReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code findings list}. */
@Command(
        name = "list",
        description = {
            "What was found, the newest judgement first. Of a series that was judged again only what was found last is shown,"
                    + " and what stands in a mail of ours.",
            "",
            "Exit status: 0 done; " + Asking.OTHER_STATUS
        },
        footer = {
            "",
            "Examples:",
            "  triaged findings list --spoken --since P7D",
            "  triaged findings list --rule dco-sob-missing --list qemu-devel --format json"
        })
final class FindingsList implements Callable<Integer> {

    private static final int MOST = 10_000;

    @Mixin
    private final Asking asking;

    @Mixin
    private final Format format = new Format();

    @Mixin
    private final Since since = new Since();

    @Option(names = "--rule", paramLabel = "RULE", description = "Those of that rule alone.")
    private String rule;

    @Option(names = "--list", paramLabel = "NAME", description = "Those of that list alone.")
    private String list;

    @Option(names = "--series", paramLabel = "ROOT", description = "Those of that series alone, by its Message-ID.")
    private String series;

    @Option(names = "--spoken", description = "Those alone that stand in a mail of ours, whether it left or not.")
    private boolean spoken;

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "100",
            description = "The most that are shown, 1 to 10000. Default: ${DEFAULT-VALUE}.")
    private int limit;

    private final Function<SqlReader, Records> records;

    private final PrintStream out;

    FindingsList(Asking asking, Function<SqlReader, Records> records, PrintStream out) {
        this.asking = asking;
        this.records = records;
        this.out = out;
    }

    @Override
    public Integer call() {
        boolean json = format.json();
        if (limit < 1 || limit > MOST) {
            throw asking.mistake("--limit: " + limit + " is not within 1 and " + MOST);
        }
        KnownFinding.Choice choice = new KnownFinding.Choice(
                since.instant(),
                Optional.ofNullable(rule),
                Optional.ofNullable(list),
                Optional.ofNullable(series).map(AuditChoice::bare),
                spoken,
                limit);
        List<KnownFinding> findings = asking.ask(records, record -> record.findings(choice));
        Utf8.print(
                out,
                json
                        ? findings.stream().map(FindingsText::json).collect(Collectors.joining())
                        : FindingsText.table(findings, Screen.width()));
        return 0;
    }
}
