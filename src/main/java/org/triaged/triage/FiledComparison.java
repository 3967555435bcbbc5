package org.triaged.triage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.mail.Envelope;
import org.triaged.mail.ParseResult;
import org.triaged.policy.Answers;
import org.triaged.policy.JudgingDate;
import org.triaged.policy.Policies;
import org.triaged.series.Assembly;
import org.triaged.series.ListFacts;
import org.triaged.series.ListMail;
import org.triaged.series.Series;
import org.triaged.series.SeriesAssembler;
import org.triaged.triage.MailFiles.FiledMail;

/**
 * Answers {@link WhatIf} from files of mail, without a database. All files are one body of mail, and its end is all there
 * will ever be, so every series is ripe. Of each mail its bytes are dropped once it is read.
 */
public final class FiledComparison {

    private final List<WatchedList> lists;
    private final Homes homes;
    private final String ownAddress;
    private final MailReading reading;
    private final List<ListMail> mails = new ArrayList<>();

    /**
     * @param lists with the policy in force
     * @param fallback the list of mail whose header names none
     */
    public FiledComparison(
            List<WatchedList> lists, Optional<WatchedList> fallback, String ownAddress, MailReading reading) {
        this.lists = List.copyOf(lists);
        this.homes = new Homes(lists, fallback);
        this.ownAddress = ownAddress;
        this.reading = reading;
    }

    /** One more mail; one that is damaged is in no series. */
    public void take(FiledMail file) {
        byte[] raw = file.raw();
        if (reading.parse(raw, file.arrival(), raw.length) instanceof ParseResult.Parsed parsed) {
            mails.add(reading.read(parsed.mail(), facts(parsed.mail().envelope())));
        }
    }

    /** One difference a list that the question is about. @param policies that hold the other profile */
    public List<Difference> answer(WhatIf question, Policies policies, Progress progress) {
        Map<String, Comparison> comparisons = new LinkedHashMap<>();
        lists.stream()
                .filter(question::isAbout)
                .forEach(list -> comparisons.put(list.name(), new Comparison(list, policies, question.profile())));
        Assembly assembly = SeriesAssembler.assemble(mails, this::facts, homes.people());
        Answers answers = Answers.among(assembly.mails());
        int done = 0;
        for (Series one : assembly.series()) {
            if (question.isAbout(JudgingDate.of(one.head().envelope()))) {
                home(one)
                        .map(list -> comparisons.get(list.name()))
                        .ifPresent(comparison -> judge(one, answers, comparison));
            }
            progress.made(++done, assembly.series().size());
        }
        return comparisons.values().stream().map(Comparison::made).toList();
    }

    /** One mail that shows a fault of ours must not cost the answer about all others. */
    private static void judge(Series one, Answers answers, Comparison comparison) {
        try {
            comparison.judge(one, answers, waits -> true);
        } catch (RuntimeException | StackOverflowError e) {
            comparison.unjudged();
        }
    }

    private Optional<WatchedList> home(Series one) {
        List<WatchedList> through =
                Homes.each(one.members().stream().flatMap(mail -> homes.of(mail.envelope()).stream()));
        return homes.home(one.head().envelope(), through);
    }

    private ListFacts facts(Envelope mail) {
        return homes.facts(mail, ownAddress);
    }
}
