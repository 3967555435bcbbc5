package org.triaged.triage;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.triaged.reply.MailAddress;
import org.triaged.triage.MailSource.Folder;
import org.triaged.triage.MailSource.Listing;

/** Holds a live database, its folder and the mail servers against every {@link Invariant}. It changes nothing. */
public final class Selftest {

    private static final int MOST_ROWS = 20;

    private static final long RANGE = 10_000;

    private final List<WatchedList> lists;
    private final Map<String, MailSource> sources;
    private final Invariants rows;
    private final MailAddress own;
    private final Caps caps;
    private final boolean inDaemon;
    private final InstantSource clock;

    /** @param sources by the name of the account; @param inDaemon this process sends mail */
    public Selftest(
            List<WatchedList> lists,
            Map<String, MailSource> sources,
            Invariants rows,
            MailAddress own,
            Caps caps,
            boolean inDaemon,
            InstantSource clock) {
        this.lists = List.copyOf(lists);
        this.sources = Map.copyOf(sources);
        this.rows = rows;
        this.own = own;
        this.caps = caps;
        this.inDaemon = inDaemon;
        this.clock = clock;
    }

    /** Whether an invariant holds. */
    public enum Outcome {
        HOLDS,
        BROKEN,
        NOT_CHECKED
    }

    /**
     * What was found of one invariant.
     *
     * @param rows what contradicts it, or why it was not checked; a line each
     * @param next what an admin does about it; nothing when it holds
     */
    public record Line(Invariant invariant, Outcome outcome, List<String> rows, String next) {

        public Line {
            rows = List.copyOf(rows);
        }
    }

    /** A line for each invariant, in order. */
    public List<Line> run() {
        List<Line> lines = new ArrayList<>();
        for (Invariant invariant : Invariant.values()) {
            lines.add(invariant == Invariant.I1 ? servers() : check(invariant));
        }
        return List.copyOf(lines);
    }

    private Line check(Invariant invariant) {
        return switch (invariant) {
            case I1 -> servers();
            case I2 -> line(invariant, rows::mailsTwice, "restore the last backup; keep a copy of this database");
            case I3 -> line(invariant, rows::repliesTwice, "make a file STOP in the data folder, then look at both");
            case I4 ->
                line(
                        invariant,
                        () -> rows.wronglyAnswered(own),
                        "make a file STOP in the data folder, and look at these mails");
            case I5 -> line(invariant, rows::blocked, "start the daemon again; when they still wait then, report it");
            case I6 ->
                line(
                        invariant,
                        rows::unaudited,
                        "somebody changed the database, or it is damaged: compare it with a backup");
            case I7 -> line(invariant, this::leftSending, "the next start settles them by the send journal");
            case I8 ->
                new Line(
                        invariant,
                        Outcome.NOT_CHECKED,
                        List.of("no single database shows it; the tests of kills and cuts do"),
                        "");
            case I9 ->
                line(
                        invariant,
                        () -> rows.overCaps(caps, clock.instant().minus(Duration.ofDays(1))),
                        "was 'caps' lowered, or the clock put back? if neither, make a file STOP and report it");
            case I10 -> line(invariant, rows::openToOthers, "chmod go= these files, and see who could read them");
        };
    }

    private static Line line(Invariant invariant, Supplier<List<String>> look, String next) {
        List<String> found = look.get();
        return found.isEmpty()
                ? new Line(invariant, Outcome.HOLDS, List.of(), "")
                : new Line(invariant, Outcome.BROKEN, found, next);
    }

    /** One thread sends, one mail at a time. */
    private List<String> leftSending() {
        List<String> sending = rows.sending();
        return inDaemon && sending.size() <= 1 ? List.of() : sending;
    }

    private Line servers() {
        List<String> lost = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        for (WatchedList list : lists.stream().filter(WatchedList::polled).toList()) {
            try {
                lost.addAll(lost(list));
            } catch (MailSource.Unavailable e) {
                unread.add(list.name() + ": " + e.getMessage());
            }
        }
        if (!lost.isEmpty()) {
            return new Line(
                    Invariant.I1,
                    Outcome.BROKEN,
                    lost.subList(0, Math.min(lost.size(), MOST_ROWS)),
                    "keep a copy of this database, restore the last backup, and report it");
        }
        return unread.isEmpty()
                ? new Line(Invariant.I1, Outcome.HOLDS, List.of(), "")
                : new Line(Invariant.I1, Outcome.NOT_CHECKED, unread, "try again when the server can be reached");
    }

    private List<String> lost(WatchedList list) throws MailSource.Unavailable {
        List<String> lost = new ArrayList<>();
        try (Folder folder = sources.get(list.account()).examine(list.folder())) {
            Optional<Invariants.Kept> kept = rows.kept(list, folder.uidValidity());
            long end = kept.map(Invariants.Kept::nextUid).orElse(1L);
            for (long first = 1; first < end; first += RANGE) {
                for (Listing mail : folder.list(first, Math.min(first + RANGE, end) - 1)) {
                    if (!kept.get().uids().contains(mail.uid())) {
                        lost.add("list " + list.name() + ", folder " + list.folder() + ": UID " + mail.uid()
                                + " is on the server, below the cursor, and not in the ledger");
                    }
                }
            }
        }
        return lost;
    }
}
