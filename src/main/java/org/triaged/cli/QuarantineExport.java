package org.triaged.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code quarantine export}. */
@Command(
        name = "export",
        description = {
            "The bytes of one mail in quarantine, as they came, to standard output or into a new file; of a mail over the"
                    + " size limit its head. A stranger sent them: do not print them on a terminal.",
            "",
            "Exit status: 0 done; 2 no such mail in quarantine, or usage or configuration; 70 internal; 73 another process has"
                    + " the data folder and does not answer; 74 it is damaged or holds nothing; 75 the daemon cannot answer"
                    + " now; 77 no permission."
        },
        footer = {"", "Example: triaged quarantine export 4711 --to broken.eml"})
final class QuarantineExport implements Callable<Integer> {

    @Mixin
    private final QuarantineDesk desk;

    @Parameters(paramLabel = "ID", description = "Number of the mail.")
    private long id;

    @Option(names = "--to", paramLabel = "FILE", description = "A file that is made. Default: standard output.")
    private Path to;

    private final PrintStream out;

    QuarantineExport(QuarantineDesk desk, PrintStream out) {
        this.desk = desk;
        this.out = out;
    }

    @Override
    public Integer call() {
        byte[] raw = desk.ask(quarantine -> quarantine.raw(id)).orElseThrow(() -> desk.notThere(List.of(id)));
        if (to == null) {
            out.write(raw, 0, raw.length);
            out.flush();
            return 0;
        }
        try {
            Files.write(to, raw, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw desk.mistake("--to: " + to + " is there already; name a new file");
        } catch (IOException e) {
            throw desk.mistake("--to: " + to + " cannot be written (" + e.getMessage() + ")");
        }
        return 0;
    }
}
