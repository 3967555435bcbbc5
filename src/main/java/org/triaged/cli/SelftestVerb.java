package org.triaged.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Selftest;
import org.triaged.triage.Selftest.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code selftest}. */
@Command(
        name = "selftest",
        description = {
            "Holds the database, its folder and the mail servers against what must be true at any time: no mail lost, none"
                    + " counted or answered twice, nothing said that the audit does not know. It changes nothing. JSON is an"
                    + " object a line, with invariant, outcome (holds, broken, not-checked), promise, rows and next.",
            "",
            "Exit status: 0 all that could be checked holds; 1 something does not, and the output says which row and what"
                    + " to do; 2 usage or configuration; 70 internal; 73 another process has the data folder and does not answer; 74 it is damaged or"
                    + " holds nothing; 75 the daemon cannot answer now; 77 no permission."
        },
        footer = {
            "",
            "Examples:",
            "  triaged selftest --conf /etc/triaged --data /var/lib/triaged",
            "  triaged selftest --format json"
        })
final class SelftestVerb implements Callable<Integer> {

    private static final int A_PERSON_IS_NEEDED = 1;

    @Mixin
    private final Asking asking;

    @Mixin
    private final Format format = new Format();

    private final PrintStream out;

    private final Paint paint;

    SelftestVerb(Asking asking, PrintStream out, Paint paint) {
        this.asking = asking;
        this.out = out;
        this.paint = paint;
    }

    @Override
    public Integer call() {
        boolean json = format.json();
        List<Selftest.Line> lines = asking.ask(AdminDesk::selftest);
        Utf8.print(
                out, lines.stream().map(line -> json ? json(line) : text(line)).collect(Collectors.joining()));
        return lines.stream().anyMatch(line -> line.outcome() == Outcome.BROKEN) ? A_PERSON_IS_NEEDED : 0;
    }

    private String text(Selftest.Line line) {
        StringBuilder text = new StringBuilder("%-4s%s  %s"
                .formatted(
                        line.invariant(),
                        verdict(line.outcome()),
                        line.invariant().promise()));
        line.rows().forEach(row -> text.append("\n      ").append(Terminal.escape(row)));
        if (!line.next().isEmpty()) {
            text.append("\n      next: ").append(line.next());
        }
        return text.append("\n").toString();
    }

    private String verdict(Outcome outcome) {
        return switch (outcome) {
            case HOLDS -> paint.green("ok         ");
            case BROKEN -> paint.yellow("BROKEN     ");
            case NOT_CHECKED -> "not checked";
        };
    }

    private static String json(Selftest.Line line) {
        return new JsonLine("selftest")
                .text("invariant", line.invariant().name())
                .text("outcome", line.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .text("promise", line.invariant().promise())
                .texts("rows", line.rows())
                .text("next", line.next())
                .end();
    }
}
