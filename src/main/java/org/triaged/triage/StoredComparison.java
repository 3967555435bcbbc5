package org.triaged.triage;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.policy.Judgement;
import org.triaged.policy.JudgingDate;
import org.triaged.policy.Policies;
import org.triaged.series.Ripeness;
import org.triaged.series.Series;

/**
 * Answers {@link WhatIf} from the database. It holds the mails of one neighbourhood at a time, as the daemon does.
 */
public final class StoredComparison {

    private static final int BATCH = 500;

    private final SeriesArchive archive;
    private final ShadowBook shadows;
    private final Ledger ledger;
    private final StoredReading stored;
    private final FreshMaintainers maintainers;
    private final InstantSource clock;

    public StoredComparison(
            SeriesArchive archive,
            ShadowBook shadows,
            Ledger ledger,
            MailReading reading,
            MaintainersFiles maintainers,
            InstantSource clock) {
        this.archive = archive;
        this.shadows = shadows;
        this.ledger = ledger;
        this.stored = new StoredReading(ledger, reading);
        this.maintainers = new FreshMaintainers(maintainers, Events.SILENT);
        this.clock = clock;
    }

    /**
     * One difference a list that the question is about.
     *
     * @param lists with the policy in force
     * @param policies that hold the other profile
     */
    public List<Difference> answer(WhatIf question, List<WatchedList> lists, Policies policies, Progress progress) {
        List<WatchedList> asked = lists.stream().filter(question::isAbout).toList();
        int all = asked.stream()
                .mapToInt(list -> archive.count(list.name(), question.since()))
                .sum();
        Steps steps = new Steps(all, progress);
        return asked.stream()
                .map(list -> {
                    WatchedList knowing = maintainers.knowing(list);
                    Comparison comparison = new Comparison(knowing, policies, question.profile());
                    compare(knowing, question, comparison, steps);
                    return comparison.made();
                })
                .toList();
    }

    private static final class Steps {

        private final int all;
        private final Progress progress;
        private int done;

        private Steps(int all, Progress progress) {
            this.all = all;
            this.progress = progress;
        }

        private void done(int more) {
            done += more;
            progress.made(Math.min(done, all), all);
        }
    }

    private void compare(WatchedList list, WhatIf question, Comparison comparison, Steps steps) {
        List<SeriesBook.Due> batch = archive.next(list.name(), question.since(), 0, BATCH);
        while (!batch.isEmpty()) {
            Map<Long, SeriesBook.Due> open = new LinkedHashMap<>();
            batch.forEach(one -> open.put(one.series(), one));
            while (!open.isEmpty()) {
                List<SeriesBook.Due> together =
                        compare(list, question, open.values().iterator().next(), open, comparison);
                together.forEach(one -> open.remove(one.series()));
                steps.done(together.size());
            }
            batch = archive.next(
                    list.name(), question.since(), batch.get(batch.size() - 1).series(), BATCH);
        }
    }

    /** The first, and those of the open ones that lie among the same mails. */
    private List<SeriesBook.Due> compare(
            WatchedList list,
            WhatIf question,
            SeriesBook.Due first,
            Map<Long, SeriesBook.Due> open,
            Comparison comparison) {
        List<SeriesBook.Due> together = new ArrayList<>(List.of(first));
        try {
            List<StoredMail> mails = ledger.neighbourhood(list.name(), first.members());
            Surroundings around = Surroundings.of(mails, stored.assemble(list, mails));
            open.values().stream()
                    .filter(one -> one.series() != first.series() && around.hold(one))
                    .forEach(together::add);
            together.forEach(one -> compare(list, question, one, around, comparison));
        } catch (RuntimeException | StackOverflowError e) {
            fault(e, comparison);
        }
        return together;
    }

    private void compare(
            WatchedList list, WhatIf question, SeriesBook.Due one, Surroundings around, Comparison comparison) {
        Instant now = clock.instant();
        try {
            Series series = around.find(one).orElseThrow(() -> new IllegalStateException("lost: " + one.root()));
            if (question.isAbout(JudgingDate.of(series.head().envelope()))) {
                Optional<Judgement> other = comparison.judge(
                        series,
                        around.answers(),
                        waits -> !now.isBefore(
                                Ripeness.ripeAt(series, waits.coverWait(), waits.settle(), list.quietPeriod())));
                other.filter(judged -> question.keep().isPresent())
                        .map(judged -> SeriesBook.Verdict.aside(one.series(), list.name(), judged, now))
                        .filter(shadows::keep)
                        .ifPresent(kept -> comparison.kept());
            }
        } catch (RuntimeException | StackOverflowError e) {
            fault(e, comparison);
        }
    }

    /** One mail that shows a fault of ours must not cost the answer about all others; without the database nobody goes on. */
    private static void fault(Throwable fault, Comparison comparison) {
        if (fault instanceof CannotStart && fault instanceof RuntimeException broken) {
            throw broken;
        }
        comparison.unjudged();
    }
}
