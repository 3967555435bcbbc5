package org.triaged.triage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.triaged.triage.MailSource.Unavailable;
import org.triaged.triage.Postman.NotConnected;

/** Tries from here, one after the other, all that the daemon will need. No mail is sent, and nothing is changed. */
public final class Doctor {

    private static final Duration TWO_CLOCKS = Duration.ofMinutes(5);

    private final List<WatchedList> lists;
    private final Map<String, MailSource> imap;
    private final Function<WatchedList, Optional<String>> maildir;
    private final Postman postman;
    private final Optional<ToAdmins> toAdmins;
    private final Supplier<Optional<String>> unfitWords;
    private final Supplier<Optional<AdminDesk>> desk;
    private final InstantSource clock;

    /**
     * @param imap accounts by name
     * @param maildir what is wrong with that of a list, if anything
     * @param toAdmins the other server that takes mail to admins; empty: the same
     * @param unfitWords what is wrong with the words of replies, if anything
     * @param desk empty when there is no data folder yet; closed when it was asked
     */
    public Doctor(
            List<WatchedList> lists,
            Map<String, MailSource> imap,
            Function<WatchedList, Optional<String>> maildir,
            Postman postman,
            Optional<ToAdmins> toAdmins,
            Supplier<Optional<String>> unfitWords,
            Supplier<Optional<AdminDesk>> desk,
            InstantSource clock) {
        this.lists = List.copyOf(lists);
        this.imap = Map.copyOf(imap);
        this.maildir = maildir;
        this.postman = postman;
        this.toAdmins = toAdmins;
        this.unfitWords = unfitWords;
        this.desk = desk;
        this.clock = clock;
    }

    /** A server for mail to admins. @param used admins are named, so that they are mailed */
    public record ToAdmins(Postman postman, boolean used) {}

    /** A warning keeps the daemon from nothing that conf asks for now. */
    public enum Outcome {
        OK,
        WARNING,
        FAILURE
    }

    /** @param next what to do about it; empty when all is well, or when what was said says it */
    public record Line(String what, Outcome outcome, String said, String next) {}

    /** @param told hears each line as soon as it is known */
    public List<Line> examine(Consumer<Line> told) {
        List<Line> lines = new ArrayList<>();
        Consumer<Line> note = line -> {
            lines.add(line);
            told.accept(line);
        };
        note.accept(ok(
                "conf",
                lists.stream()
                        .map(list -> list.name() + " (" + list.mode().word() + ")")
                        .collect(Collectors.joining(", "))));
        note.accept(unfitWords
                .get()
                .map(fault -> new Line("words", Outcome.FAILURE, fault, ""))
                .orElseGet(() -> ok("words", "every reply they could make passes the linter")));
        lists.forEach(list -> note.accept(folder(list)));
        note.accept(smtp());
        toAdmins.ifPresent(server -> note.accept(smtp(server)));
        dataFolder(note);
        return lines;
    }

    private Line folder(WatchedList list) {
        String what = "list " + list.name();
        if (list.account().equals(WatchedList.MAILDIR)) {
            return maildir.apply(list)
                    .map(fault -> new Line(
                            what,
                            Outcome.FAILURE,
                            fault,
                            "Give 'folder' the path of a Maildir that the" + " user of the daemon may read."))
                    .orElseGet(() -> ok(what, "Maildir " + list.folder()));
        }
        try (MailSource.Folder folder = imap.get(list.account()).examine(list.folder())) {
            return ok(
                    what,
                    list.folder() + " at " + list.account() + ": " + (folder.uidNext() - 1)
                            + " is the highest UID, UIDVALIDITY " + folder.uidValidity());
        } catch (Unavailable | RuntimeException e) {
            return new Line(what, Outcome.FAILURE, said(e), "");
        }
    }

    private Line smtp() {
        boolean needed = lists.stream().anyMatch(list -> list.mode() == Mode.LIVE);
        return sending("smtp", postman, needed, "No list is in a mode that sends; mend it before one is.");
    }

    private static Line smtp(ToAdmins server) {
        return sending(
                "admin-smtp",
                server.postman(),
                server.used(),
                "Nobody is named under 'admins', so nothing is sent there; mend it before somebody is.");
    }

    private static Line sending(String what, Postman server, boolean needed, String unneeded) {
        try (Postman.Round round = server.connect()) {
            return ok(what, "connected, secured and logged in as conf says; nothing was sent");
        } catch (NotConnected | RuntimeException e) {
            return new Line(what, needed ? Outcome.FAILURE : Outcome.WARNING, said(e), needed ? "" : unneeded);
        }
    }

    private void dataFolder(Consumer<Line> note) {
        try {
            Optional<AdminDesk> open = desk.get();
            if (open.isEmpty()) {
                note.accept(new Line(
                        "data", Outcome.WARNING, "there is no data folder yet", "The first 'triaged run' makes it."));
                return;
            }
            try (AdminDesk here = open.get()) {
                status(here.status(), note);
            }
        } catch (RuntimeException e) {
            if (!(e instanceof CannotStart)) {
                throw e;
            }
            note.accept(new Line("data", Outcome.FAILURE, e.getMessage(), ""));
        }
    }

    private void status(Status status, Consumer<Line> note) {
        note.accept(ok(
                "data",
                status.dataFolder()
                        + status.daemon()
                                .map(pid -> ": the daemon runs, process " + pid)
                                .orElse(": no daemon runs")
                        + ", " + status.space().free() / (1 << 20) + " MiB free"));
        note.accept(clock(status));
        status.needs().forEach(need -> note.accept(new Line("status", Outcome.WARNING, need.what(), need.next())));
    }

    private Line clock(Status status) {
        Instant now = clock.instant();
        Optional<Instant> ahead = status.lists().stream()
                .flatMap(list -> list.lastPoll().stream())
                .filter(poll -> poll.isAfter(now.plus(TWO_CLOCKS)))
                .max(Instant::compareTo);
        return ahead.map(poll -> new Line(
                        "clock",
                        Outcome.FAILURE,
                        "it is " + now + " here, and a folder was read at " + poll,
                        "Set the clock; what is due waits, and nothing is sent before its time."))
                .orElseGet(() -> ok("clock", now.toString()));
    }

    /** What is wrong here is what was asked for, be it a fault of ours. */
    private static String said(Exception e) {
        return Optional.ofNullable(e.getMessage()).orElseGet(e::toString);
    }

    private static Line ok(String what, String said) {
        return new Line(what, Outcome.OK, said, "");
    }
}
