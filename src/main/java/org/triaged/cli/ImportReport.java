package org.triaged.cli;

import java.time.Duration;
import java.util.List;
import org.triaged.triage.Import.Taken;
import org.triaged.triage.Ledger.Holdings;

/**
 * What an import has done.
 *
 * @param gained by what the database grew
 * @param stopped before its end
 */
record ImportReport(String list, List<Taken> taken, Holdings gained, Duration time, boolean stopped) {

    String json() {
        StringBuilder lines = new StringBuilder();
        taken.forEach(source -> lines.append(new JsonLine("source")
                .text("source", source.source())
                .number("mails", source.mails())
                .number("new", source.fresh())
                .end()));
        return lines.append(new JsonLine("import")
                        .text("list", list)
                        .number("mails", taken.stream().mapToInt(Taken::mails).sum())
                        .number("new", gained.mails())
                        .number("damaged", gained.damaged())
                        .number("series", gained.series())
                        .number("judged", gained.judged())
                        .number("findings", gained.findings())
                        .number("seconds", time.toSeconds())
                        .flag("stopped", stopped)
                        .end())
                .toString();
    }

    String text() {
        int mails = taken.stream().mapToInt(Taken::mails).sum();
        return "list %s: %d mails read, %d new, %d damaged; %d series, %d judged, %d findings; %d s%s%n"
                .formatted(
                        Terminal.escape(list),
                        mails,
                        gained.mails(),
                        gained.damaged(),
                        gained.series(),
                        gained.judged(),
                        gained.findings(),
                        time.toSeconds(),
                        stopped ? "; stopped before the end, say it again to go on" : "");
    }
}
