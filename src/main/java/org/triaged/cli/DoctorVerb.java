package org.triaged.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.triage.Doctor;
import org.triaged.triage.Doctor.Line;
import org.triaged.triage.Doctor.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code doctor}. */
@Command(
        name = "doctor",
        description = {
            "Tries everything from here that the daemon needs: conf, the words of replies, each list's folder with its login"
                    + " and certificate, the server that sends (no mail is sent), the data folder, free disk, the clock. It"
                    + " changes nothing, and may run beside the daemon.",
            "",
            "Exit status: 0 nothing fails, though there may be warnings; 1 something does, and the output says what to do;"
                    + " 2 usage or configuration; 70 internal."
        },
        footer = {"", "Example: triaged doctor --conf /etc/triaged --data /var/lib/triaged"})
final class DoctorVerb implements Callable<Integer> {

    private static final int A_PERSON_IS_NEEDED = 1;

    @Mixin
    private Folders folders;

    @Mixin
    private final Format format = new Format();

    private final Function<Config, Doctor> doctors;

    private final PrintStream out;

    private final Paint paint;

    DoctorVerb(Function<Config, Doctor> doctors, PrintStream out, Paint paint) {
        this.doctors = doctors;
        this.out = out;
        this.paint = paint;
    }

    @Override
    public Integer call() {
        boolean json = format.json();
        Config config = ConfigLoader.load(folders.conf(), folders.data());
        Logging.start(folders.conf());
        List<Line> lines = doctors.apply(config).examine(line -> Utf8.print(out, json ? json(line) : text(line)));
        return lines.stream().anyMatch(line -> line.outcome() == Outcome.FAILURE) ? A_PERSON_IS_NEEDED : 0;
    }

    private String text(Line line) {
        String text = verdict(line.outcome()) + "  " + line.what() + ": " + Terminal.escape(line.said()) + "\n";
        return line.next().isEmpty() ? text : text + "         next: " + Terminal.escape(line.next()) + "\n";
    }

    private String verdict(Outcome outcome) {
        return switch (outcome) {
            case OK -> paint.green("ok     ");
            case WARNING -> paint.yellow("warning");
            case FAILURE -> paint.yellow("FAILURE");
        };
    }

    private static String json(Line line) {
        return new JsonLine("doctor")
                .text("what", line.what())
                .text("outcome", line.outcome().name().toLowerCase(Locale.ROOT))
                .text("said", line.said())
                .text("next", line.next())
                .end();
    }
}
