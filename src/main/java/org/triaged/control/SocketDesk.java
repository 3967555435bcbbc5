package org.triaged.control;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Answer;
import org.triaged.triage.AuditCheck;
import org.triaged.triage.BackupFacts;
import org.triaged.triage.Difference;
import org.triaged.triage.Findings;
import org.triaged.triage.Pedals;
import org.triaged.triage.Progress;
import org.triaged.triage.Quarantine;
import org.triaged.triage.QueryRefused;
import org.triaged.triage.Question;
import org.triaged.triage.Replies;
import org.triaged.triage.Selftest;
import org.triaged.triage.Status;
import org.triaged.triage.WhatIf;

/** The desk of the running daemon, asked over its control socket. */
public final class SocketDesk implements AdminDesk {

    static final int PROTOCOL = 1;

    private static final int LONGEST_ANSWER = 32 << 20;

    /** A server may be silent for ten minutes after a mail (RFC 5321, 4.5.3.2). */
    static final Duration LONGEST_RELOAD = Duration.ofMinutes(12);

    /** It lists every folder of every server, and each may be silent for a minute. */
    static final Duration LONGEST_SELFTEST = Duration.ofMinutes(10);

    /** Of a database of some gigabytes. */
    static final Duration LONGEST_BACKUP = Duration.ofMinutes(30);
    /** Of one thread by two profiles, which may hold a thousand series. */
    static final Duration LONGEST_COMPARISON = Duration.ofMinutes(5);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ControlPlace place;
    private final LineChannel line;
    private final Watch watch = Watch.start();

    private SocketDesk(ControlPlace place, SocketChannel channel, Duration patience) {
        this.place = place;
        this.line = new LineChannel(channel, LONGEST_ANSWER, patience);
        watch.over(line, () -> {});
    }

    /** Empty when nobody answers there, or the daemon of another data folder does. */
    public static Optional<SocketDesk> reach(ControlPlace place) {
        return reach(place, PATIENCE);
    }

    /** @param patience with a daemon that says nothing */
    static Optional<SocketDesk> reach(ControlPlace place, Duration patience) {
        if (place.tooLong()) {
            return Optional.empty();
        }
        try {
            return greet(
                    new SocketDesk(place, SocketChannel.open(UnixDomainSocketAddress.of(place.socket())), patience));
        } catch (SocketException e) {
            if (e.getMessage() != null && e.getMessage().contains("Permission denied")) {
                throw new ControlTrouble(
                        ControlTrouble.NO_PERMISSION,
                        "you may not use the control socket " + place.socket()
                                + "; ask for membership in its group (control.group in triaged.yaml), or use the"
                                + " daemon's user",
                        e);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new ControlTrouble(
                    ControlTrouble.TEMPORARY, "no connection to " + place.socket() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean query(Question question, Answer into) {
        ask(JsonFields.line(json -> {
            json.writeStringField("ask", "query");
            json.writeStringField("sql", question.sql());
            json.writeArrayFieldStart("parameters");
            for (String parameter : question.parameters()) {
                json.writeString(parameter);
            }
            json.writeEndArray();
            json.writeNumberField("rows", question.rows());
            json.writeNumberField("seconds", question.patience().toSeconds());
        }));
        try {
            // Fetched to its end first: whoever reads it page by page must not keep the daemon waiting.
            Path fetched = Files.createTempFile("triaged-answer", ".jsonl");
            try {
                boolean all = fetch(fetched, question.patience());
                pass(fetched, into);
                return all;
            } finally {
                Files.delete(fetched);
            }
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    @Override
    public Status status() {
        ask(JsonFields.line(json -> json.writeStringField("ask", "status")));
        try {
            return StatusJson.read(next(PATIENCE).object("status"));
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    @Override
    public List<Selftest.Line> selftest() {
        ask(JsonFields.line(json -> json.writeStringField("ask", "selftest")));
        try {
            return SelftestJson.read(next(LONGEST_SELFTEST.plus(PATIENCE)));
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    @Override
    public AuditCheck verifyAudit() {
        ask(JsonFields.line(json -> json.writeStringField("ask", "audit-verify")));
        try {
            return AuditJson.read(next(LONGEST_SELFTEST.plus(PATIENCE)));
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    @Override
    public Quarantine quarantine(String actor) {
        return new SocketQuarantine(this);
    }

    @Override
    public BackupFacts backup(String actor) {
        ask(JsonFields.line(json -> json.writeStringField("ask", "backup")));
        try {
            return BackupJson.read(next(LONGEST_BACKUP.plus(PATIENCE)));
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    @Override
    public List<Difference> whatIf(WhatIf question, Progress progress) {
        ask(JsonFields.line(json -> {
            json.writeStringField("ask", "whatif");
            DifferenceJson.write(question, json);
        }));
        try {
            JsonFields answer = next(LONGEST_COMPARISON.plus(PATIENCE));
            while (answer.has("done")) {
                progress.made(answer.integer("done"), answer.integer("of"));
                answer = next(LONGEST_COMPARISON.plus(PATIENCE));
            }
            return DifferenceJson.differences(answer);
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    @Override
    public Pedals pedals(String actor) {
        return new SocketPedals(this);
    }

    @Override
    public Replies replies(String actor) {
        return new SocketReplies(this);
    }

    @Override
    public Findings findings(String actor) {
        return new SocketFindings(this);
    }

    @Override
    public Optional<List<String>> reload(String actor) {
        ask(JsonFields.line(json -> json.writeStringField("ask", "reload")));
        try {
            return Optional.of(next(LONGEST_RELOAD.plus(PATIENCE)).texts("mistakes"));
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    @Override
    public void close() {
        watch.close();
    }

    private static Optional<SocketDesk> greet(SocketDesk desk) {
        boolean ours = false;
        try {
            ours = desk.isOfThisFolder();
            return ours ? Optional.of(desk) : Optional.empty();
        } catch (IOException e) {
            throw desk.brokenOff(e);
        } finally {
            if (!ours) {
                desk.close();
            }
        }
    }

    private boolean isOfThisFolder() throws IOException {
        Optional<String> hello = line.read();
        if (hello.isEmpty()) {
            return false; // it is closing
        }
        JsonFields daemon = checked(hello.get());
        if (daemon.number("protocol") != PROTOCOL) {
            throw new ControlTrouble(
                    ControlTrouble.USAGE,
                    "the daemon at " + place.socket() + " is of another version of triaged; use that version");
        }
        Path theirs = Path.of(daemon.text("data"));
        return theirs.equals(place.dataFolder())
                || Files.exists(theirs)
                        && Files.exists(place.dataFolder())
                        && Files.isSameFile(theirs, place.dataFolder());
    }

    /** Reads the answer to a request. */
    interface Reading<T> {

        T of(JsonFields answer) throws Malformed;
    }

    <T> T answer(String ask, JsonFields.Writing fields, Reading<T> reading) {
        ask(JsonFields.line(json -> {
            json.writeStringField("ask", ask);
            fields.write(json);
        }));
        try {
            return reading.of(next(PATIENCE));
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    private void ask(String request) {
        try {
            line.write(request);
            line.flush();
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    private boolean fetch(Path into, Duration patience) throws IOException {
        try (BufferedWriter spool = Files.newBufferedWriter(into, StandardCharsets.US_ASCII)) {
            while (true) {
                String text = text(patience.plus(PATIENCE));
                JsonFields part = checked(text);
                if (part.has("all")) {
                    return part.flag("all");
                }
                spool.write(text);
                spool.newLine();
            }
        }
    }

    private static void pass(Path fetched, Answer into) throws IOException {
        try (BufferedReader spool = Files.newBufferedReader(fetched, StandardCharsets.US_ASCII)) {
            for (String text = spool.readLine(); text != null; text = spool.readLine()) {
                JsonFields part = JsonFields.read(text);
                if (part.has("columns")) {
                    into.columns(columns(part));
                } else {
                    into.row(part.maybeTexts("row"));
                }
            }
        }
    }

    private static List<Answer.Column> columns(JsonFields part) throws Malformed {
        List<Answer.Column> columns = new ArrayList<>();
        for (JsonFields column : part.objects("columns")) {
            columns.add(new Answer.Column(column.text("name"), column.word("type", Answer.Type.class)));
        }
        return columns;
    }

    private JsonFields next(Duration patience) throws IOException {
        return checked(text(patience));
    }

    private String text(Duration patience) throws IOException {
        return line.read(patience)
                .orElseThrow(() -> new IOException("the daemon closed the connection; it stops, or gave up on us"));
    }

    /** Throws what the daemon refused or could not do. */
    private static JsonFields checked(String text) throws Malformed {
        JsonFields answer = JsonFields.read(text);
        if (answer.has("refused")) {
            throw new QueryRefused(answer.text("refused"));
        }
        if (answer.has("failed")) {
            throw new ControlTrouble(answer.integer("exit"), answer.text("failed"));
        }
        return answer;
    }

    private ControlTrouble brokenOff(IOException e) {
        String why = line.late() ? "it gave no answer in time" : e.getMessage();
        return new ControlTrouble(
                ControlTrouble.TEMPORARY,
                "the daemon at " + place.socket() + " did not answer to the end: " + why
                        + "; see its log, and ask again",
                e);
    }
}
