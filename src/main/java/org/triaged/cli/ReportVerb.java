package org.triaged.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.triaged.report.ReportPage;
import org.triaged.triage.Records;
import org.triaged.triage.Report;
import org.triaged.triage.SqlReader;
import org.triaged.triage.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code report}. */
@Command(
        name = "report",
        description = {
            "What happened on the lists, in figures: series and findings a week, rules and how often they were right, times"
                    + " from arrival to reply, rerolls, declarations, exceptions, and how all stands now. No name of a"
                    + " person and no word of a mail is in it.",
            "",
            "Exit status: 0 done; " + Asking.OTHER_STATUS
        },
        footer = {
            "",
            "Examples:",
            "  triaged report --html report.html",
            "  triaged report --since 2026-06-01 --list qemu-devel --format json"
        })
final class ReportVerb implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private final Asking asking;

    @Mixin
    private final Format format = new Format();

    @Mixin
    private final Since since = new Since();

    @Mixin
    private final HtmlFile html = new HtmlFile();

    @Option(names = "--list", paramLabel = "NAME", description = "This list alone.")
    private String list;

    private final Function<SqlReader, Records> records;

    private final PrintStream out;

    private final Paint paint;

    private record Told(Report report, Status status) {}

    ReportVerb(Asking asking, Function<SqlReader, Records> records, PrintStream out, Paint paint) {
        this.asking = asking;
        this.records = records;
        this.out = out;
        this.paint = paint;
    }

    @Override
    public Integer call() {
        boolean json = format.json();
        Instant from = since.instant().orElseGet(ReportVerb::aYearAgo);
        html.demandPlace();
        Told told = asking.ask((config, desk) -> {
            Optional<String> only = Optional.ofNullable(list);
            only.ifPresent(name -> new Known(config, spec).list("--list", name, config.lists()));
            return new Told(records.apply(desk).report(from, only), desk.status());
        });
        Utf8.print(
                out,
                json
                        ? ReportLines.json(told.report(), told.status())
                        : ReportLines.text(told.report(), told.status(), paint, Screen.width()));
        html.write(() -> ReportPage.of(told.report(), told.status(), Verbs.PRODUCT));
        return 0;
    }

    private static Instant aYearAgo() {
        return InstantSource.system()
                .instant()
                .atOffset(ZoneOffset.UTC)
                .minusYears(1)
                .toInstant();
    }
}
