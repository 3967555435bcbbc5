package org.triaged.cli;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.FindingId;
import org.triaged.triage.KnownFinding;
import org.triaged.triage.Records;
import org.triaged.triage.SqlReader;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Where the verbs about one finding find it, and what they answer to a name that is none. */
final class FindingsDesk {

    @Mixin
    private final Asking asking;

    @Parameters(paramLabel = "ID", description = "Of the finding, as 'findings list' shows it, such as 4711.0.")
    private String id;

    private final Function<SqlReader, Records> records;

    FindingsDesk(Asking asking, Function<SqlReader, Records> records) {
        this.asking = asking;
        this.records = records;
    }

    /** The question is given the desk and the finding. */
    <T> T ask(BiFunction<AdminDesk, KnownFinding, T> question) {
        FindingId written = FindingId.of(id)
                .orElseThrow(() -> mistake("'" + id + "' names no finding; a name is as 4711.0, and 'triaged findings"
                        + " list' shows them"));
        return asking.ask(desk -> question.apply(desk, find(desk, written)));
    }

    KnownFinding find(AdminDesk desk, FindingId finding) {
        return records.apply(desk)
                .finding(finding)
                .orElseThrow(
                        () -> mistake("there is no finding " + finding + "; 'triaged findings list' shows those that"
                                + " stand, and 'triaged why' those of a report or a mail"));
    }

    ParameterException mistake(String what) {
        return asking.mistake(what);
    }
}
