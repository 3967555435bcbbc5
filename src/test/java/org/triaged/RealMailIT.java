package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.mail.Budget;
import org.triaged.mail.Limits;
import org.triaged.mail.MailParser;
import org.triaged.mail.ParseResult;
import org.triaged.policy.Judge;
import org.triaged.reply.Answerable;
import org.triaged.reply.Composer;
import org.triaged.reply.MailAddress;
import org.triaged.reply.ReplyIds;
import org.triaged.reply.Sender;
import org.triaged.series.ListMail;
import org.triaged.series.MailReader;
import org.triaged.series.SeriesAssembler;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.triage.WatchedList;
import org.triaged.wire.MailServer;

/** Real mails of a corpus beside the project, served over IMAP. Without the corpus these tests say that they were skipped. */
class RealMailIT {

    private static final String CLOCK = "triaged.clock";

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    private Path folder;

    private MailServer server;

    @BeforeEach
    void start() {
        SampleMails.assumePresent(RealMailIT.class);
        server = new MailServer().user(LIST);
    }

    @AfterEach
    void stop() {
        System.clearProperty(CLOCK);
        if (server != null) {
            server.close();
        }
    }

    @Test
    void asTheyAreTheyAreKeptJudgedAndNeverAnswered() {
        Installation here = Installation.at(folder, server, "live");
        here.write("lists/devel.yaml", """
                list-id: qemu-devel.nongnu.org
                addresses: [qemu-devel@nongnu.org]
                account: main
                mode: live
                policy: {project: qemu, follow: timeline}
                scope: none
                rules: {dco-sob-missing: reply, ai-declared: reply}
                """);
        round(here, NOW.minus(Duration.ofHours(1)));
        SampleMails.asTheyAre().forEach(mail -> server.append(LIST, mail, NOW));
        round(here, NOW.plus(Duration.ofMinutes(1)));
        round(here, NOW.plus(Duration.ofHours(2)));
        assertThat(here.ask("SELECT COUNT(*) FROM mail_source WHERE state = 'STORED'"))
                .isEqualTo("67");
        assertThat(here.ask("SELECT COUNT(*) FROM quarantine")).isEqualTo("0");
        assertThat(here.ask("SELECT COUNT(*) FROM reply")).isEqualTo("0");
        String series = here.ask("SELECT COUNT(*) FROM series WHERE merged_into IS NULL");
        assertThat(here.ask("SELECT COUNT(*) FROM series_verdict WHERE decision = 'silent' AND verdict <> ''"))
                .isEqualTo(series)
                .isNotEqualTo("0");
        String everything = everything(here);
        round(here, NOW.plus(Duration.ofHours(3)));
        assertThat(everything(here)).isEqualTo(everything);
    }

    @Test
    void postedNowEachExpectedReplyIsSentAndSeenOnce() {
        assertEachExpectedReplyIsSeenOnce(SampleMails.asTheyAre());
    }

    @Test
    void postedNowWithoutTheirSignOffsEachIsAnsweredOnce() {
        assertThat(assertEachExpectedReplyIsSeenOnce(SampleMails.withoutSignOffs()))
                .isNotEmpty();
    }

    private Set<String> assertEachExpectedReplyIsSeenOnce(List<byte[]> mails) {
        Installation here = Installation.at(folder, server, "live");
        round(here, NOW.minus(Duration.ofHours(3)));
        List<SampleMails.Posted> posted = SampleMails.postedBefore(NOW, mails);
        posted.forEach(mail -> server.append(LIST, mail.raw(), mail.arrival()));
        Set<String> expected = expectedAnchors(here, posted);
        round(here, NOW);
        // Two hours later every series is ripe; each poll brings back what the one before has sent.
        System.setProperty(CLOCK, NOW.plus(Duration.ofHours(2)).toString());
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            for (int round = 0; round < expected.size() + 2; round++) {
                daemon.once();
            }
        }
        assertThat(answeredAnchors()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(here.ask("SELECT COUNT(*) FROM reply WHERE state <> 'SEEN'")).isEqualTo("0");
        System.out.println("RealMailIT: " + mails.size() + " mails, " + expected.size() + " replies expected and seen");
        return expected;
    }

    /** What the pure rooms say of all mails at once; the daemon read them one by one. */
    private static Set<String> expectedAnchors(Installation here, List<SampleMails.Posted> posted) {
        WatchedList list = here.config().lists().get(0);
        Sender sender = new Sender(
                new MailAddress("triaged@triage.example.org"),
                new MailAddress("triage-owner@triage.example.org"),
                "triaged 1.0",
                new ReplyIds(new byte[32]));
        List<ListMail> read = posted.stream()
                .map(mail -> MailParser.parse(mail.raw(), mail.arrival(), Limits.DEFAULT, Budget.UNLIMITED))
                .map(result -> MailReader.read(((ParseResult.Parsed) result).mail(), list.facts(), Limits.DEFAULT))
                .toList();
        return SeriesAssembler.assemble(read, list.facts()).series().stream()
                .filter(series -> series.newer().isEmpty())
                .filter(series -> Judge.judge(series, list.terms(), false).speaks())
                .filter(series -> Answerable.check(series, list.facts(), sender, list.robots()))
                .flatMap(series -> Composer.anchor(series).stream())
                .map(anchor -> anchor.id().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> answeredAnchors() {
        return server.mails(LIST).stream()
                .map(mail -> SampleMails.envelope(mail.bytes()))
                .filter(mail -> mail.first("X-Triaged-Report").isPresent())
                .map(mail -> mail.parents().get(0).value())
                .toList();
    }

    private static String everything(Installation here) {
        return here.ask("SELECT COUNT(*) FROM mail_source")
                + here.ask("SELECT COUNT(*) FROM mail")
                + here.ask("SELECT COUNT(*) FROM series")
                + here.ask("SELECT COUNT(*) FROM judgement")
                + here.ask("SELECT COUNT(*) FROM finding")
                + here.ask("SELECT COUNT(*) FROM reply");
    }

    private static void round(Installation here, Instant clock) {
        System.setProperty(CLOCK, clock.toString());
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
        }
    }
}
