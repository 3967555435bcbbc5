package org.triaged.cli;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.triaged.triage.Quarantine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** Where the verbs of {@code quarantine} find it: options they share, and what they answer to a number that is not there. */
final class QuarantineDesk {

    @Mixin
    private final Asking asking;

    QuarantineDesk(Asking asking) {
        this.asking = asking;
    }

    <T> T ask(Function<Quarantine, T> question) {
        return asking.ask(desk -> question.apply(desk.quarantine(Asking.actor())));
    }

    /** Returns when all of these are among the others. */
    void demand(List<Long> wanted, List<Quarantine.Mail> found) {
        List<Long> there = found.stream().map(Quarantine.Mail::id).toList();
        List<Long> missing = wanted.stream().filter(id -> !there.contains(id)).toList();
        if (!missing.isEmpty()) {
            throw notThere(missing);
        }
    }

    ParameterException notThere(List<Long> mails) {
        return mistake("not in quarantine: mail "
                + mails.stream().map(String::valueOf).collect(Collectors.joining(", "))
                + "; 'triaged quarantine list' shows what is");
    }

    ParameterException mistake(String what) {
        return asking.mistake(what);
    }
}
