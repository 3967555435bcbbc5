package org.triaged.triage;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.triaged.triage.AlertBook.Alert;

/**
 * Tells on, and keeps for admins what needs a person. It never fails: what cannot be stored now, as on a full disk, is held
 * in memory until it can.
 */
public final class KeptAlerts implements Events {

    private static final int MOST_HELD = 200;

    private static final int LONGEST = 300;

    /** What tells one thing from another; none of it is a stranger's. */
    private static final List<String> ABOUT =
            List.of("list", "account", "folder", "report", "duty", "cause", "place", "socket", "admin");

    /** Words of the machine, of a server, of ours. */
    private static final Set<String> SAID = Set.of(
            "reason",
            "state",
            "check",
            "status",
            "free",
            "kind",
            "pause",
            "said",
            "fault",
            "why",
            "first",
            "step",
            "mail",
            "next",
            "journal-line");

    /** Ids that a stranger may have chosen. */
    private static final Set<String> IDS = Set.of("message-id", "root");

    /** RFC 5322, 3.6.4, and nothing that is no single word. */
    private static final Pattern ID = Pattern.compile("[!-;=?-~]{1,250}@[!-;=?-~]{1,250}");

    private final Events log;

    private final AlertBook book;

    private final StoreCare store;

    private final InstantSource clock;

    private final Map<String, Alert> held = new LinkedHashMap<>();

    public KeptAlerts(Events log, AlertBook book, StoreCare store, InstantSource clock) {
        this.log = log;
        this.book = book;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void tell(Event event) {
        log.tell(event);
        Optional<Alarm> alarm = Alarm.of(event);
        if (alarm.isPresent()) {
            hold(alert(alarm.get(), event));
            keep();
        }
    }

    /** Stores what could not be stored when it happened. */
    void keep() {
        if (store.closed()) {
            return;
        }
        for (Alert alert : taken()) {
            try {
                book.note(alert);
            } catch (RuntimeException e) {
                // The fault itself is told by whoever has work to do there.
                hold(alert);
            }
        }
    }

    private synchronized List<Alert> taken() {
        List<Alert> all = new ArrayList<>(held.values());
        held.clear();
        return all;
    }

    private synchronized void hold(Alert alert) {
        String key = alert.alarm() + " " + alert.about();
        if (held.size() < MOST_HELD || held.containsKey(key)) {
            held.merge(
                    key,
                    alert,
                    (one, other) -> new Alert(
                            other.alarm(),
                            other.about(),
                            other.said(),
                            one.count() + other.count(),
                            one.first().isBefore(other.first()) ? one.first() : other.first(),
                            one.last().isAfter(other.last()) ? one.last() : other.last()));
        }
    }

    private Alert alert(Alarm alarm, Event event) {
        Map<String, String> fields = event.fields();
        String about = ABOUT.stream()
                .filter(key -> !fields.getOrDefault(key, "").isEmpty())
                .map(key -> key + " " + fields.get(key))
                .collect(Collectors.joining(", "));
        List<String> said = new ArrayList<>(List.of("event " + event.name()));
        fields.forEach((key, text) -> {
            if (SAID.contains(key) || IDS.contains(key) && ID.matcher(text).matches()) {
                said.add(key + ": " + cut(text));
            }
        });
        if (!fields.containsKey("next")) {
            said.add("next: " + alarm.next());
        }
        return new Alert(alarm, cut(about), said, 1, clock.instant(), clock.instant());
    }

    private static String cut(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
