package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.triage.ReplyState.FAILED;
import static org.triaged.triage.ReplyState.HELD;
import static org.triaged.triage.ReplyState.READY;
import static org.triaged.triage.ReplyState.SEEN;
import static org.triaged.triage.ReplyState.SENT;
import static org.triaged.triage.ReplyState.UNKNOWN;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.drop;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.partial;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.reply;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.silence;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.thenHang;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Events;
import org.triaged.triage.ReplyState;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;
import org.triaged.wire.ScriptedSmtpServer;
import org.triaged.wire.ScriptedSmtpServer.Conduct;
import org.triaged.wire.ScriptedSmtpServer.Step;

/**
 * Each step of a transmission with each fault of a server, and each way the mail may come back through the list: where the
 * reply stands after the fault is predicted, and so is where it ends; no mail is given twice to a server that may have
 * taken it.
 */
@Tag("nightly")
class FaultMatrixIT {

    private static final String AUTHOR = "ann@contrib.example.org";

    /** When the mail that a server took comes back. */
    private enum Return {
        AT_ONCE,
        LATE,
        NEVER
    }

    private enum Fault {
        LATER,
        NO,
        GOODBYE,
        CUT,
        SILENCE,
        HALF,
        YES_THEN_SILENCE;

        private Conduct at(Place place) {
            return switch (this) {
                case LATER -> reply("451 later");
                case NO -> reply("554 no");
                case GOODBYE -> partial("421 bye\r\n");
                case CUT -> drop();
                case SILENCE -> silence();
                case HALF -> partial(place == Place.DATA ? "35" : "25");
                case YES_THEN_SILENCE -> thenHang(place == Place.DATA ? "354 go on" : "250 fine");
            };
        }
    }

    /** A step, and where the reply stands after each fault there, in their order. */
    private enum Place {
        // Who refuses EHLO is asked again with HELO (RFC 5321, 3.2), and here says yes to that.
        EHLO(SENT, SENT, READY, READY, READY, READY, UNKNOWN),
        MAIL(READY, FAILED, READY, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        RCPT_AUTHOR(READY, READY, READY, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        RCPT_LIST(READY, FAILED, READY, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        DATA(READY, FAILED, READY, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        DOT(READY, FAILED, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, SENT),
        // The outcome was fixed before.
        QUIT(SENT, SENT, SENT, SENT, SENT, SENT, SENT);

        private final List<ReplyState> then;

        Place(ReplyState... then) {
            this.then = List.of(then);
        }

        private void arm(ScriptedSmtpServer server, Conduct conduct) {
            switch (this) {
                case RCPT_AUTHOR -> server.at(Step.RCPT, AUTHOR, conduct);
                case RCPT_LIST -> server.at(Step.RCPT, LIST, conduct);
                case EHLO, MAIL, DATA, DOT, QUIT -> server.at(Step.valueOf(name()), conduct);
            }
        }
    }

    private record Cell(Place place, Fault fault, Return comesBack) {

        private static List<Cell> all() {
            return Stream.of(Place.values())
                    .flatMap(place -> Stream.of(Fault.values()).flatMap(fault -> Stream.of(Return.values())
                            .map(comesBack -> new Cell(place, fault, comesBack))))
                    .toList();
        }

        private ReplyState then() {
            return place.then.get(fault.ordinal());
        }

        /** Only the dot gives a mail away; in doubt before it, the server cannot have taken it. */
        private boolean inVain() {
            return then() == FAILED || then() == UNKNOWN && place != Place.DOT;
        }

        private ReplyState end() {
            boolean back = !inVain() && comesBack != Return.NEVER;
            return back ? SEEN : then() == UNKNOWN ? HELD : then() == FAILED ? FAILED : SENT;
        }

        private String name() {
            return "%-11s %-16s %-7s".formatted(place, fault, comesBack).toLowerCase(Locale.ROOT);
        }
    }

    /** @param mailsBefore how many the server had when it was the cell's turn */
    private record Tried(Cell cell, int mailsBefore) {}

    @TempDir
    private Path folder;

    private final MailServer imap = new MailServer().user(LIST);

    private final ScriptedSmtpServer smtp = new ScriptedSmtpServer();

    @AfterEach
    void close() {
        imap.close();
        smtp.close();
        System.clearProperty("triaged.smtp-silence");
        System.clearProperty("triaged.clock");
    }

    @Test
    void everyFaultAtEveryStepEndsAsPredicted() throws Exception {
        System.setProperty("triaged.smtp-silence", "PT2S");
        Installation due = oneReplyIsDue();
        List<MailServer.Held> mailbox = imap.mails(LIST);
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> ends = new TreeMap<>();
        for (Cell cell : Cell.all()) {
            imap.forget(LIST);
            mailbox.forEach(mail -> imap.append(LIST, mail.bytes(), mail.arrival()));
            Tried tried = new Tried(cell, smtp.mails().size());
            Installation here = due.over(folder.resolve(cell.name().replaceAll(" +", "-")));
            Death.copy(due.data(), here.data());
            String happened = live(tried, here);
            String predicted = cell.then() + ", " + cell.end() + ", taken " + (cell.inVain() ? 0 : 1) + ", broken []";
            System.out.println("FaultMatrixIT: " + cell.name() + " " + happened);
            ends.merge(cell.then() + " then " + cell.end(), 1, Integer::sum);
            if (!happened.equals(predicted)) {
                wrong.add(cell.name() + ": predicted " + predicted + "; " + happened);
            }
        }
        System.out.println("FaultMatrixIT: " + Cell.all().size() + " cells: " + ends);
        assertThat(wrong).isEmpty();
    }

    private Installation oneReplyIsDue() throws Exception {
        Installation here = Installation.at(folder, imap, "live")
                .server(imap.imapPort(), "none", "", smtp.port())
                .write("lists/devel.yaml", """
                        list-id: devel.lists.example.org
                        addresses: [devel@lists.example.org]
                        account: main
                        mode: live
                        policy: {pin: generic/dco}
                        scope: none
                        rules: {dco-sob-missing: reply}
                        """);
        CopiedConf.forgetProjects(here.conf());
        state(here, Duration.ZERO);
        imap.append(LIST, Installation.patch("1@contrib.example.org", "[PATCH] hw: window", false), Instant.now());
        Files.createFile(here.data().resolve("STOP"));
        assertThat(state(here, Duration.ZERO)).isEqualTo("READY");
        Files.delete(here.data().resolve("STOP"));
        return here;
    }

    /** Where the reply stands after the fault and in the end, and how often the server may have taken it. */
    private String live(Tried tried, Installation here) {
        Cell cell = tried.cell();
        cell.place().arm(smtp, cell.fault().at(cell.place()));
        String then = state(here, Duration.ZERO);
        smtp.willing();
        boolean soon = cell.comesBack() == Return.AT_ONCE;
        comeBack(soon, tried);
        state(here, Duration.ofMinutes(2));
        comeBack(soon, tried);
        state(here, Duration.ofMinutes(4));
        state(here, Duration.ofMinutes(64));
        comeBack(cell.comesBack() == Return.LATE, tried);
        String end = state(here, Duration.ofMinutes(90));
        return then + ", " + end + ", taken " + taken(tried).size() + ", broken " + here.broken();
    }

    /** Once for each. */
    private void comeBack(boolean now, Tried tried) {
        List<ScriptedSmtpServer.Envelope> taken = taken(tried);
        int there = imap.mails(LIST).size() - 1;
        if (now && there < taken.size()) {
            imap.append(LIST, taken.get(there).bytes(), Instant.now());
        }
    }

    /** All that came up to the dot, but for what a whole 4xx or 5xx refused there; 421 says nothing of the mail. */
    private List<ScriptedSmtpServer.Envelope> taken(Tried tried) {
        boolean refused = tried.cell().place() == Place.DOT
                && (tried.cell().fault() == Fault.LATER || tried.cell().fault() == Fault.NO);
        List<ScriptedSmtpServer.Envelope> all = smtp.mails();
        return all.subList(tried.mailsBefore() + (refused ? 1 : 0), all.size());
    }

    /** A round of a daemon that starts then, and where the reply stands. */
    private String state(Installation here, Duration later) {
        System.setProperty("triaged.clock", Instant.now().plus(later).toString());
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
            List<List<String>> rows =
                    daemon.reader().query("SELECT state FROM reply").rows();
            return rows.isEmpty() ? "" : rows.get(0).get(0);
        }
    }
}
