package org.triaged.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.triaged.triage.Replies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code replies preview}. */
@Command(
        name = "preview",
        description = {
            "The mail itself, header and text, as it is sent or would be.",
            "",
            "Exit status: 0 done; 2 no such reply or its bytes are lost, or usage or configuration; 70 internal; 73 another"
                    + " process has the data folder and does not answer; 74 it is damaged or holds nothing; 75 the daemon"
                    + " cannot answer now; 77 no permission."
        },
        footer = {"", "Example: triaged replies preview T-jyj7qfnwub"})
final class RepliesPreview implements Callable<Integer> {

    @Mixin
    private final RepliesDesk desk;

    @Parameters(paramLabel = "REPORT", description = "Report id of the mail, T- and ten characters.")
    private String report;

    @Option(names = "--raw", description = "Byte for byte, with the line ends of mail.")
    private boolean raw;

    private final PrintStream out;

    RepliesPreview(RepliesDesk desk, PrintStream out) {
        this.desk = desk;
        this.out = out;
    }

    @Override
    public Integer call() {
        Optional<byte[]> bytes = desk.ask(replies -> {
            Replies.Reply reply = desk.demand(replies, report);
            return replies.raw(reply.report());
        });
        if (bytes.isEmpty()) {
            throw desk.mistake(
                    report + " was made again from the send journal, which does not hold what it said; look for it in"
                            + " the archive of the list");
        }
        if (raw) {
            out.write(bytes.get(), 0, bytes.get().length);
            out.flush();
        } else {
            Utf8.print(out, new String(bytes.get(), StandardCharsets.US_ASCII).replace("\r\n", "\n"));
        }
        return 0;
    }
}
