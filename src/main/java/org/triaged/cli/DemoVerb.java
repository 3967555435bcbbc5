package org.triaged.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.triaged.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The verb {@code demo}. */
@Command(
        name = "demo",
        description = {
            "The whole main job in one process: a mail server, example mails, polls, findings, the replies as sent, and"
                    + " three audit questions with their answers.",
            "",
            "Needs no network, no set-up and no configuration, and leaves nothing behind."
        })
final class DemoVerb implements Callable<Integer> {

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Keep configuration and database in this folder, which must be empty or missing.")
    private Path keep;

    private final Demo demo;

    private final PrintStream out;

    private final boolean colour;

    DemoVerb(Demo demo, PrintStream out, boolean colour) {
        this.demo = demo;
        this.out = out;
        this.colour = colour;
    }

    @Override
    public Integer call() {
        return demo.play(out, colour, Optional.ofNullable(keep));
    }
}
