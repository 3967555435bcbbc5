package org.triaged.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.triaged.triage.Nearest;
import org.triaged.triage.Replies;
import org.triaged.triage.ReplyState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code replies list}. */
@Command(
        name = "list",
        description = {
            "Our mails, the newest first: where each stands, for whom it was, and which rules it tells of.",
            "",
            "Exit status: 0 done; 2 usage or configuration; 70 internal; 73 another process has the data folder and does not"
                    + " answer; 74 it is damaged or holds nothing; 75 the daemon cannot answer now; 77 no permission."
        },
        footer = {
            "",
            "Examples:",
            "  triaged replies list --state waiting",
            "  triaged replies list --since P7D --rule dco-sob-missing --format json"
        })
final class RepliesList implements Callable<Integer> {

    @Mixin
    private final RepliesDesk desk;

    @Mixin
    private final Format format = new Format();

    @Mixin
    private final Since since = new Since();

    @Option(names = "--author", paramLabel = "TEXT", description = "Those alone whose author's name or address has it.")
    private String author;

    @Option(names = "--rule", paramLabel = "RULE", description = "Those alone that tell of it.")
    private String rule;

    @Option(names = "--state", paramLabel = "STATE", description = "Those alone in it, such as waiting, held or sent.")
    private String state;

    @Option(names = "--list", paramLabel = "NAME", description = "Those alone of that list.")
    private String list;

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "100",
            description = "The most that are shown, 1 to 10000. Default: ${DEFAULT-VALUE}.")
    private int limit;

    private final PrintStream out;

    private final Paint paint;

    RepliesList(RepliesDesk desk, PrintStream out, Paint paint) {
        this.desk = desk;
        this.out = out;
        this.paint = paint;
    }

    @Override
    public Integer call() {
        boolean json = format.json();
        if (limit < 1 || limit > Replies.MOST) {
            throw desk.mistake("--limit: " + limit + " is not within 1 and " + Replies.MOST);
        }
        Replies.Choice choice = new Replies.Choice(
                Optional.empty(),
                Optional.ofNullable(list),
                since.instant(),
                Optional.ofNullable(author),
                Optional.ofNullable(rule),
                Optional.ofNullable(state).map(this::state),
                limit);
        List<Replies.Reply> replies = desk.ask(all -> all.replies(choice));
        Utf8.print(
                out,
                json
                        ? replies.stream().map(RepliesText::json).collect(Collectors.joining())
                        : RepliesText.table(replies, Screen.width(), paint));
        return 0;
    }

    private ReplyState state(String word) {
        List<String> words =
                Arrays.stream(ReplyState.values()).map(ReplyState::word).toList();
        if (!words.contains(word)) {
            throw desk.mistake(
                    "--state: '" + word + "' is not one of " + String.join(", ", words) + Nearest.hint(word, words));
        }
        return ReplyState.of(word);
    }
}
