package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.config.Config;
import org.triaged.triage.Events;
import org.triaged.triage.FailPoint;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.Front;
import org.triaged.wire.MailServer;
import org.triaged.wire.Mishap;

/** The connection to the IMAP server breaks off at any byte it says: the end is that of a calm day. */
@Tag("patient")
class ImapCutIT {

    private static final int CUTS = Integer.getInteger("triaged.cuts", 100);

    /** Business keys and outcomes; no times and no numbers of rows. */
    private static final List<String> CANONICAL = List.of(
            "SELECT message_id, sha256, size, state, kind FROM mail WHERE message_id LIKE '%contrib%' ORDER BY 1",
            "SELECT m.message_id, COUNT(*) FROM mail_source s JOIN mail m ON m.id = s.mail"
                    + " WHERE m.message_id LIKE '%contrib%' GROUP BY m.message_id ORDER BY 1",
            "SELECT root, version, total, seen FROM series WHERE merged_into IS NULL ORDER BY root",
            "SELECT root, verdict FROM series_verdict ORDER BY root",
            "SELECT r.root, r.state, c.message_id FROM reply_covers c JOIN reply r ON r.id = c.reply ORDER BY 1, 3");

    private static final Pattern TAGGED = Pattern.compile("(?m)^[A-Z]+[0-9]+ OK");

    private enum Where {
        GREETING,
        LITERAL,
        TAGGED_LINE,
        ELSEWHERE
    }

    @TempDir
    private Path folder;

    @Test
    void theEndIsThatOfAnUndisturbedRun() {
        Map<Where, Integer> cuts = new EnumMap<>(Where.class);
        List<List<List<String>>> calm = run("calm", Optional.empty());
        List<List<List<String>>> cut = run("cut", Optional.of(cuts));
        assertThat(cut).isEqualTo(calm);
        assertThat(cuts).containsOnlyKeys(Where.values());
        System.out.println("ImapCutIT: cuts " + cuts);
    }

    /** @param cuts counts where they fell; empty: nothing is cut */
    private List<List<List<String>>> run(String name, Optional<Map<Where, Integer>> cuts) {
        try (MailServer server = new MailServer().user(LIST);
                Front front = Front.plain(server.imapPort())) {
            Installation here = Installation.at(folder.resolve(name), server, "record")
                    .server(front.port(), "none", "", server.smtpPort());
            Config config = here.config();
            List<List<List<String>>> end = new ArrayList<>();
            Foundation foundation = Foundation.lay(config, Events.SILENT, FailPoint.INERT);
            try (TriageDaemon daemon = Main.daemon(foundation, config, Optional.empty())) {
                Runnable poll = () -> {
                    // Else the daemon would leave a server alone that has just failed.
                    daemon.replace(foundation.useCases(config, Optional.empty()));
                    daemon.intake();
                };
                daemon.once();
                deliver(server, 0);
                String session = session(front, poll);
                List<Integer> offsets = offsets(session);
                for (int number = 1; number <= CUTS; number++) {
                    deliver(server, number);
                    int offset = offsets.get(number - 1);
                    cuts.ifPresent(counts -> {
                        counts.merge(where(session, offset), 1, Integer::sum);
                        front.befalling(Mishap.cut(Mishap.Side.SERVER, offset));
                        poll.run();
                        front.befalling(Mishap.NONE);
                        poll.run();
                    });
                    if (number % 20 == 0) {
                        daemon.once();
                    }
                }
                daemon.once();
                daemon.once();
                assertThat(daemon.reader()
                                .query("SELECT COUNT(*), MAX(uid) FROM mail_source")
                                .rows()
                                .get(0))
                        .containsOnly(Integer.toString(server.mails(LIST).size()));
                CANONICAL.forEach(sql -> end.add(daemon.reader().query(sql).rows()));
            }
            assertThat(here.broken()).isEmpty();
            return end;
        }
    }

    /** In the middle of each line that ends an answer, and for the rest evenly spread. */
    private static List<Integer> offsets(String session) {
        List<Integer> offsets = new ArrayList<>();
        TAGGED.matcher(session).results().forEach(line -> offsets.add(line.start() + 6));
        int spread = CUTS - offsets.size();
        for (int i = 1; i <= spread; i++) {
            offsets.add(i * session.length() / (spread + 1));
        }
        return offsets;
    }

    /** What the server says in one poll of one new mail. */
    private static String session(Front front, Runnable poll) {
        int before = front.answered().length();
        poll.run();
        return front.answered().substring(before);
    }

    /** All signed but the first. */
    private static void deliver(MailServer server, int number) {
        String id = "%04d@contrib.example.org".formatted(number);
        server.append(LIST, patch(id, "[PATCH] hw: window " + number, number != 0), Instant.now());
    }

    private static Where where(String session, int offset) {
        if (offset <= session.indexOf("\r\n")) {
            return Where.GREETING;
        }
        int literal = session.lastIndexOf("}\r\n", offset);
        if (literal >= 0 && inLiteral(session, literal, offset)) {
            return Where.LITERAL;
        }
        int line = session.lastIndexOf("\r\n", offset) + 2;
        return TAGGED.matcher(session.substring(line)).lookingAt() ? Where.TAGGED_LINE : Where.ELSEWHERE;
    }

    private static boolean inLiteral(String session, int end, int offset) {
        int length = Integer.parseInt(session.substring(session.lastIndexOf('{', end) + 1, end));
        return offset < end + 3 + length;
    }
}
