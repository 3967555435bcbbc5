package org.triaged.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import jdk.net.ExtendedSocketOptions;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Answer;
import org.triaged.triage.AuditCheck;
import org.triaged.triage.BackupFacts;
import org.triaged.triage.CannotStart;
import org.triaged.triage.Difference;
import org.triaged.triage.Events;
import org.triaged.triage.Events.Event;
import org.triaged.triage.Quarantine;
import org.triaged.triage.QueryRefused;
import org.triaged.triage.Question;
import org.triaged.triage.Selftest;
import org.triaged.triage.WhatIf;

/** What is said with one client, until it leaves or is late. */
final class Conversation {

    /** How long the daemon may take for what is no question in SQL, as when upkeep closes the database for a while. */
    private static final Duration TO_THINK = Duration.ofSeconds(15);

    private static final Duration BETWEEN_STEPS = Duration.ofMillis(250);

    private final LineChannel line;
    private final Path dataFolder;
    private final AdminDesk desk;
    private final Events events;
    private final Semaphore questions;
    private final IntConsumer ending;

    private volatile String actor = "unknown";
    private volatile boolean stuck;

    Conversation(
            LineChannel line, Path dataFolder, AdminDesk desk, Events events, Semaphore questions, IntConsumer ending) {
        this.line = line;
        this.dataFolder = dataFolder;
        this.desk = desk;
        this.events = events;
        this.questions = questions;
        this.ending = ending;
    }

    /** Returns when the client has left. */
    void hold() {
        try {
            actor = line.channel()
                    .getOption(ExtendedSocketOptions.SO_PEERCRED)
                    .user()
                    .getName();
            tell(JsonFields.line(json -> {
                json.writeNumberField("protocol", SocketDesk.PROTOCOL);
                json.writeStringField("data", dataFolder.toString());
                json.writeNumberField("pid", ProcessHandle.current().pid());
            }));
            for (Optional<String> request = line.read(); request.isPresent(); request = line.read()) {
                answer(JsonFields.read(request.get()));
            }
        } catch (Malformed e) {
            lastWord(line("refused", e.getMessage() + "; see docs/control.md"));
            asked("unknown", "malformed");
        } catch (IOException | UncheckedIOException e) {
            asked("unknown", line.late() ? "late" : "gone");
        }
    }

    void sendAway(int most) {
        lastWord(failed(
                "there are " + most + " clients at the control socket already; try again in a moment",
                ControlTrouble.TEMPORARY));
    }

    /** Called when the channel was closed because somebody was late. */
    void isLate() {
        if (stuck) {
            events.tell(Event.alert(
                    "question-stuck",
                    "actor",
                    actor,
                    "next",
                    "it uses a core and one of the places for questions until the daemon is started again"));
        }
    }

    private void answer(JsonFields request) throws IOException {
        String ask = request.text("ask");
        line.grantStepAfter(TO_THINK);
        try {
            switch (ask) {
                case "query" -> query(request);
                case "status" -> tell(statusLine());
                case "selftest" -> selftest();
                case "audit-verify" -> verifyAudit();
                case "backup" -> backup();
                case "reload" -> reload();
                case "whatif" -> whatIf(request);
                case "quarantine" -> quarantine(desk.quarantine(actor).mails(QuarantineJson.choice(request)));
                case "quarantine-raw" -> raw(request);
                case "quarantine-retry" ->
                    quarantine(desk.quarantine(actor).retry(QuarantineJson.choice(request), request.text("why")));
                case "held" -> tell(PedalsJson.held(desk.pedals(actor)));
                case "resume" -> tell(PedalsJson.resumed(desk.pedals(actor), request));
                case "revive" -> tell(PedalsJson.revived(desk.pedals(actor), request));
                case "nocopy" -> tell(PedalsJson.unaddressed(desk.pedals(actor), request));
                case "rebuild-journal" -> tell(PedalsJson.rebuilt(desk.pedals(actor), request));
                case "stop" -> tell(PedalsJson.stopped(desk.pedals(actor), request));
                case "replies" -> tell(RepliesJson.found(desk.replies(actor), request));
                case "reply-raw" -> tell(RepliesJson.raw(desk.replies(actor), request));
                case "reply-act" -> tell(RepliesJson.act(desk.replies(actor), request));
                case "reply-drafted" -> tell(RepliesJson.drafted(desk.replies(actor), request));
                case "finding-dismiss" -> tell(FindingsJson.dismissed(desk.findings(actor), request));
                case "rule-restore" -> tell(FindingsJson.restored(desk.findings(actor), request));
                default -> throw new Malformed("'" + ask + "' is nothing one can ask for");
            }
            asked(ask, "answered");
        } catch (QueryRefused e) {
            tell(line("refused", e.getMessage()));
            asked(ask, "refused");
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            int status = e instanceof CannotStart known ? known.exitStatus() : ControlTrouble.INTERNAL;
            if (e instanceof CannotStart && status == ControlTrouble.INTERNAL) {
                ending.accept(status);
            }
            asked(ask, "failed");
            tell(failed(e instanceof CannotStart ? e.getMessage() : "internal fault: " + e, status));
        }
    }

    private String statusLine() {
        var status = desk.status();
        return JsonFields.line(json -> {
            json.writeObjectFieldStart("status");
            StatusJson.write(status, json);
            json.writeEndObject();
        });
    }

    /** Mail servers are asked, and may be slow. */
    private void selftest() throws IOException {
        line.grantStepAfter(SocketDesk.LONGEST_SELFTEST);
        List<Selftest.Line> found = desk.selftest();
        tell(JsonFields.line(json -> SelftestJson.write(found, json)));
    }

    private void verifyAudit() throws IOException {
        line.grantStepAfter(SocketDesk.LONGEST_SELFTEST);
        AuditCheck check = desk.verifyAudit();
        tell(JsonFields.line(json -> AuditJson.write(check, json)));
    }

    private void backup() throws IOException {
        line.grantStepAfter(SocketDesk.LONGEST_BACKUP);
        BackupFacts made = desk.backup(actor);
        tell(JsonFields.line(json -> BackupJson.write(made, json)));
    }

    /** Tells how far it is a few times a second, so that a client that has left is noticed. */
    private void whatIf(JsonFields request) throws IOException {
        WhatIf question = DifferenceJson.question(request, actor);
        line.grantStepAfter(SocketDesk.LONGEST_COMPARISON);
        long[] told = {System.nanoTime()};
        List<Difference> differences = desk.whatIf(question, (done, of) -> {
            if (System.nanoTime() - told[0] > BETWEEN_STEPS.toNanos()) {
                told[0] = System.nanoTime();
                step(done, of);
            }
        });
        tell(JsonFields.line(json -> DifferenceJson.write(differences, json)));
    }

    private void step(int done, int of) {
        try {
            tell(JsonFields.line(json -> {
                json.writeNumberField("done", done);
                json.writeNumberField("of", of);
            }));
            line.grantStepAfter(SocketDesk.LONGEST_COMPARISON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It waits until what is under way has finished. */
    private void reload() throws IOException {
        line.grantStepAfter(SocketDesk.LONGEST_RELOAD);
        List<String> mistakes = desk.reload(actor).orElseThrow();
        tell(JsonFields.line(json -> {
            json.writeArrayFieldStart("mistakes");
            for (String mistake : mistakes) {
                json.writeString(mistake);
            }
            json.writeEndArray();
        }));
    }

    private void quarantine(List<Quarantine.Mail> mails) throws IOException {
        tell(JsonFields.line(json -> QuarantineJson.write(mails, json)));
    }

    private void raw(JsonFields request) throws IOException {
        Optional<byte[]> raw = desk.quarantine(actor).raw(request.number("mail"));
        tell(JsonFields.line(json -> json.writeStringField(
                "raw", raw.map(Base64.getEncoder()::encodeToString).orElse(null))));
    }

    private void query(JsonFields request) throws IOException {
        Question question = new Question(
                request.text("sql"),
                request.texts("parameters"),
                request.integer("rows"),
                Duration.ofSeconds(request.integer("seconds")));
        if (!questions.tryAcquire()) {
            throw new ControlTrouble(
                    ControlTrouble.TEMPORARY,
                    "as many questions as may be are being answered already; ask again in a moment");
        }
        try {
            stuck = true;
            // A statement that does not end by then does not end at all.
            line.grantStepAfter(question.patience());
            boolean all = desk.query(question, new Rows());
            tell(JsonFields.line(json -> json.writeBooleanField("all", all)));
        } finally {
            stuck = false;
            questions.release();
        }
    }

    /** Passes an answer on as it comes. */
    private final class Rows implements Answer {

        @Override
        public void columns(List<Column> columns) {
            stuck = false;
            write(JsonFields.line(json -> {
                json.writeArrayFieldStart("columns");
                for (Column column : columns) {
                    json.writeStartObject();
                    json.writeStringField("name", column.name());
                    json.writeStringField("type", column.type().name());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }));
        }

        @Override
        public void row(List<Optional<String>> values) {
            write(JsonFields.line(json -> {
                json.writeArrayFieldStart("row");
                for (Optional<String> value : values) {
                    json.writeString(value.orElse(null));
                }
                json.writeEndArray();
            }));
        }

        private void write(String text) {
            try {
                line.write(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void asked(String ask, String outcome) {
        events.tell(Event.info("admin-asked", "actor", actor, "verb", ask, "outcome", outcome));
    }

    private void tell(String text) throws IOException {
        line.write(text);
        line.flush();
    }

    private void lastWord(String text) {
        try {
            tell(text);
        } catch (IOException e) {
            asked("unknown", "gone");
        }
    }

    private static String line(String field, String text) {
        return JsonFields.line(json -> json.writeStringField(field, text));
    }

    private static String failed(String why, int status) {
        return JsonFields.line(json -> {
            json.writeStringField("failed", why);
            json.writeNumberField("exit", status);
        });
    }
}
