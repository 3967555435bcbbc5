package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** Two daemons on one list, each unknown to the other, and no table of robots that could name either. */
class FacingDaemonsIT {

    private static final Pattern ANSWERED = Pattern.compile("(?m)^In-Reply-To: <(.*?)>");

    @TempDir
    private Path folder;

    private final MailServer server = new MailServer().user(LIST);

    private final List<Events.Event> told = new ArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void neitherAnswersTheOtherAndASeriesIsAnsweredOnce() throws IOException {
        face(12, 1);
    }

    @Test
    @Tag("nightly")
    void noLoopBeginsInAThousandRounds() throws IOException {
        face(1_000, 10);
    }

    /** @param every so many rounds a patch without a sign-off is posted */
    private void face(int rounds, int every) throws IOException {
        Installation one = install("one", "triaged@triage.example.org");
        Installation other = install("other", "robot@checks.example.net");
        List<String> posted = new ArrayList<>();
        try (TriageDaemon first = one.start(told::add);
                TriageDaemon second = other.start(told::add)) {
            first.once();
            second.once();
            for (int round = 0; round < rounds; round++) {
                if (round % every == 0) {
                    posted.add("patch" + round + "@contrib.example.org");
                    post(posted.get(posted.size() - 1), round);
                }
                boolean turn = posted.size() % 2 == 0;
                (turn ? first : second).once();
                (turn ? second : first).once();
            }
            first.once();
            second.once();
            List<String> answered = answered();
            System.out.println("FacingDaemonsIT: " + rounds + " rounds, " + posted.size() + " series posted, "
                    + answered.size() + " replies");
            assertThat(answered).isEqualTo(posted);
            assertThat(outcomes(first) + outcomes(second)).isEqualTo(posted.size() * 2);
        }
        assertThat(told)
                .extracting(Events.Event::name)
                .doesNotContain("breaker-tripped", "triage-failed", "last-look-failed");
        assertThat(one.broken()).isEmpty();
        assertThat(other.broken()).isEmpty();
    }

    /** Rows that ended as they should; whoever came second was silent since the other had spoken. */
    private static int outcomes(TriageDaemon daemon) {
        return Integer.parseInt(daemon.reader()
                .query(
                        "SELECT COUNT(*) FROM reply WHERE root LIKE 'patch%'"
                                + " AND (state = 'SEEN' OR state = 'SUPPRESSED' AND reason = 'other-instance' AND proof IS NOT NULL)")
                .rows()
                .get(0)
                .get(0));
    }

    /** What the mails of both answer, in their order. */
    private List<String> answered() {
        return server.mails(LIST).stream()
                .map(mail -> new String(mail.bytes(), StandardCharsets.UTF_8))
                .filter(mail -> mail.contains("X-Triaged-Report:"))
                .map(ANSWERED::matcher)
                .filter(Matcher::find)
                .map(id -> id.group(1))
                .toList();
    }

    private Installation install(String name, String own) throws IOException {
        Installation here = Installation.at(Files.createDirectory(folder.resolve(name)), server, "live");
        here.write(
                "triaged.yaml",
                Files.readString(here.conf().resolve("triaged.yaml"))
                        .replace("triaged@triage.example.org", own)
                        .replace("per-hour: 100", "per-hour: 1000")
                        .replace("per-day: 400", "per-day: 1000"));
        CopiedConf.forgetProjects(here.conf());
        return here.write("evidence/robots-1.yaml", "table: robots\nrobots: []\n")
                .write("lists/devel.yaml", """
                list-id: devel.lists.example.org
                addresses: [devel@lists.example.org]
                account: main
                mode: live
                policy: {pin: generic/dco}
                scope: none
                breaker: {ready-in-ten-minutes: 10000, rule-percent: 100, speaking-percent: 100}
                rules: {dco-sob-missing: reply}
                """);
    }

    private void post(String id, int round) {
        byte[] mail = Installation.patch(id, "[PATCH] hw/misc: frob " + round, false);
        server.append(LIST, mail, Instant.now());
    }
}
