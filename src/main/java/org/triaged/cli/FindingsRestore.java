package org.triaged.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.triaged.triage.Demotion;
import org.triaged.triage.Records;
import org.triaged.triage.SqlReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code findings restore}. */
@Command(
        name = "restore",
        description = {
            "Lets a rule speak again on a list where it was wrong too often. Its figures are counted anew from now on. Who,"
                    + " when and why is kept in the audit.",
            "",
            "Exit status: 0 done; 2 that rule is not demoted there, or " + Asking.OTHER_STATUS
        },
        footer = {
            "",
            "Example:",
            "  triaged findings restore dco-sob-missing --list qemu-devel --reason \"mended in 1.1\""
        })
final class FindingsRestore implements Callable<Integer> {

    @Mixin
    private final Asking asking;

    @Parameters(paramLabel = "RULE", description = "The rule.")
    private String rule;

    @Option(names = "--list", paramLabel = "NAME", required = true, description = "The list on which it records only.")
    private String list;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for the audit.")
    private String reason;

    private final Function<SqlReader, Records> records;

    private final PrintStream out;

    FindingsRestore(Asking asking, Function<SqlReader, Records> records, PrintStream out) {
        this.asking = asking;
        this.records = records;
        this.out = out;
    }

    @Override
    public Integer call() {
        if (reason.isBlank()) {
            throw asking.mistake("--reason: say why, for the audit");
        }
        asking.ask(desk -> {
            if (!desk.findings(Asking.actor()).restore(rule, list, reason)) {
                throw asking.mistake("rule '" + rule + "' is not demoted on list '" + list + "'; "
                        + others(records.apply(desk).demoted()));
            }
            return true;
        });
        Utf8.print(out, Terminal.escape(rule) + " may speak again on list " + Terminal.escape(list) + "\n");
        return 0;
    }

    private static String others(List<Demotion> demoted) {
        return demoted.isEmpty()
                ? "none is on any"
                : "what is: "
                        + demoted.stream()
                                .map(one -> one.rule() + " --list " + one.list())
                                .collect(Collectors.joining(", "));
    }
}
