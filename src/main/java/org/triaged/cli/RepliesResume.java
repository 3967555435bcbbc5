package org.triaged.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.triaged.triage.Breakers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code replies resume}. */
@Command(
        name = "resume",
        description = {
            "Lets mail go on that the circuit breaker holds: that of one list, or with --all that which holds all lists. Look"
                    + " first at what tripped it; status says. Figures are counted anew from now on. Who, when and why is kept"
                    + " in the audit.",
            "",
            "Exit status: 0 done; 2 no such breaker holds, or usage or configuration; 70 internal; 73 another process has the"
                    + " data folder and does not answer; 74 it is damaged or holds nothing; 75 the daemon cannot answer now;"
                    + " 77 no permission."
        },
        footer = {
            "",
            "Examples:",
            "  triaged replies resume --list qemu-devel --reason \"the server was down\"",
            "  triaged replies resume --all --reason \"the clock is right again\""
        })
final class RepliesResume implements Callable<Integer> {

    @Mixin
    private final PedalsDesk desk;

    @Option(names = "--list", paramLabel = "NAME", description = "The list whose breaker holds.")
    private String list;

    @Option(names = "--all", description = "The breaker that holds all lists, as for the clock or the send journal.")
    private boolean all;

    private final PrintStream out;

    RepliesResume(PedalsDesk desk, PrintStream out) {
        this.desk = desk;
        this.out = out;
    }

    @Override
    public Integer call() {
        if (all == (list != null)) {
            throw desk.mistake("one of --list NAME and --all is needed");
        }
        String which = all ? Breakers.ALL : list;
        Optional<List<String>> others = desk.ask(
                (pedals, reason) -> pedals.resume(which, reason) ? Optional.empty() : Optional.of(pedals.held()));
        if (others.isPresent()) {
            throw desk.mistake("no breaker holds "
                    + (all ? "all lists" : "list '" + list + "'")
                    + (others.get().isEmpty() ? "; none holds at all" : "; what holds: " + spoken(others.get())));
        }
        Utf8.print(out, (all ? "all lists" : "list " + list) + ": mail may leave again\n");
        return 0;
    }

    private static String spoken(List<String> lists) {
        return lists.stream()
                .map(one -> one.equals(Breakers.ALL) ? "--all" : "--list " + one)
                .collect(Collectors.joining(", "));
    }
}
