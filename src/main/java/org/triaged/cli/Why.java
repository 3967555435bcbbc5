package org.triaged.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.triaged.triage.Nearest;
import org.triaged.triage.Records;
import org.triaged.triage.SqlReader;
import org.triaged.triage.Story;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code why}. */
@Command(
        name = "why",
        description = {
            "The story of one series in order: mails seen, the profile and the date that chose it, each finding with its"
                    + " evidence, the decision, sending, the mail's return, tags given later. Of a mail that is no patch:"
                    + " why it was not answered.",
            "",
            "JSON is an object a line as in docs/why.schema.json, one for each list that has the mail.",
            "",
            "Exit status: 0 done; 2 nothing of that name is known; " + Asking.OTHER_STATUS
        },
        footer = {
            "",
            "Examples:",
            "  triaged why T-abcdefghij",
            "  triaged why 20261122092210.71311-1-alex@contrib.example.org"
        })
final class Why implements Callable<Integer> {

    @Mixin
    private final Asking asking;

    @Mixin
    private final Format format = new Format();

    @Parameters(
            paramLabel = "ID",
            description =
                    "Report (T-...) or Message-ID, with or without brackets; or the number of a mail in quarantine.")
    private String id;

    private final Function<SqlReader, Records> records;

    private final PrintStream out;

    private final Paint paint;

    Why(Asking asking, Function<SqlReader, Records> records, PrintStream out, Paint paint) {
        this.asking = asking;
        this.records = records;
        this.out = out;
        this.paint = paint;
    }

    @Override
    public Integer call() {
        boolean json = format.json();
        String name = AuditChoice.bare(id.strip());
        List<Story> stories = asking.ask(records, record -> {
            List<Story> found = record.stories(name);
            if (found.isEmpty()) {
                throw asking.mistake("nothing here is called '" + name + "'" + Nearest.hint(name, record.names()));
            }
            return found;
        });
        Utf8.print(
                out,
                stories.stream()
                        .map(story -> json ? StoryJson.line(story) : new StoryText(story, paint).text(Screen.width()))
                        .collect(Collectors.joining(json ? "" : "\n")));
        return 0;
    }
}
