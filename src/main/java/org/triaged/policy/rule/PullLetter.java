package org.triaged.policy.rule;

import java.util.List;
import java.util.Optional;
import org.triaged.policy.Observation;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** The mail that asks to pull: the cover, or a letter without numbers. */
record PullLetter(ListMail mail, int number) {

    static Optional<PullLetter> of(Series series) {
        if (!series.pull()) {
            return Optional.empty();
        }
        return series.cover().map(cover -> new PullLetter(cover, 0)).or(() -> series.patches().entrySet().stream()
                .filter(part -> !Commits.isCommit(part.getValue()))
                .map(part -> new PullLetter(part.getValue(), part.getKey()))
                .findFirst());
    }

    List<Observation> observed(String evidence) {
        return List.of(Observation.of(mail, number, evidence, "", ""));
    }
}
