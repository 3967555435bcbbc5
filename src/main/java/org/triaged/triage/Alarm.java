package org.triaged.triage;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.triaged.triage.Events.Event;
import org.triaged.triage.Events.Level;

/** Why a person is needed: the events behind it, and what that person can do. Admins get one mail an hour of each at most. */
public enum Alarm {
    DISK(
            "the disk is full, or nearly so",
            "make room on the disk of the data folder; the daemon goes on by itself",
            "disk-low",
            "store-waits"),
    FAULT(
            "the daemon met a fault of its own",
            "look in the log; please report it with the line that it wrote there",
            "bounce-left-unread",
            "duty-failed",
            "daemon-gives-up",
            "last-look-failed",
            "triage-failed",
            "series-lost",
            "control-failed",
            "question-stuck"),
    CONF("conf is broken", "triaged config check", "config-refused"),
    MAINTAINERS("a MAINTAINERS file cannot be used", "mend the file that is named", "maintainers-unusable"),
    POLL("mail cannot be read from its server", "triaged doctor", "poll-failed", "bounces-unread"),
    SMTP("the server that sends cannot be used", "triaged doctor", "smtp-unavailable"),
    REFUSED("a reply was refused for good", "triaged replies list --state failed", "reply-failed"),
    HELD("a reply waits for a person", "triaged replies list --state held", "reply-held", "linter-failed"),
    EXPIRED("a reply became too old to be sent", "triaged replies list --state expired", "reply-expired"),
    UNSEEN("a reply that was sent did not come back", "triaged replies list --state sent", "sent-unseen"),
    BREAKER("sending is broken off", "triaged status", "breaker-tripped", "journal-behind", "journal-damaged"),
    ROLLBACK("the database is older than the send journal", "triaged status", "db-rollback", "reply-forgotten"),
    QUARANTINE("a mail cannot be read", "triaged quarantine list", "mail-quarantined"),
    CONFLICT("a stranger's mail bears an id of ours", "triaged audit show --action id-conflict", "id-conflict"),
    DEMOTED(
            "a rule was wrong too often and is no longer told in public",
            "triaged findings list --rule NAME; triaged findings restore lets it speak again",
            "rule-demoted"),
    BOUNCE("a reply did not reach the list", "triaged status", "list-bounced"),
    ADMIN(
            "an admin's address is refused",
            "mend the address under 'admins' in triaged.yaml, or its mailbox",
            "admin-refused"),
    STOP("a file STOP holds all mail", "remove it from the data and the conf folder when mail may leave", "stop-seen");

    /** A server that fails for a moment needs nobody. */
    private static final Duration LASTING = Duration.ofMinutes(15);

    /** What a full disk says, whoever hears it. */
    private static final String NO_SPACE = "No space left on device";

    private final String what;

    private final String next;

    private final Set<String> events;

    Alarm(String what, String next, String... events) {
        this.what = what;
        this.next = next;
        this.events = Set.of(events);
    }

    /** Empty when nobody is needed. */
    static Optional<Alarm> of(Event event) {
        if (event.level() == Level.INFO) {
            return Optional.empty();
        }
        if (event.fields().values().stream().anyMatch(said -> said.contains(NO_SPACE))) {
            return Optional.of(DISK);
        }
        return Arrays.stream(values())
                .filter(alarm -> alarm.events.contains(event.name()))
                .findFirst();
    }

    /** As it stands in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Completes "a person is needed: ...". */
    String what() {
        return what;
    }

    /** What to type or do, where the event itself does not say. */
    public String next() {
        return next;
    }

    /** Names of log events, sorted. */
    public List<String> events() {
        return events.stream().sorted().toList();
    }

    /** It must have gone on for so long before anybody is told. */
    Duration patience() {
        return this == POLL || this == SMTP ? LASTING : Duration.ZERO;
    }
}
