package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.cli.Verbs;
import org.triaged.source.MailFilesOnDisk;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;
import org.triaged.wire.ScriptedSmtpServer;
import org.triaged.wire.ScriptedSmtpServer.Conduct;
import org.triaged.wire.ScriptedSmtpServer.Step;

/** What becomes of replies and of later versions when an admin sets findings aside, beside a daemon and without one. */
class FindingsIT {

    private static final String STATE = "SELECT state || ' ' || reason FROM reply";

    private static final String ADMIN = System.getProperty("user.name");

    @TempDir
    private Path folder;

    private final MailServer imap = new MailServer().user(LIST);

    private final ScriptedSmtpServer smtp = new ScriptedSmtpServer().at(Step.DOT, Conduct.reply("451 later"));

    private final List<Events.Event> told = new CopyOnWriteArrayList<>();

    private Installation here;

    /** What a verb returned and printed. */
    private record Ran(int status, String out, String err) {}

    @BeforeEach
    void aListIsWatched() {
        here = Installation.at(folder, imap, "live").server(imap.imapPort(), "none", "", smtp.port());
        round();
    }

    @AfterEach
    void stop() {
        System.clearProperty("triaged.clock");
        assertThat(here.broken()).isEmpty();
        imap.close();
        smtp.close();
    }

    @Test
    void aReplyThatWaitsEndsWhenAllItTellsIsDismissedAndTheNextVersionGetsNone() {
        post("1", "[PATCH] hw/misc: widen the frob window");
        assertThat(here.ask(STATE)).startsWith("READY");
        String finding = here.ask("SELECT finding FROM findings WHERE told");
        Ran done = findings("dismiss", finding, "--as", "settled", "--reason", "told by phone");
        assertThat(done.out()).isEqualTo(finding + " (dco-sob-missing) is set aside as settled\n");
        later(Duration.ofMinutes(2));
        assertThat(here.ask(STATE)).isEqualTo("SUPPRESSED closed-by-admin");
        assertThat(smtp.mails()).hasSize(1);
        post("2", "[PATCH v2] hw/misc: widen the frob window");
        later(Duration.ofHours(2));
        assertThat(here.ask("SELECT verdict FROM series_verdict WHERE version = 2"))
                .isEqualTo("dismissed-before");
        assertThat(here.ask("SELECT weight || ' ' || spoken || ' ' || note FROM findings WHERE version = 2"
                        + " AND rule = 'dco-sob-missing' AND newest"))
                .isEqualTo("record FALSE dismissed-before: " + finding + ", settled");
        assertThat(here.ask("SELECT COUNT(*) FROM reply")).isEqualTo("1");
    }

    @Test
    void aReplyThatWaitsForApprovalEndsToo() {
        here.mode("approve");
        round();
        post("1", "[PATCH] hw/misc: widen the frob window");
        assertThat(here.ask(STATE)).startsWith("WAITING");
        String other = here.ask("SELECT judgement || '.7' FROM findings WHERE told");
        assertThat(findings("dismiss", other, "--as", "settled", "--reason", "so")
                        .status())
                .isEqualTo(2);
        round();
        assertThat(here.ask(STATE)).startsWith("WAITING");
        findings("dismiss", here.ask("SELECT finding FROM findings WHERE told"), "--as", "override", "--reason", "so");
        round();
        assertThat(here.ask(STATE)).isEqualTo("SUPPRESSED closed-by-admin");
    }

    @Test
    void theDaemonAnswersAsTheDatabaseDoesAndTellsWhatADismissalSetsOff() throws Exception {
        smtp.at(Step.DOT, Conduct.reply("250 taken"));
        List<String> findings = new ArrayList<>();
        for (String id : List.of("1", "2", "3")) {
            postOwn(id);
            findings.add(here.ask("SELECT finding FROM findings WHERE about = '" + id + "@contrib.example.org'"
                    + " AND rule = 'dco-sob-missing' AND newest"));
        }
        List<Ran> alone = questions(findings.get(0));
        assertThat(alone.get(0).out()).contains(findings.get(0), "dco-sob-missing");
        here.schedule("{every: PT1H, idle: false}").server(imap.imapPort(), "none", "", smtp.port());
        try (Service daemon = Service.start(here.config(), told::add, status -> {})) {
            assertThat(daemon).isNotNull();
            assertThat(questions(findings.get(0))).isEqualTo(alone);
            for (String finding : findings) {
                assertThat(findings("dismiss", finding, "--as", "false-positive", "--reason", "the line is there")
                                .status())
                        .isZero();
            }
            assertThat(told)
                    .filteredOn(event -> event.name().equals("rule-demoted"))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.level()).isEqualTo(Events.Level.ALERT);
                        assertThat(event.fields())
                                .containsEntry("cause", "false-positives")
                                .containsEntry("list", "devel");
                    });
            assertThat(verb(List.of("status")).out())
                    .contains("rule dco-sob-missing records only on list devel since", "findings restore");
        }
        assertThat(here.ask("SELECT COUNT(*) FROM audit WHERE action = 'dismissed' AND actor = '" + ADMIN + "'"))
                .isEqualTo("3");
        postOwn("4");
        assertThat(here.ask("SELECT verdict FROM series_verdict WHERE root = '4@contrib.example.org'"))
                .isEqualTo("rule-demoted");
        assertThat(verb(List.of("why", "4@contrib.example.org")).out())
                .contains("rule-demoted: 3 false positives within 30 days");
        assertThat(findings("restore", "dco-sob-missing", "--list", "devel", "--reason", "mended")
                        .out())
                .isEqualTo("dco-sob-missing may speak again on list devel\n");
        postOwn("5");
        assertThat(here.ask("SELECT decision FROM series_verdict WHERE root = '5@contrib.example.org'"))
                .isEqualTo("reply");
    }

    @Test
    void anAuthorWhoWantsNoCopyIsLeftOutOfWhatWaitsAndOfWhatIsComposed() {
        post("1", "[PATCH] hw/misc: widen the frob window");
        assertThat(here.ask("SELECT recipients FROM reply")).contains("ann@contrib.example.org", "devel@");
        assertThat(verb(List.of("replies", "nocopy", "Ann@contrib.example.org", "--reason", "asked for it"))
                        .out())
                .isEqualTo("Ann@contrib.example.org gets no copy; mails about its series go to the list alone\n");
        assertThat(verb(List.of("replies", "nocopy", "ann@contrib.example.org", "--reason", "so"))
                        .err())
                .contains("gets no copy already");
        assertThat(verb(List.of("replies", "nocopy", "ann", "--reason", "so")).err())
                .contains("'ann' is no address that we write to");
        later(Duration.ofMinutes(2));
        assertThat(here.ask("SELECT recipients FROM reply")).isEqualTo("devel@lists.example.org");
        assertThat(here.ask("SELECT reason FROM audit WHERE action = 'reply-narrowed'"))
                .isEqualTo("nocopy");
        assertThat(smtp.mails()).hasSize(2);
        postOwn("2");
        String composed = here.ask("SELECT report FROM reply WHERE root = '2@contrib.example.org'");
        assertThat(here.ask("SELECT recipients FROM reply WHERE report = '" + composed + "'"))
                .isEqualTo("devel@lists.example.org");
        assertThat(verb(List.of("replies", "preview", composed)).out())
                .contains("\nTo: devel@lists.example.org\n")
                .doesNotContain("\nCc:", "ann@contrib.example.org");
        assertThat(verb(List.of("replies", "nocopy", "ann@contrib.example.org", "--remove", "--reason", "again"))
                        .out())
                .isEqualTo("ann@contrib.example.org gets copies again\n");
        assertThat(verb(List.of("replies", "nocopy", "ann@contrib.example.org", "--remove", "--reason", "again"))
                        .status())
                .isEqualTo(2);
        postOwn("3");
        assertThat(here.ask("SELECT recipients FROM reply WHERE root = '3@contrib.example.org'"))
                .contains("ann@contrib.example.org");
        assertThat(here.ask(
                        "SELECT COUNT(DISTINCT action) FROM audit WHERE object_id = 'ann@contrib.example.org' AND actor = '"
                                + ADMIN + "' AND action IN ('nocopy-set', 'nocopy-cleared')"))
                .isEqualTo("2");
    }

    private List<Ran> questions(String finding) {
        return List.of(
                findings("list"),
                findings("list", "--spoken", "--format", "json"),
                findings("show", finding),
                findings("show", "77777.0"),
                findings("dismiss", "77777.0", "--as", "settled", "--reason", "so"),
                findings("restore", "dco-sob-missing", "--list", "devel", "--reason", "so"));
    }

    private void post(String id, String subject) {
        imap.append(LIST, patch(id + "@contrib.example.org", subject, false), Instant.now());
        round();
    }

    /** A patch like no other. */
    private void postOwn(String id) {
        String mail = new String(
                patch(id + "@contrib.example.org", "[PATCH] hw/misc: widen frob window " + id, false),
                StandardCharsets.UTF_8);
        imap.append(
                LIST,
                mail.replace("hw/misc/frob.c", "hw/misc/frob" + id + ".c").getBytes(StandardCharsets.UTF_8),
                Instant.now());
        round();
    }

    private Ran findings(String... words) {
        List<String> arguments = new ArrayList<>(List.of("findings"));
        arguments.addAll(List.of(words));
        return verb(arguments);
    }

    private Ran verb(List<String> words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(words);
        arguments.addAll(
                List.of("--conf", here.conf().toString(), "--data", here.data().toString()));
        int status = Verbs.run(
                arguments.toArray(String[]::new),
                Main.WIRING,
                new MailFilesOnDisk(InputStream.nullInputStream()),
                Optional.empty(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private void later(Duration by) {
        System.setProperty("triaged.clock", Instant.now().plus(by).toString());
        round();
    }

    private void round() {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
        }
    }
}
