package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Events;
import org.triaged.triage.SqlReader;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** The real process, killed at random moments: nothing is lost, and no mail leaves twice. */
class KillIT {

    private static final int MAILS = 20;

    private static final long SEED = 20261122;

    private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: (<triaged1\\S+>)");

    /** Business keys and outcomes; no times, numbers of rows, attempts, or server lines. */
    private static final List<String> CANONICAL = List.of(
            "SELECT uid, state FROM mail_source ORDER BY uid FETCH FIRST 20 ROWS ONLY",
            "SELECT message_id, state, kind FROM mail WHERE message_id LIKE '%contrib%' ORDER BY message_id",
            "SELECT root, version, total, seen FROM series WHERE merged_into IS NULL ORDER BY root",
            "SELECT root, verdict FROM series_verdict WHERE decision = 'silent' ORDER BY root",
            "SELECT root, rule, part, severity FROM findings WHERE newest ORDER BY root, rule, part",
            "SELECT r.root, c.message_id FROM reply_covers c JOIN reply r ON r.id = c.reply ORDER BY c.message_id");

    @TempDir
    private Path folder;

    @Test
    void aKillWithEachOfTwentyMailsLosesNothingAndSendsNothingTwice() throws Exception {
        List<List<List<String>>> undisturbed;
        try (MailServer server = new MailServer().user(LIST)) {
            Installation calm = Installation.at(folder.resolve("calm"), server, "live");
            round(calm);
            mailbox().forEach(mail -> deliver(server, mail));
            undisturbed = end(calm);
            assertThat(replies(server)).hasSize(3);
        }
        try (MailServer server = new MailServer().user(LIST)) {
            Installation killed = Installation.at(folder.resolve("killed"), server, "live");
            round(killed);
            killAgainAndAgain(killed, server);
            assertThat(end(killed)).isEqualTo(undisturbed);
            assertThat(replies(server).values()).allMatch(count -> count == 1);
            assertThat(killed.ask("SELECT COUNT(*) FROM reply")).isEqualTo("3");
            assertThat(killed.broken()).isEmpty();
            // In doubt, and held for a person: killed between the journal's intent and the server's answer.
            String held = killed.ask("SELECT COUNT(*) FROM reply WHERE state = 'HELD'");
            assertThat(killed.ask("SELECT COUNT(*) FROM reply WHERE state NOT IN ('SEEN', 'HELD')"))
                    .isEqualTo("0");
            System.out.println("KillIT: " + MAILS + " kills, seed " + SEED + ", replies seen "
                    + replies(server).size() + ", held " + held);
        }
    }

    /** One more mail before each run, so that none is idle; the moment is drawn from the whole life of a run. */
    private static void killAgainAndAgain(Installation here, MailServer server) throws InterruptedException {
        Random random = new Random(SEED);
        long life = 3000;
        for (byte[] mail : mailbox()) {
            deliver(server, mail);
            Process once = here.once();
            long began = System.nanoTime();
            if (once.waitFor((long) (random.nextDouble() * life), TimeUnit.MILLISECONDS)) {
                life = Math.max(400, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
            }
            once.destroyForcibly().waitFor();
        }
    }

    private static void deliver(MailServer server, byte[] mail) {
        server.append(LIST, mail, Instant.now());
    }

    /** Runs on, an hour later, until nothing moves any more. */
    private static List<List<List<String>>> end(Installation here) {
        for (int round = 0; round < 8; round++) {
            System.setProperty(
                    "triaged.clock",
                    Instant.now().plus(Duration.ofMinutes(61 + round)).toString());
            round(here);
        }
        System.clearProperty("triaged.clock");
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            SqlReader reader = daemon.reader();
            assertThat(reader.query("SELECT * FROM audit_chain").rows()).isEmpty();
            return CANONICAL.stream().map(sql -> reader.query(sql).rows()).toList();
        }
    }

    /** How often each of our mails was accepted: each reaches the list once a transmission. */
    private static Map<String, Long> replies(MailServer server) {
        return server.mails(LIST).stream()
                .map(mail -> MESSAGE_ID.matcher(new String(mail.bytes(), StandardCharsets.UTF_8)))
                .filter(Matcher::find)
                .map(id -> id.group(1))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    /** Five series of three parts each in any order, and five single patches; three of all these are not signed. */
    private static List<byte[]> mailbox() {
        List<byte[]> mails = new ArrayList<>();
        for (int series = 1; series <= 5; series++) {
            boolean signed = series != 2;
            String cover = "s" + series + "-0@contrib.example.org";
            mails.add(under(cover, patch("s" + series + "-1@contrib.example.org", part(series, 1), true)));
            mails.add(cover(cover, "[PATCH 0/2] hw/frob: series " + series));
            mails.add(under(cover, patch("s" + series + "-2@contrib.example.org", part(series, 2), signed)));
        }
        for (int single = 1; single <= MAILS - 15; single++) {
            mails.add(patch(
                    "p" + single + "@contrib.example.org",
                    "[PATCH] hw/frob: single patch " + single,
                    single != 1 && single != 4));
        }
        return mails;
    }

    private static String part(int series, int number) {
        return "[PATCH " + number + "/2] hw/frob: part " + number + " of series " + series;
    }

    private static byte[] under(String parent, byte[] mail) {
        return new String(mail, StandardCharsets.UTF_8)
                .replaceFirst("MIME-Version", "In-Reply-To: <" + parent + ">\r\nMIME-Version")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] cover(String id, String subject) {
        String mail = new String(patch(id, subject, false), StandardCharsets.UTF_8);
        return (mail.substring(0, mail.indexOf("---")) + " hw/misc/frob.c | 2 ++\r\n 1 file changed\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void round(Installation here) {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
        }
    }
}
