package org.triaged.triage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.triaged.reply.AdminMail;
import org.triaged.reply.Sender;
import org.triaged.triage.AlertBook.Alert;
import org.triaged.triage.AlertBook.Kind;
import org.triaged.triage.AlertBook.Open;
import org.triaged.triage.AlertBook.State;
import org.triaged.triage.AlertBook.Topic;
import org.triaged.triage.Events.Event;

/**
 * Mails admins what needs a person, one mail an hour of each {@link Alarm} at most, and a digest now and then. No brake of
 * replies holds these mails. A fault in sending one is logged and causes no other: the next run tries again.
 */
public final class AdminNews {

    private static final String SERVER = "admin-smtp";

    private static final Duration BETWEEN = Duration.ofHours(1);

    private static final Duration PUT_OFF = Duration.ofMinutes(15);

    private static final Duration KEPT = Duration.ofDays(90);

    private static final int MOST_SHOWN = 10;

    private static final int MOST_ATTEMPTS_IN_DOUBT = 2;

    private final KeptAlerts kept;

    private final AlertBook book;

    private final Digest digest;

    private final Postman postman;

    private final Sender sender;

    private final Events log;

    private final InstantSource clock;

    private final Patience patience;

    private final boolean mailed;

    /**
     * @param log where faults are told that must not become alerts
     * @param mailed false: what needs a person is kept, and nothing is sent
     */
    public AdminNews(
            KeptAlerts kept,
            AlertBook book,
            Digest digest,
            Postman postman,
            Sender sender,
            Events log,
            InstantSource clock,
            Patience patience,
            boolean mailed) {
        this.kept = kept;
        this.book = book;
        this.digest = digest;
        this.postman = postman;
        this.sender = sender;
        this.log = log;
        this.clock = clock;
        this.patience = patience;
        this.mailed = mailed;
    }

    /** A mail that is to be made, once the server answers. @param tells what it leaves told */
    private record Draft(Topic topic, AdminMail mail, List<Alert> tells) {}

    public void run() {
        kept.keep();
        book.forget(clock.instant().minus(KEPT));
        if (!mailed) {
            return;
        }
        for (Open open : book.open(clock.instant())) {
            if (open.state() == State.SENDING && open.attempts() >= MOST_ATTEMPTS_IN_DOUBT) {
                settle(open.mail(), State.DOUBTFUL, "whether it left is not known");
            } else if (!send(open.mail(), () -> again(open), log)) {
                return;
            }
        }
        for (Draft draft : due()) {
            if (!send(draft)) {
                return;
            }
        }
    }

    private boolean again(Open open) {
        book.again(open.mail().messageId());
        return true;
    }

    private List<Draft> due() {
        Instant now = clock.instant();
        List<Draft> due = new ArrayList<>();
        Map<Alarm, List<Alert>> byAlarm =
                book.untold().stream().collect(Collectors.groupingBy(Alert::alarm, TreeMap::new, Collectors.toList()));
        byAlarm.forEach((alarm, alerts) -> {
            Topic topic = new Topic(Kind.ALERT, alarm.word());
            boolean lasts = alerts.stream()
                    .anyMatch(alert -> !alert.last().isBefore(alert.first().plus(alarm.patience())));
            // An hour on either side: a clock that was put back must not silence an alarm for long.
            if (lasts && !book.mailed(topic, now.minus(BETWEEN), now.plus(BETWEEN))) {
                due.add(new Draft(topic, mail(alarm, alerts, now), alerts));
            }
        });
        digest.due(now).ifPresent(period -> {
            Topic topic = new Topic(Kind.DIGEST, period.key());
            due.add(new Draft(
                    topic,
                    AdminMail.compose(
                            sender, "digest " + period.key(), digest.subject(period), digest.text(period), now),
                    List.of()));
        });
        return due;
    }

    private AdminMail mail(Alarm alarm, List<Alert> alerts, Instant now) {
        List<String> lines = new ArrayList<>(List.of("A person is needed: " + alarm.what() + ".", ""));
        alerts.stream().limit(MOST_SHOWN).forEach(alert -> {
            lines.add((alert.about().isEmpty() ? "the daemon" : alert.about()) + ", " + times(alert));
            alert.said().forEach(said -> lines.add("    " + said));
            lines.add("");
        });
        if (alerts.size() > MOST_SHOWN) {
            lines.add((alerts.size() - MOST_SHOWN) + " more are in the log.");
            lines.add("");
        }
        lines.add("'triaged status' shows how everything stands. The next mail about this comes in an hour at the"
                + " earliest, and only if it happens again. Nothing was said to any list.");
        return AdminMail.compose(
                sender, alarm.word() + " " + now, "[triaged] a person is needed: " + alarm.what(), lines, now);
    }

    private static String times(Alert alert) {
        Instant first = alert.first().truncatedTo(ChronoUnit.SECONDS);
        Instant last = alert.last().truncatedTo(ChronoUnit.SECONDS);
        return alert.count() == 1 ? "at " + last : alert.count() + " times from " + first + " to " + last;
    }

    /** False when the server cannot be reached, so that others need not be tried. */
    private boolean send(Draft draft) {
        // The mail that tells of a refusal meets it too, and must not cause the next one.
        boolean tellsIt = draft.topic().key().equals(Alarm.ADMIN.word());
        return send(
                draft.mail(),
                () -> book.begin(draft.topic(), draft.mail(), draft.tells(), clock.instant()),
                tellsIt ? log : kept);
    }

    /** @param claim commits that it is being sent; false when it must not be; @param ears hear of an admin who is refused */
    private boolean send(AdminMail mail, Claim claim, Events ears) {
        return send(mail, mail.recipients(), claim, ears);
    }

    private boolean send(AdminMail mail, List<String> recipients, Claim claim, Events ears) {
        if (patience.left(SERVER).isPresent()) {
            return false;
        }
        List<String> willing;
        try (Postman.Round round = postman.connect()) {
            patience.worked(SERVER);
            if (!claim.made()) {
                return true;
            }
            Postman.Answer answer = round.send(mail.bytes(), mail.sender(), recipients);
            willing = chosen(recipients, place -> !answer.refused().contains(place));
            if (answer.refused().isEmpty() || willing.isEmpty()) {
                settle(mail, answer);
                return true;
            }
            chosen(recipients, answer.refused()::contains).forEach(admin -> ears.tell(refusal(admin, answer.said())));
        } catch (Postman.NotConnected e) {
            Duration pause = patience.failed(SERVER, e.loginRefused());
            log.tell(Event.info(
                    "admin-mail-waits",
                    "said",
                    e.getMessage(),
                    "pause",
                    pause.truncatedTo(ChronoUnit.SECONDS).toString()));
            return false;
        }
        // Nobody got it: a mail goes to all that are named to the server, or to none.
        return send(mail, willing, () -> true, ears);
    }

    private static List<String> chosen(List<String> recipients, IntPredicate places) {
        return IntStream.range(0, recipients.size())
                .filter(places)
                .mapToObj(recipients::get)
                .toList();
    }

    private static Event refusal(String admin, String said) {
        return Event.alert(
                "admin-refused",
                "admin",
                admin,
                "said",
                said,
                "next",
                "the other admins get their mail; mend the address under 'admins' in triaged.yaml, or its mailbox");
    }

    /** Commits that a mail is being sent. */
    @FunctionalInterface
    private interface Claim {

        boolean made();
    }

    private void settle(AdminMail mail, Postman.Answer answer) {
        State state =
                switch (answer.kind()) {
                    case SENT -> State.SENT;
                    case DEFERRED -> State.READY;
                    case REFUSED, AUTHOR_REFUSED -> State.REFUSED;
                    // As after a death: the same mail once more.
                    case AMBIGUOUS -> State.SENDING;
                };
        settle(mail, state, answer.said());
    }

    private void settle(AdminMail mail, State state, String said) {
        book.settle(mail.messageId(), state, said, clock.instant().plus(PUT_OFF));
        log.tell(Event.info(
                "admin-mail", "message-id", mail.messageId().value(), "outcome", state.name(), "said", said));
    }
}
