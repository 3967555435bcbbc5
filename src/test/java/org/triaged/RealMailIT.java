package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.mail.Budget;
import org.triaged.mail.Envelope;
import org.triaged.mail.Limits;
import org.triaged.mail.MailParser;
import org.triaged.mail.MessageId;
import org.triaged.mail.ParseResult;
import org.triaged.policy.Judge;
import org.triaged.reply.Answerable;
import org.triaged.reply.Composer;
import org.triaged.reply.MailAddress;
import org.triaged.reply.ReplyIds;
import org.triaged.reply.Sender;
import org.triaged.series.Corpus;
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

    private static final Pattern DATE = Pattern.compile("(?mi)^Date: .*$");

    private static final Pattern LIST_ID = Pattern.compile("(?mi)^List-Id:.*(\\n[ \\t].*)*\\n");

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    @TempDir
    private Path folder;

    private MailServer server;

    @BeforeEach
    void start() {
        boolean present = Corpus.beside().present();
        if (!present) {
            System.out.println("RealMailIT skipped: there is no corpus beside the project");
        }
        Assumptions.assumeTrue(present, "no corpus beside the project");
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
        Corpus.beside().mails("sample.mbox").forEach(mail -> server.append(LIST, mail, NOW));
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
        assertEachExpectedReplyIsSeenOnce(Corpus.beside().mails("sample.mbox"));
    }

    @Test
    void postedNowWithoutTheirSignOffsEachIsAnsweredOnce() {
        List<byte[]> unsigned = Corpus.beside().mails("sample.mbox").stream()
                .map(mail -> text(mail).replaceAll("(?mi)^\\s*signed-off-by:.*\\n", ""))
                .map(mail -> mail.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
        assertThat(assertEachExpectedReplyIsSeenOnce(unsigned)).isNotEmpty();
    }

    private Set<String> assertEachExpectedReplyIsSeenOnce(List<byte[]> mails) {
        Installation here = Installation.at(folder, server, "live");
        round(here, NOW.minus(Duration.ofHours(3)));
        List<Posted> posted = postedNow(mails);
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

    /** A mail as if it had been posted to our list within the last hour. */
    private record Posted(byte[] raw, Instant arrival) {}

    private static List<Posted> postedNow(List<byte[]> mails) {
        Map<MessageId, List<byte[]>> threads = new HashMap<>();
        for (byte[] mail : mails) {
            Envelope envelope = envelope(mail);
            List<MessageId> parents = envelope.parents();
            MessageId root = parents.isEmpty() ? envelope.id() : parents.get(parents.size() - 1);
            threads.computeIfAbsent(root, id -> new ArrayList<>()).add(mail);
        }
        List<Posted> posted = new ArrayList<>();
        for (List<byte[]> thread : threads.values()) {
            thread.sort(Comparator.comparing(mail -> envelope(mail).date()));
            for (int i = 0; i < thread.size(); i++) {
                Instant date = NOW.minus(Duration.ofMinutes(thread.size() - i));
                posted.add(new Posted(moved(thread.get(i), date), date));
            }
        }
        posted.sort(Comparator.comparing(Posted::arrival));
        return posted;
    }

    private static byte[] moved(byte[] mail, Instant date) {
        String text = text(mail);
        int body = text.indexOf("\n\n");
        String header = LIST_ID.matcher(text.substring(0, body + 1)).replaceAll("");
        header = DATE.matcher(header).replaceFirst("Date: " + FORMAT.format(date.atOffset(ZoneOffset.UTC)));
        return (header + "List-Id: <devel.lists.example.org>\n" + text.substring(body + 1))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What the pure rooms say of all mails at once; the daemon read them one by one. */
    private static Set<String> expectedAnchors(Installation here, List<Posted> posted) {
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
                .map(mail -> envelope(mail.bytes()))
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

    private static Envelope envelope(byte[] mail) {
        return MailParser.parse(mail, NOW, Limits.DEFAULT, Budget.UNLIMITED).envelope();
    }

    private static String text(byte[] mail) {
        return new String(mail, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    }
}
