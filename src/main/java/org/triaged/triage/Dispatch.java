package org.triaged.triage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.triaged.reply.Linter;
import org.triaged.triage.Events.Event;

/**
 * The steps of one transmission: claim, connect, brakes and linter once more, the journal's INTENT on the disk, the bytes,
 * the journal's outcome, the row's new state.
 */
public final class Dispatch {

    private static final List<Duration> BACKOFF =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(60));

    private static final String SERVER = "smtp";

    private final Outbox outbox;

    private final Postman postman;

    private final SendJournal journal;

    private final AuditTrail audit;

    private final Brakes brakes;

    private final Events events;

    private final InstantSource clock;

    private final Patience patience;

    public Dispatch(
            Outbox outbox,
            Postman postman,
            SendJournal journal,
            AuditTrail audit,
            Brakes brakes,
            Events events,
            InstantSource clock,
            Patience patience) {
        this.outbox = outbox;
        this.postman = postman;
        this.journal = journal;
        this.audit = audit;
        this.brakes = brakes;
        this.events = events;
        this.clock = clock;
        this.patience = patience;
    }

    /** True while the server is left alone after a failure. */
    boolean resting() {
        return patience.left(SERVER).isPresent();
    }

    /** True when the server accepted the mail. */
    boolean send(Outbox.Row row, WatchedList list) {
        if (!outbox.move(row, Outbox.Step.of(ReplyState.READY, ReplyState.SENDING, clock.instant()))) {
            return false;
        }
        int attempt = row.attempts() + 1;
        try (Postman.Round round = postman.connect()) {
            patience.worked(SERVER);
            Optional<byte[]> bytes = cleared(row, attempt, list);
            return bytes.isPresent() && transmit(row, attempt, round, bytes.get());
        } catch (Postman.NotConnected e) {
            Duration pause = patience.failed(SERVER, e.loginRefused());
            later(row, e.getMessage(), backoff(row, attempt));
            events.tell(Event.alert(
                    "smtp-unavailable",
                    "report",
                    row.report(),
                    "said",
                    e.getMessage(),
                    "pause",
                    pause.truncatedTo(ChronoUnit.SECONDS).toString()));
            return false;
        } catch (RuntimeException e) {
            // No more than the first of these finds the row in SENDING; it is not left there, for nobody would look.
            rescue(e, () -> later(row, Said.innermost(e), backoff(row, attempt)));
            throw e;
        }
    }

    /** The bytes, once brakes and linter had their last word and the journal has the intent on the disk. */
    private Optional<byte[]> cleared(Outbox.Row row, int attempt, WatchedList list) {
        Optional<String> brake = brakes.holding(row, list);
        if (brake.isPresent()) {
            later(row, "brake: " + brake.get(), Duration.ZERO);
            return Optional.empty();
        }
        Optional<byte[]> bytes = lint(row, list);
        if (bytes.isPresent()) {
            journal.intent(intent(row, attempt), audit.head());
        }
        return bytes;
    }

    private Optional<byte[]> lint(Outbox.Row row, WatchedList list) {
        byte[] bytes =
                row.bytes().orElseThrow(() -> new IllegalStateException("a tombstone is READY: " + row.report()));
        Optional<String> failure = Linter.firstFailure(new Linter.Frozen(
                bytes,
                row.sha256(),
                row.sender(),
                row.recipients(),
                list.facts().address(),
                clock.instant(),
                row.released() ? Optional.empty() : Optional.of(list.maxAge()),
                row.shadow()));
        failure.ifPresent(check -> {
            outbox.move(row, from(ReplyState.HELD).because("linter:" + check));
            audit.note("linter-failed", "reply", row.report(), check, clock.instant());
            events.tell(Event.alert("linter-failed", "report", row.report(), "check", check));
        });
        return failure.isPresent() ? Optional.empty() : Optional.of(bytes);
    }

    private boolean transmit(Outbox.Row row, int attempt, Postman.Round round, byte[] bytes) {
        try {
            Postman.Answer answer = round.send(bytes, row.sender(), row.recipients());
            journal.append(event(answer.kind()), outcome(row, attempt, answer));
            settle(row, attempt, answer);
            events.tell(Event.info(
                    "reply-transmitted",
                    "report",
                    row.report(),
                    "list",
                    row.list(),
                    "message-id",
                    row.messageId().value(),
                    "answer",
                    answer.kind().name(),
                    "said",
                    answer.said()));
            return answer.kind() == Postman.Kind.SENT;
        } catch (RuntimeException e) {
            rescue(e, () -> outbox.move(row, from(ReplyState.UNKNOWN).because("fault after the intent")));
            throw e;
        }
    }

    /** What cannot be saved now is settled by the journal at the next start. */
    private static void rescue(RuntimeException fault, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            fault.addSuppressed(e);
        }
    }

    private void settle(Outbox.Row row, int attempt, Postman.Answer answer) {
        switch (answer.kind()) {
            case SENT -> outbox.move(row, from(ReplyState.SENT).said(answer.said()));
            case DEFERRED -> later(row, answer.said(), backoff(row, attempt));
            case REFUSED -> {
                outbox.move(row, from(ReplyState.FAILED).said(answer.said()));
                events.tell(Event.alert(
                        "reply-failed",
                        "report",
                        row.report(),
                        "said",
                        answer.said(),
                        "next",
                        "it is not sent again; put right what the server names before the next reply is due"));
            }
            case AUTHOR_REFUSED -> {
                outbox.narrow(row, taken(row, answer), "author refused: " + answer.said(), clock.instant());
                later(row, answer.said(), Duration.ZERO);
            }
            case AMBIGUOUS -> {
                outbox.move(row, from(ReplyState.UNKNOWN).said(answer.said()));
                events.tell(Event.alert(
                        "reply-unknown",
                        "report",
                        row.report(),
                        "said",
                        answer.said(),
                        "next",
                        "it may have left and is not sent again; it is looked for in the list's mail"));
            }
        }
    }

    /** The list is the last, and was not refused. */
    private static List<String> taken(Outbox.Row row, Postman.Answer answer) {
        return IntStream.range(0, row.recipients().size())
                .filter(place -> !answer.refused().contains(place))
                .mapToObj(row.recipients()::get)
                .toList();
    }

    private void later(Outbox.Row row, String said, Duration pause) {
        Instant next = clock.instant().plus(pause);
        outbox.move(row, from(ReplyState.READY).said(said).notBefore(next));
    }

    private Outbox.Step from(ReplyState to) {
        return Outbox.Step.of(ReplyState.SENDING, to, clock.instant());
    }

    /** Longer with every attempt, and 10 % more or less by the report, so that rows do not come in step. */
    private static Duration backoff(Outbox.Row row, int attempt) {
        Duration pause = BACKOFF.get(Math.min(attempt, BACKOFF.size()) - 1);
        int percent = 90 + Math.floorMod(row.report().hashCode(), 21);
        return pause.multipliedBy(percent).dividedBy(100);
    }

    private static JournalEntry.Intent intent(Outbox.Row row, int attempt) {
        return new JournalEntry.Intent(
                row.report(),
                row.messageId(),
                row.list(),
                row.root(),
                row.version(),
                row.anchor(),
                row.sha256(),
                attempt,
                row.recipients().size(),
                row.kind());
    }

    private static JournalEntry.Event event(Postman.Kind kind) {
        return switch (kind) {
            case SENT -> JournalEntry.Event.ACCEPTED;
            case DEFERRED, AUTHOR_REFUSED -> JournalEntry.Event.DEFERRED;
            case REFUSED -> JournalEntry.Event.REFUSED;
            case AMBIGUOUS -> JournalEntry.Event.AMBIGUOUS;
        };
    }

    private static Map<String, String> outcome(Outbox.Row row, int attempt, Postman.Answer answer) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("report", row.report());
        fields.put("attempt", Integer.toString(attempt));
        fields.put("code", answer.code().map(String::valueOf).orElse("none"));
        return fields;
    }
}
