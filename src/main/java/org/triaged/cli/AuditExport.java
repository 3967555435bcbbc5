package org.triaged.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.triaged.triage.Answer;
import org.triaged.triage.AuditFilter;
import org.triaged.triage.Records;
import org.triaged.triage.SqlReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code audit export}. */
@Command(
        name = "export",
        description = {
            "Every row of the audit, the oldest first, with its hashes, so that anybody can verify it by the recipe of"
                    + " docs/audit.md. JSON is as in docs/audit.schema.json.",
            "",
            "Exit status: 0 done; " + Asking.OTHER_STATUS
        },
        footer = {"", "Example: triaged audit export --format csv --to audit.csv"})
final class AuditExport implements Callable<Integer> {

    private static final List<String> FORMATS = List.of("json", "csv");

    @Mixin
    private final Asking asking;

    @Mixin
    private final AuditChoice choice = new AuditChoice();

    @Option(
            names = "--format",
            paramLabel = "json|csv",
            description = "json: an object a row; csv: RFC 4180. Default: ${DEFAULT-VALUE}.",
            defaultValue = "json")
    private String format;

    @Option(names = "--to", paramLabel = "FILE", description = "A file that is made. Default: standard output.")
    private Path to;

    private final Function<SqlReader, Records> records;

    private final PrintStream out;

    AuditExport(Asking asking, Function<SqlReader, Records> records, PrintStream out) {
        this.asking = asking;
        this.records = records;
        this.out = out;
    }

    @Override
    public Integer call() {
        if (!FORMATS.contains(format)) {
            throw asking.mistake("--format: '" + format + "' is not one of json, csv");
        }
        AuditFilter filter = choice.filter();
        if (to == null) {
            export(filter, out);
            return 0;
        }
        try (PrintStream file = new PrintStream(
                Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                false,
                StandardCharsets.UTF_8)) {
            export(filter, file);
            if (file.checkError()) {
                throw new UncheckedIOException(
                        new IOException(to + " could not be written to its end; is there room?"));
            }
            return 0;
        } catch (FileAlreadyExistsException e) {
            throw asking.mistake("--to: " + to + " is there already; name a new file");
        } catch (IOException e) {
            throw asking.mistake("--to: " + to + " cannot be written (" + e.getMessage() + ")");
        }
    }

    private void export(AuditFilter filter, PrintStream into) {
        Answer answer = format.equals("csv") ? new AnswerCsv(into) : new AnswerJson(into);
        asking.ask(records, record -> {
            record.wholeAudit(filter, answer);
            return true;
        });
    }
}
