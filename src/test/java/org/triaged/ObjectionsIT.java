package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.cli.Verbs;
import org.triaged.source.MailFilesOnDisk;
import org.triaged.triage.Events;
import org.triaged.triage.FindingId;
import org.triaged.triage.Findings;
import org.triaged.triage.Replies;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;
import org.triaged.wire.ScriptedSmtpServer;
import org.triaged.wire.ScriptedSmtpServer.Conduct;
import org.triaged.wire.ScriptedSmtpServer.Step;

/** What people wrote between the judgement and the mail: each reason to be silent, and what only looks like one. */
class ObjectionsIT {

    private static final Duration DUE = Duration.ofMinutes(75);

    private static final String MAINTAINERS = """
            Frobs
            M: Mary Maint <mary@maint.example.org>
            F: hw/misc/
            """;

    /** To the first of two patches alone. */
    private static final byte[] SIGNED_LATE = mail(
            "two-1",
            "Ann two <two@people.example.org>",
            "",
            "Here it is.\n\nSigned-off-by: Ann two <two@people.example.org>");

    private static final String ROBOT = "Auto-Submitted: auto-generated\n";

    @TempDir
    private Path folder;

    private final MailServer server = new MailServer().user(LIST);

    private final List<Events.Event> told = new ArrayList<>();

    private Installation here;

    @AfterEach
    void stop() {
        System.clearProperty("triaged.clock");
        server.close();
    }

    @Test
    void eachReasonEndsTheReplyAndWhatIsNearlyOneDoesNot() {
        Map<String, String> expected = new TreeMap<>();
        install("live");
        List<Case> cases = cases();
        cases.forEach(one -> {
            post(unsigned(one.id(), "[PATCH] hw/misc: " + one.id(), one.id()));
            expected.put(one.id(), one.expected());
        });
        round(Duration.ZERO);
        cases.forEach(one -> one.answers().forEach(this::post));
        for (int minutes = 0; minutes < 60 && !settled(); minutes += 4) {
            round(DUE.plusMinutes(minutes));
        }
        assertThat(outcomes()).isEqualTo(expected);
        assertThat(told).extracting(Events.Event::name).doesNotContain("last-look-failed", "triage-failed");
        assertThat(here.ask("SELECT proof FROM reply WHERE root = '" + id("withdrawn") + "'"))
                .isEqualTo("answer-withdrawn@contrib.example.org");
        assertThat(story("withdrawn"))
                .contains("is SUPPRESSED, withdrawn, shown by answer-withdrawn@contrib.example.org");
    }

    /** While the daemon runs, mail is fetched, read and sent at the same time. */
    @Test
    void nothingLeavesWhileAMailOfTheListLiesThereUnread() {
        install("live");
        post(unsigned("withdrawn", "[PATCH] hw/misc: withdrawn", "withdrawn"));
        round(Duration.ZERO);
        post(byAuthor("withdrawn", "Please ignore this, v2 follows."));
        System.setProperty("triaged.clock", Instant.now().plus(DUE).toString());
        try (TriageDaemon daemon = here.start(told::add)) {
            daemon.intake();
            daemon.deliver();
            assertThat(sent()).isEmpty();
            assertThat(told)
                    .filteredOn(event -> event.name().equals("reply-waits"))
                    .singleElement()
                    .satisfies(event -> assertThat(event.fields()).containsEntry("reason", "unread-mail"));
            daemon.triage();
            daemon.deliver();
        }
        assertThat(here.ask("SELECT state || ' ' || reason FROM reply")).isEqualTo("SUPPRESSED withdrawn");
    }

    @Test
    void whatFellAwayIsNotToldAndTheRestIs() {
        install("live");
        postTwo();
        round(DUE);
        round(DUE.plusMinutes(4));
        assertThat(sent()).singleElement().satisfies(mail -> {
            assertThat(mail)
                    .contains("X-Triaged-Findings: dco-sob-missing=2\r\n")
                    .contains("patch 2/2");
            assertThat(mail).doesNotContain("patches 1, 2");
        });
        assertThat(here.ask("SELECT state FROM reply")).isEqualTo("SEEN");
        assertThat(here.ask("SELECT reason || ' ' || said FROM audit_log WHERE action = 'reply-recomposed'"))
                .isEqualTo("author-settled dco-sob-missing part 1: author-settled, shown by"
                        + " answer-two-1@contrib.example.org");
        assertThat(here.ask("SELECT COUNT(*) FROM reply_story")).isEqualTo("1");
        assertThat(story("two-1")).contains("reply-recomposed").contains("answer-two-1@contrib.example.org");
        assertThat(here.broken()).isEmpty();
    }

    @Test
    void whatAnAdminSetAsideIsNotToldAndTheRestIs() {
        install("live");
        postTwo(List.of());
        FindingId first = FindingId.of(here.ask("SELECT finding FROM findings WHERE told AND part = 1"))
                .orElseThrow();
        try (var desk = Desks.open(here.config())) {
            assertThat(desk.findings("admin").dismiss(first, Findings.Kind.OVERRIDE, "let it pass", Optional.empty()))
                    .isPresent();
        }
        round(DUE);
        round(DUE.plusMinutes(4));
        assertThat(sent()).singleElement().asString().contains("X-Triaged-Findings: dco-sob-missing=2\r\n");
        assertThat(here.ask("SELECT reason FROM audit_log WHERE action = 'reply-recomposed'"))
                .isEqualTo("closed-by-admin");
    }

    @Test
    void whatAnAdminApprovedIsApprovedAnewWhenItWasComposedAnew() {
        install("approve");
        postTwo();
        round(DUE);
        approve();
        round(DUE.plusMinutes(4));
        assertThat(sent()).isEmpty();
        assertThat(here.ask("SELECT state FROM reply")).isEqualTo("WAITING");
        approve();
        round(DUE.plusMinutes(8));
        round(DUE.plusMinutes(12));
        assertThat(sent()).singleElement().asString().contains("X-Triaged-Findings: dco-sob-missing=2\r\n");
        assertThat(here.ask("SELECT COUNT(*) FROM audit WHERE action = 'reply-recomposed'"))
                .isEqualTo("1");
    }

    /** The journal has its hash: other bytes under its id would be a second mail. */
    @Test
    void whatTheJournalKnowsStaysAsItIs() {
        install("live");
        try (ScriptedSmtpServer later = new ScriptedSmtpServer().at(Step.DOT, Conduct.reply("451 later"))) {
            here.server(server.imapPort(), "none", "", later.port());
            postTwo(List.of());
            round(DUE);
            assertThat(later.mails()).hasSize(1);
        }
        here.server(server.imapPort(), "none", "", server.smtpPort());
        post(SIGNED_LATE);
        round(DUE.plusMinutes(10));
        assertThat(sent()).singleElement().asString().contains("X-Triaged-Findings: dco-sob-missing=1,2\r\n");
        assertThat(here.ask("SELECT COUNT(*) FROM fallen_finding")).isEqualTo("0");
    }

    private record Case(String id, String expected, List<byte[]> answers) {

        static Case of(String id, String expected, byte[]... answers) {
            return new Case(id, expected, Arrays.asList(answers));
        }
    }

    private static List<Case> cases() {
        return List.of(
                Case.of("withdrawn", "SUPPRESSED withdrawn", byAuthor("withdrawn", "Please ignore this, v2 follows.")),
                leaves("withdrawn-quoted", byAuthor("withdrawn-quoted", "> Please withdraw it.\nNo, why?")),
                leaves("withdrawn-by-reviewer", byReviewer("withdrawn-by-reviewer", "Please ignore this thread.")),
                leaves("withdrawn-in-signature", byAuthor("withdrawn-in-signature", "Any news?\n\n-- \nignore this")),
                Case.of(
                        "settled",
                        "SUPPRESSED author-settled",
                        byAuthor("settled", "Sorry.\n\nSigned-off-by: Ann settled <settled@people.example.org>")),
                leaves(
                        "settled-quoted",
                        byAuthor(
                                "settled-quoted",
                                "> Signed-off-by: Ann settled-quoted <settled-quoted@people.example.org>\nWell.")),
                leaves(
                        "settled-for-another",
                        byAuthor("settled-for-another", "Signed-off-by: Bob Other <bob@other.example.org>")),
                Case.of("raised", "SUPPRESSED already-raised", byReviewer("raised", "Your SIGN-OFF is missing here.")),
                leaves("raised-quoted", byReviewer("raised-quoted", "> no sign-off\nThe loop is wrong.")),
                leaves(
                        "raised-by-robot",
                        mail("raised-by-robot", "Rob Bot <rob@ci.example.org>", ROBOT, "No sign-off.")),
                leaves("raised-by-author", byAuthor("raised-by-author", "Do I need a sign-off?")),
                leaves("raised-inside-a-word", byReviewer("raised-inside-a-word", "Resignoffs are sober things.")),
                leaves(
                        "raised-below-attribution",
                        byReviewer("raised-below-attribution", "On Monday, the sign-off team\nAnn wrote:\n> x\nFine.")),
                Case.of(
                        "applied",
                        "SUPPRESSED applied",
                        byMaintainer("applied", "Thanks.\n\nApplied, with a small fix.")),
                leaves("applied-by-reviewer", byReviewer("applied-by-reviewer", "Applied to my tree, works.")),
                leaves(
                        "applied-not-at-the-beginning",
                        byMaintainer("applied-not-at-the-beginning", "I have not applied it.")),
                leaves("applied-quoted", byMaintainer("applied-quoted", "> Applied\nDid you see this?")),
                Case.of("pulled", "SUPPRESSED applied", pull("pulled", "pulled")),
                leaves("pulled-another", pull("pulled-another", "something-else")),
                Case.of("other", "SUPPRESSED other-instance", byOther("other", id("other"), "v1")),
                leaves("other-version", byOther("other-version", id("other-version"), "v2")),
                leaves("other-series", byOther("other-series", "elsewhere@contrib.example.org", "v1")),
                leaves(
                        "hostile",
                        byReviewer(
                                "hostile",
                                "\u202eSIGN\u0130-OFF\u00df \ud83d\ude00 Gr\u00fc\u00dfe, s\u00efgn\u2011off\n"
                                        + "s\u0131gn-".repeat(20_000))));
    }

    private static Case leaves(String id, byte[]... answers) {
        return Case.of(id, "SEEN ", answers);
    }

    private void install(String mode) {
        here = Installation.at(folder, server, mode)
                .write("maintainers", MAINTAINERS)
                .write("lists/devel.yaml", """
                list-id: devel.lists.example.org
                addresses: [devel@lists.example.org]
                account: main
                mode: %s
                policy: {pin: generic/dco}
                scope: none
                maintainers-file: maintainers
                delay: PT1H
                breaker: {ready-in-ten-minutes: 100, rule-percent: 100, speaking-percent: 100}
                rules: {dco-sob-missing: reply}
                """.formatted(mode));
        CopiedConf.forgetProjects(here.conf());
        round(Duration.ZERO);
    }

    private void postTwo() {
        postTwo(List.of(SIGNED_LATE));
    }

    private void postTwo(List<byte[]> answers) {
        post(unsigned("two-1", "two", "[PATCH 1/2] hw/misc: one", "one", ""));
        post(unsigned("two-2", "two", "[PATCH 2/2] hw/misc: two", "two", "In-Reply-To: <" + id("two-1") + ">\n"));
        round(Duration.ofMinutes(11));
        assertThat(here.ask("SELECT COUNT(*) FROM finding WHERE spoken")).isEqualTo("2");
        answers.forEach(this::post);
    }

    private void approve() {
        try (var desk = Desks.open(here.config())) {
            Replies replies = desk.replies("admin");
            String report = replies.replies(Replies.Choice.ALL).get(0).report();
            assertThat(replies.act(Replies.Deed.APPROVE, report, "it is right", Optional.empty()))
                    .isTrue();
        }
    }

    private boolean settled() {
        return here.ask("SELECT COUNT(*) FROM reply WHERE state NOT IN ('SEEN', 'SUPPRESSED')")
                .equals("0");
    }

    private Map<String, String> outcomes() {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            return daemon.reader().query("SELECT root, state, reason FROM reply").rows().stream()
                    .collect(Collectors.toMap(
                            row -> row.get(0).substring(0, row.get(0).indexOf('@')),
                            row -> row.get(1) + " " + row.get(2),
                            (a, b) -> a + b,
                            TreeMap::new));
        }
    }

    private String story(String id) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        String[] command = {
            "why",
            id(id),
            "--conf",
            here.conf().toString(),
            "--data",
            here.data().toString()
        };
        int status = Verbs.run(
                command,
                Main.WIRING,
                new MailFilesOnDisk(InputStream.nullInputStream()),
                Optional.empty(),
                printed,
                printed,
                false);
        assertThat(status).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private List<String> sent() {
        return server.mails(LIST).stream()
                .map(mail -> new String(mail.bytes(), StandardCharsets.UTF_8))
                .filter(mail -> mail.contains("X-Loop: triaged@triage.example.org"))
                .toList();
    }

    private void round(Duration later) {
        System.setProperty("triaged.clock", Instant.now().plus(later).toString());
        try (TriageDaemon daemon = here.start(told::add)) {
            daemon.once();
        }
    }

    private void post(byte[] mail) {
        server.append(LIST, mail, Instant.now());
    }

    private static String id(String name) {
        return name + "@contrib.example.org";
    }

    /** An address that is no Message-ID: one in In-Reply-To would be taken for who wrote the mail. */
    private static String author(String name) {
        return "Ann " + name + " <" + name + "@people.example.org>";
    }

    private static byte[] byAuthor(String id, String text) {
        return mail(id, author(id), "", text);
    }

    private static byte[] byReviewer(String id, String text) {
        return mail(id, "Rita Reviewer <rita@review.example.org>", "", text);
    }

    private static byte[] byMaintainer(String id, String text) {
        return mail(id, "Mary Maint <mary@maint.example.org>", "", text);
    }

    private static byte[] byOther(String id, String root, String version) {
        String marks = "X-Triaged-Series: <%s>\nX-Triaged-Reroll: %s\nAuto-Submitted: auto-replied\n";
        return mail(id, "triaged <other@elsewhere.example.com>", marks.formatted(root, version), "Found: nothing.");
    }

    private static byte[] mail(String id, String from, String more, String text) {
        return bytes("""
                From: %s
                To: devel@lists.example.org
                Subject: Re: [PATCH] hw/misc: %s
                Message-ID: <answer-%s>
                In-Reply-To: <%s>
                %sMIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                List-Id: <devel.lists.example.org>

                %s
                """.formatted(from, id, id(id), id(id), more, text));
    }

    private static byte[] pull(String id, String change) {
        return unsigned(
                "pull-" + id,
                "Mary Maint <mary@maint.example.org>",
                "[PULL 1/1] hw/misc: " + id,
                change,
                "",
                "Signed-off-by: Mary Maint <mary@maint.example.org>\n\n");
    }

    private static byte[] unsigned(String id, String subject, String change) {
        return unsigned(id, id, subject, change, "");
    }

    private static byte[] unsigned(String id, String author, String subject, String change, String more) {
        return unsigned(id, author(author), subject, change, more, "");
    }

    private static byte[] unsigned(String id, String from, String subject, String change, String more, String trailer) {
        return bytes("""
                From: %s
                To: devel@lists.example.org
                Subject: %s
                Message-ID: <%s>
                %sMIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                List-Id: <devel.lists.example.org>

                The window may have any size.

                %s---
                 hw/misc/frob.c | 1 +
                 1 file changed, 1 insertion(+)

                diff --git a/hw/misc/frob.c b/hw/misc/frob.c
                index 1f0a4c2e11..8d5b0e77aa 100644
                --- a/hw/misc/frob.c
                +++ b/hw/misc/frob.c
                @@ -1,2 +1,3 @@
                 int frob;
                +int %s;
                 int end;
                """.formatted(from, subject, id(id), more, trailer, change));
    }

    private static byte[] bytes(String mail) {
        return mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
