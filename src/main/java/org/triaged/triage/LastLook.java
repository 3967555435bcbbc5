package org.triaged.triage;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triaged.mail.MessageId;
import org.triaged.policy.Answers;
import org.triaged.policy.Finding;
import org.triaged.policy.Judge;
import org.triaged.policy.Judgement;
import org.triaged.policy.RuleId;
import org.triaged.reply.Robots;
import org.triaged.reply.Sender;
import org.triaged.series.Assembly;
import org.triaged.series.ListMail;
import org.triaged.series.Series;
import org.triaged.triage.Events.Event;
import org.triaged.triage.ReplyGrounds.Fallen;
import org.triaged.triage.ReplyGrounds.Told;

/**
 * The last look at a reply that is about to leave. Its thread is read anew, and judged by what is in force now: a reason
 * against the whole of it ends it; where only some of what it tells fell away, it is composed anew, once.
 */
public final class LastLook {

    /** Of two reasons that together leave nothing to tell, the first is the one that is kept. */
    private static final List<String> REASONS =
            List.of("author-settled", "already-raised", "closed-by-admin", "no-longer-public");

    private final Outbox outbox;

    private final ReplyGrounds grounds;

    private final Ledger ledger;

    private final StoredReading stored;

    private final FreshMaintainers maintainers;

    private final Sender sender;

    private final Recomposing recomposing;

    private final Events events;

    public LastLook(
            Outbox outbox,
            ReplyGrounds grounds,
            Ledger ledger,
            MailReading reading,
            FreshMaintainers maintainers,
            Sender sender,
            Recomposing recomposing,
            Events events) {
        this.outbox = outbox;
        this.grounds = grounds;
        this.ledger = ledger;
        this.stored = new StoredReading(ledger, reading);
        this.maintainers = maintainers;
        this.sender = sender;
        this.recomposing = recomposing;
        this.events = events;
    }

    /** What is to become of the reply. */
    sealed interface Outcome {

        /** As this row has it. */
        record Leaves(Outbox.Row row) implements Outcome {}

        /** @param proof the mail that shows it */
        record Ends(String reason, Optional<MessageId> proof) implements Outcome {}

        /** It is with a person now, or will be looked at again. */
        record Stays() implements Outcome {}
    }

    /** A finding, wherever it is judged. */
    private record Place(RuleId rule, Optional<MessageId> mail) {

        static Place of(Finding finding) {
            return new Place(finding.rule(), finding.mail());
        }

        static Place of(ToldFinding finding) {
            return new Place(finding.rule(), finding.mail());
        }
    }

    /** The series as it stands now. @param closed what admins set aside, or whose rule they no longer hear */
    private record Scene(
            WatchedList list,
            Outbox.Row row,
            List<MessageId> covers,
            List<ToldFinding> closed,
            Series series,
            Answers answers) {}

    /** A fault of ours must not let a mail leave that nobody looked at, nor keep others waiting. */
    Outcome at(Outbox.Row row, WatchedList list) {
        try {
            return look(row, maintainers.knowing(list));
        } catch (RuntimeException | StackOverflowError e) {
            if (e instanceof CannotStart) {
                throw e;
            }
            events.tell(Event.alert(
                    "last-look-failed",
                    "report",
                    row.report(),
                    "list",
                    row.list(),
                    "fault",
                    Said.innermost(e),
                    "next",
                    "the reply stays where it is; please report this as a bug"));
            return new Outcome.Stays();
        }
    }

    private Outcome look(Outbox.Row row, WatchedList list) {
        List<MessageId> covers = grounds.covers(row);
        Assembly assembly = stored.assemble(list, around(row));
        Optional<Outcome> known = Objections.otherInstance(row, covers, assembly.mails())
                .<Outcome>map(proof -> new Outcome.Ends("other-instance", Optional.of(proof)))
                .or(() -> grounds.coveredElsewhere(row)
                        .map(proof -> new Outcome.Ends("already-covered", Optional.of(proof))));
        Optional<Series> series = assembly.series().stream()
                .filter(one -> one.contains(row.anchor()))
                .findFirst();
        return known.orElseGet(() -> series.map(
                        one -> look(new Scene(list, row, covers, closed(row), one, Answers.among(assembly.mails()))))
                .orElseGet(() -> new Outcome.Leaves(row)));
    }

    private List<ToldFinding> closed(Outbox.Row row) {
        return outbox.told(row).stream()
                .filter(one -> one.dismissed() || one.demoted())
                .toList();
    }

    private List<StoredMail> around(Outbox.Row row) {
        Set<Long> anchor = ledger.underId(row.list(), row.anchor()).stream()
                .map(StoredMail::id)
                .collect(Collectors.toSet());
        return ledger.neighbourhood(row.list(), anchor);
    }

    private Outcome look(Scene scene) {
        List<ListMail> answers = scene.answers().to(scene.series()).stream()
                .map(Answers.Answer::mail)
                .toList();
        Robots robots = new Robots(sender, scene.list().robots());
        Objections objections = new Objections(scene.list(), scene.series(), answers, robots);
        Optional<MessageId> withdrawn = objections.withdrawn();
        if (withdrawn.isPresent()) {
            return new Outcome.Ends("withdrawn", withdrawn);
        }
        List<Told> told = grounds.told(scene.row());
        Judgement now =
                Judge.judge(scene.series(), scene.answers(), scene.list().terms(), true);
        List<Fallen> fallen = told.stream()
                .flatMap(one -> fallen(one, objections, now, scene).stream())
                .toList();
        boolean speaks = left(told, fallen).stream().anyMatch(Finding::speaks);
        if (!fallen.isEmpty() && !speaks) {
            return fallen.stream()
                    .min(Comparator.comparing(one -> REASONS.indexOf(one.reason())))
                    .map(one -> new Outcome.Ends(one.reason(), one.proof()))
                    .orElseThrow();
        }
        Optional<MessageId> applied = objections.applied().or(() -> grounds.pulled(scene.row()));
        if (applied.isPresent()) {
            return new Outcome.Ends("applied", applied);
        }
        return fallen.isEmpty() ? new Outcome.Leaves(scene.row()) : composeAnew(scene, told, fallen);
    }

    /** Why that finding need not be told any more. */
    private static Optional<Fallen> fallen(Told told, Objections objections, Judgement now, Scene scene) {
        Finding finding = told.finding();
        return objections
                .settled(finding)
                .map(proof -> new Fallen(told, "author-settled", Optional.of(proof)))
                .or(() -> objections
                        .raised(finding, now.profile().words())
                        .map(proof -> new Fallen(told, "already-raised", Optional.of(proof))))
                .or(() -> scene.closed().stream()
                        .filter(one -> Place.of(one).equals(Place.of(finding)))
                        .findFirst()
                        .map(one -> new Fallen(
                                told, one.dismissed() ? "closed-by-admin" : "no-longer-public", Optional.empty())))
                .or(() -> places(now).contains(Place.of(finding)) ? Optional.empty() : Optional.of(gone(told, scene)));
    }

    /** A part that came since may be what was missing; else it is conf, or what conf names, that says otherwise now. */
    private static Fallen gone(Told told, Scene scene) {
        Optional<MessageId> later = scene.series().members().stream()
                .map(ListMail::id)
                .filter(member -> !scene.covers().contains(member))
                .findFirst();
        return new Fallen(told, later.isPresent() ? "author-settled" : "no-longer-public", later);
    }

    private static Set<Place> places(Judgement judgement) {
        return judgement.findings().stream()
                .filter(Finding::audible)
                .map(Place::of)
                .collect(Collectors.toSet());
    }

    private static List<Finding> left(List<Told> told, List<Fallen> fallen) {
        Set<Told> gone = new HashSet<>();
        fallen.forEach(one -> gone.add(one.told()));
        return told.stream()
                .filter(one -> !gone.contains(one))
                .map(Told::finding)
                .toList();
    }

    /** Only of what it spoke of, under the name it has: its key, and with it its Message-ID, never changes. */
    private Outcome composeAnew(Scene scene, List<Told> told, List<Fallen> fallen) {
        Outbox.Row row = scene.row();
        if (!recomposing.mayChange(row)) {
            return new Outcome.Leaves(row);
        }
        Series spokenOf = scene.series().only(scene.covers(), row.root());
        Judgement judged = Judge.judge(spokenOf, scene.answers(), scene.list().terms(), true);
        Set<Place> left = left(told, fallen).stream().map(Place::of).collect(Collectors.toSet());
        Judgement rest = judged.with(judged.findings().stream()
                .filter(finding -> !finding.audible() || left.contains(Place.of(finding)))
                .toList());
        return recomposing.compose(row, scene.list(), spokenOf, rest, fallen)
                ? outbox.find(row.messageId()).<Outcome>map(Outcome.Leaves::new).orElseGet(Outcome.Stays::new)
                : new Outcome.Stays();
    }
}
