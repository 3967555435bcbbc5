package org.triaged.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Question;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code query}. */
@Command(
        name = "query",
        description = {
            "Asks the database in SQL; nothing is changed. A running daemon answers through its control socket, else the"
                    + " database is opened for as long as the answer takes.",
            "",
            "One statement that begins with SELECT, WITH, VALUES, TABLE or EXPLAIN. The tables and views are explained in"
                    + " schema.sql. A question that takes too long or too much memory is stopped.",
            "",
            "Exit status: 0 answered; 2 refused, not understood, or usage or configuration; 70 internal; 73 another"
                    + " process has the data folder and does not answer; 74 the data folder is damaged or empty;"
                    + " 75 the daemon cannot answer now; 77 no permission."
        },
        footer = {
            "",
            "Examples:",
            "  triaged query \"SELECT report, state, title FROM reply_overview ORDER BY composed_at DESC\"",
            "  triaged query --format csv \"SELECT * FROM findings WHERE newest\" > findings.csv",
            "  triaged query --param T-abcdefghij \"SELECT * FROM reply_story WHERE report = ?\""
        })
final class QueryVerb implements Callable<Integer> {

    private static final String FORMATS = "text, json, csv";

    @Mixin
    private final Asking asking;

    @Parameters(paramLabel = "SQL", arity = "0..1", description = "The statement.")
    private String statement;

    @Option(names = "--file", paramLabel = "FILE", description = "Read the statement from this file.")
    private Path file;

    @Option(
            names = "--param",
            paramLabel = "VALUE",
            description = "Value for a question mark of the statement; repeat it for each, in order.")
    private List<String> parameters = List.of();

    @Option(
            names = "--format",
            paramLabel = "text|json|csv",
            description = "json: an object a row; csv: RFC 4180. Default: ${DEFAULT-VALUE}.",
            defaultValue = "text")
    private String format;

    @Option(
            names = "--limit",
            paramLabel = "ROWS",
            description = "The most rows to answer, up to " + Question.MOST_ROWS + ". Default: ${DEFAULT-VALUE}.",
            defaultValue = "1000")
    private int limit;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Stop a question that takes longer, 1 to 60. Default: ${DEFAULT-VALUE}.",
            defaultValue = "10")
    private int seconds;

    private final PrintStream out;

    private final PrintStream err;

    QueryVerb(Asking asking, PrintStream out, PrintStream err) {
        this.asking = asking;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        if (!List.of(FORMATS.split(", ")).contains(format)) {
            throw asking.mistake("--format: '" + format + "' is not one of " + FORMATS);
        }
        Question question = new Question(sql(), parameters, limit, Duration.ofSeconds(seconds));
        if (!asking.ask(desk -> print(desk, question))) {
            err.println("triaged: there are more rows than " + limit + "; --limit N answers up to " + Question.MOST_ROWS
                    + ", a WHERE fewer");
        }
        return 0;
    }

    private boolean print(AdminDesk desk, Question question) {
        if (format.equals("json")) {
            return desk.query(question, new AnswerJson(out));
        }
        if (format.equals("csv")) {
            return desk.query(question, new AnswerCsv(out));
        }
        AnswerText text = new AnswerText(out, Screen.width());
        boolean all = desk.query(question, text);
        text.end();
        return all;
    }

    private String sql() {
        if ((file == null) == (statement == null)) {
            throw asking.mistake("one of SQL and --file FILE is needed");
        }
        try {
            return file == null ? statement : Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw asking.mistake("--file: " + file + " cannot be read as UTF-8 text (" + e.getMessage() + ")");
        }
    }
}
