package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.drop;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.partial;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.reply;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.silence;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.thenHang;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triaged.triage.Events;
import org.triaged.triage.ReplyState;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;
import org.triaged.wire.ScriptedSmtpServer;
import org.triaged.wire.ScriptedSmtpServer.Conduct;
import org.triaged.wire.ScriptedSmtpServer.Step;

/**
 * Every way a server can fail in the middle of a transmission, crossed with what then comes back through the list: each
 * on a list of its own, all in one daemon. No mail is given to the server a second time that it may have taken.
 */
@Tag("patient")
class DoubtfulSendIT {

    private static final Set<Return> ALL = EnumSet.allOf(Return.class);

    private static final Set<Return> NONE = EnumSet.of(Return.NEVER);

    /** When the mail comes back through the list. */
    private enum Return {
        AT_ONCE,
        LATE,
        NEVER
    }

    /** What the server does to the first transmission, and where the reply must stand then. */
    private enum Fault {
        CUT_AFTER_THE_DOT(Step.DOT, drop(), ReplyState.UNKNOWN, ReplyState.HELD, 1, ALL),
        SILENCE_AFTER_THE_DOT(Step.DOT, silence(), ReplyState.UNKNOWN, ReplyState.HELD, 1, ALL),
        HALF_AN_ANSWER_AFTER_THE_DOT(Step.DOT, partial("25"), ReplyState.UNKNOWN, ReplyState.HELD, 1, ALL),
        GOODBYE_AFTER_THE_DOT(Step.DOT, partial("421 bye\r\n"), ReplyState.UNKNOWN, ReplyState.HELD, 1, ALL),
        SILENCE_AFTER_THE_YES(Step.DOT, thenHang("250 queued"), ReplyState.SENT, ReplyState.SENT, 1, ALL),
        NO_AFTER_THE_DOT(Step.DOT, reply("554 spam"), ReplyState.FAILED, ReplyState.FAILED, 1, ALL),
        LATER_AFTER_THE_DOT(Step.DOT, reply("451 later"), ReplyState.READY, ReplyState.SENT, 2, ALL),
        CUT_AT_DATA(Step.DATA, drop(), ReplyState.UNKNOWN, ReplyState.HELD, 0, NONE),
        GOODBYE_AT_DATA(Step.DATA, partial("421 bye\r\n"), ReplyState.READY, ReplyState.SENT, 1, ALL),
        NO_TO_THE_LIST(Step.RCPT, reply("550 no such list"), ReplyState.FAILED, ReplyState.FAILED, 0, NONE),
        NO_TO_THE_AUTHOR(Step.RCPT, reply("550 no such user"), ReplyState.READY, ReplyState.SENT, 1, ALL),
        GREYLISTED(Step.RCPT, reply("450 greylisted"), ReplyState.READY, ReplyState.SENT, 1, ALL);

        private final Step step;
        private final Conduct conduct;
        private final ReplyState then;
        private final ReplyState unlessItReturns;
        private final int dots;
        private final Set<Return> returns;

        Fault(Step step, Conduct conduct, ReplyState then, ReplyState unlessItReturns, int dots, Set<Return> returns) {
            this.step = step;
            this.conduct = conduct;
            this.then = then;
            this.unlessItReturns = unlessItReturns;
            this.dots = dots;
            this.returns = returns;
        }

        /** After the next round, in which nothing else went wrong. */
        private ReplyState nextRound() {
            return this == NO_TO_THE_AUTHOR ? ReplyState.SENT : then;
        }
    }

    private record Case(Fault fault, Return comesBack) {

        static List<Case> all() {
            return Stream.of(Fault.values())
                    .flatMap(fault -> fault.returns.stream().map(back -> new Case(fault, back)))
                    .toList();
        }

        String name() {
            return (fault + "-" + comesBack).toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String address() {
            return name() + "@lists.example.org";
        }

        String author() {
            return name() + "@contrib.example.org";
        }

        byte[] patch() {
            byte[] mail = Installation.patch(name() + "@contrib.example.org", "[PATCH] hw: " + name(), false);
            return new String(mail, StandardCharsets.UTF_8)
                    .replace("devel@lists", name() + "@lists")
                    .replace("<devel.lists", "<" + name() + ".lists")
                    .replace("ann@contrib.example.org", author())
                    .getBytes(StandardCharsets.UTF_8);
        }

        ReplyState end() {
            return comesBack == Return.NEVER ? fault.unlessItReturns : ReplyState.SEEN;
        }
    }

    private record Reply(String report, ReplyState state) {}

    @TempDir
    private Path folder;

    private final ScriptedSmtpServer smtp = new ScriptedSmtpServer();

    private final MailServer imap = new MailServer().user(Installation.LIST);

    private final List<Events.Event> told = new ArrayList<>();

    private final Set<String> returned = new TreeSet<>();

    /** By list, after the last round. */
    private final Map<String, Reply> replies = new TreeMap<>();

    private Installation here;

    @BeforeEach
    void install() throws Exception {
        here = Installation.at(folder, imap, "live");
        Files.delete(here.conf().resolve("lists/devel.yaml"));
        StringBuilder accounts = new StringBuilder("imap:\n");
        for (Case each : Case.all()) {
            imap.user(each.address());
            accounts.append("  %s: {host: 127.0.0.1, port: %d, tls: none, user: %s, password-file: password}%n"
                    .formatted(each.name(), imap.imapPort(), each.address()));
            here.write("lists/" + each.name() + ".yaml", """
                    list-id: %1$s.lists.example.org
                    addresses: [%1$s@lists.example.org]
                    account: %1$s
                    folder: INBOX
                    mode: live
                    policy: {pin: qemu/2025-06-ban}
                    scope: none
                    rules: {dco-sob-missing: reply}
                    """.formatted(each.name()));
        }
        here.write("triaged.yaml", accounts + """
                smtp: {host: 127.0.0.1, port: %d, tls: none}
                own-address: triaged@triage.example.org
                owner: triage-owner@triage.example.org
                caps: {per-hour: 100, per-day: 400, per-author: 400, per-author-and-rules: 400}
                """.formatted(smtp.port()));
        System.setProperty("triaged.smtp-silence", "PT2S");
    }

    @AfterEach
    void close() {
        imap.close();
        smtp.close();
        System.clearProperty("triaged.smtp-silence");
        System.clearProperty("triaged.clock");
    }

    /** A daemon that starts anew after the fault; and one that lives on, where {@code -Dtriaged.doubts=all} asks for it. */
    static Stream<Boolean> restarts() {
        return System.getProperty("triaged.doubts", "").equals("all") ? Stream.of(true, false) : Stream.of(true);
    }

    @ParameterizedTest
    @MethodSource("restarts")
    void noMailTheServerMayHaveTakenIsGivenToItAgain(boolean restarts) {
        round();
        Case.all().forEach(each -> {
            imap.append(each.address(), each.patch(), Instant.now());
            arm(each);
        });
        if (restarts) {
            round();
            check("after the fault", each -> each.fault().then);
            round();
        } else {
            try (TriageDaemon daemon = here.start(told::add)) {
                daemon.once();
                daemon.once();
                look(daemon);
            }
        }
        check("a round later", each -> each.fault().nextRound());
        assertThat(alerts("reply-unknown")).containsExactlyInAnyOrderElementsOf(where(ReplyState.UNKNOWN));
        assertThat(alerts("reply-failed")).containsExactlyInAnyOrderElementsOf(where(ReplyState.FAILED));

        smtp.willing();
        Case.all().stream().filter(each -> each.fault() == Fault.GREYLISTED).forEach(this::arm);
        comeBack(Return.AT_ONCE, each -> each.fault() != Fault.LATER_AFTER_THE_DOT);
        roundsAt(Duration.ofMinutes(2));
        check("once the pause was over", each -> {
            if (each.fault() == Fault.GREYLISTED) {
                return ReplyState.READY;
            }
            boolean isBack = each.comesBack() == Return.AT_ONCE
                    && each.fault() != Fault.LATER_AFTER_THE_DOT
                    && each.fault() != Fault.GOODBYE_AT_DATA;
            boolean sent = each.fault().nextRound() == ReplyState.READY;
            return isBack
                    ? ReplyState.SEEN
                    : sent ? ReplyState.SENT : each.fault().nextRound();
        });

        smtp.willing();
        comeBack(Return.AT_ONCE, each -> true);
        roundsAt(Duration.ofMinutes(62));
        comeBack(Return.AT_ONCE, each -> true);
        roundsAt(Duration.ofMinutes(64));
        check(
                "after the grace",
                each -> each.comesBack() == Return.AT_ONCE ? ReplyState.SEEN : each.fault().unlessItReturns);
        assertThat(alerts("reply-held")).containsExactlyInAnyOrderElementsOf(where(ReplyState.HELD));

        comeBack(Return.LATE, each -> true);
        roundsAt(Duration.ofHours(3));
        check("at the end", Case::end);
        Case.all().forEach(each -> assertThat(dots(each)).as(each.name()).isEqualTo(each.fault().dots));
        assertThat(here.ask("SELECT COUNT(*) FROM reply"))
                .isEqualTo(Integer.toString(Case.all().size()));
        assertThat(here.broken()).isEmpty();
    }

    private void arm(Case each) {
        Fault fault = each.fault();
        smtp.at(fault.step, fault == Fault.NO_TO_THE_AUTHOR ? each.author() : each.address(), fault.conduct);
    }

    /** Each mail that reached the server, once. */
    private void comeBack(Return when, Predicate<Case> which) {
        for (Case each : Case.all()) {
            if (each.comesBack() == when && which.test(each) && dots(each) > 0 && returned.add(each.name())) {
                imap.append(each.address(), mailsTo(each).get(0).bytes(), Instant.now());
            }
        }
    }

    private long dots(Case each) {
        return mailsTo(each).size();
    }

    private List<ScriptedSmtpServer.Envelope> mailsTo(Case each) {
        return smtp.mails().stream()
                .filter(mail -> mail.recipients().contains(each.address()))
                .toList();
    }

    private void check(String when, Function<Case, ReplyState> expected) {
        assertThat(Case.all()).as(when).allSatisfy(each -> assertThat(replies.get(each.name()))
                .as(each.name())
                .isNotNull()
                .extracting(Reply::state)
                .isEqualTo(expected.apply(each)));
    }

    /** Reports of the replies that an alert named. */
    private List<String> alerts(String event) {
        return told.stream()
                .filter(one -> one.name().equals(event) && one.level() == Events.Level.ALERT)
                .map(one -> one.fields().get("report"))
                .toList();
    }

    private List<String> where(ReplyState state) {
        return replies.values().stream()
                .filter(reply -> reply.state() == state)
                .map(Reply::report)
                .toList();
    }

    /** Two rounds, each of a process of its own: the second sees what the first sent and the list already has. */
    private void roundsAt(Duration later) {
        for (int i = 0; i < 2; i++) {
            System.setProperty(
                    "triaged.clock", Instant.now().plus(later).plusSeconds(i).toString());
            round();
        }
    }

    private void round() {
        try (TriageDaemon daemon = here.start(told::add)) {
            daemon.once();
            look(daemon);
        }
    }

    private void look(TriageDaemon daemon) {
        daemon.reader()
                .query("SELECT list, report, state FROM reply")
                .rows()
                .forEach(row -> replies.put(row.get(0), new Reply(row.get(1), ReplyState.valueOf(row.get(2)))));
    }
}
