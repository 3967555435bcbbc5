package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.mail.Sha256;
import org.triaged.wire.RealServers;

/** Real mails, real servers, and the daemon as it is installed: Dovecot holds the mails, Postfix takes the replies. */
@Tag("real-servers")
class RealServersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Two hours from now every series is ripe. */
    private static final Instant LATER =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(2));

    @TempDir
    private Path folder;

    private RealList list;

    private Process daemon;

    @BeforeEach
    void install() throws InterruptedException {
        SampleMails.assumePresent(RealServersIT.class);
        list = new RealList(folder, "live");
    }

    @AfterEach
    void stopDaemon() {
        if (list != null) {
            list.close();
        }
        if (daemon != null) {
            daemon.destroyForcibly();
        }
    }

    @AfterAll
    static void noMailLeftTheMachine() {
        assertThat(RealServers.shared().postfix().transports()).isSubsetOf("lmtp", "discard");
    }

    @Test
    void asTheyAreTheyAreKeptJudgedAndNeverAnswered() throws Exception {
        list.installation().write("lists/devel.yaml", """
                list-id: qemu-devel.nongnu.org
                addresses: [qemu-devel@nongnu.org]
                account: main
                folder: devel
                mode: live
                policy: {project: qemu, follow: timeline}
                scope: none
                rules: {dco-sob-missing: reply, ai-declared: reply}
                """);
        CheckedSeries checked = delivered(SampleMails.asTheyAre());
        run(checked.series(), 0);
        assertThat(list.ask("SELECT COUNT(*) FROM mail_source WHERE state = 'STORED'"))
                .isEqualTo("67");
        assertThat(list.ask("SELECT COUNT(*) FROM quarantine")).isEqualTo("0");
        assertThat(list.ask("SELECT COUNT(*) FROM reply")).isEqualTo("0");
        assertThat(list.ask("SELECT COUNT(*) FROM series_verdict WHERE decision = 'silent' AND verdict <> ''"))
                .isEqualTo(Integer.toString(checked.series()));
    }

    @Test
    void postedNowNoneIsAnsweredForCheckFindsNothing() throws Exception {
        assertThat(answersAreThoseOfCheck(SampleMails.asTheyAre())).isEmpty();
    }

    @Test
    void postedNowWithoutSignOffsEachGetsTheReplyThatCheckShows() throws Exception {
        assertThat(answersAreThoseOfCheck(SampleMails.withoutSignOffs())).isNotEmpty();
    }

    private TreeSet<String> answersAreThoseOfCheck(List<byte[]> mails) throws Exception {
        CheckedSeries checked = delivered(SampleMails.postedBefore(Instant.now(), mails).stream()
                .map(SampleMails.Posted::raw)
                .toList());
        run(checked.series(), checked.replies().size());
        assertThat(list.ask("SELECT COUNT(*) FROM reply WHERE state <> 'SEEN'")).isEqualTo("0");
        TreeSet<String> answers = new TreeSet<>();
        for (String mail : list.replies()) {
            String frozen = withoutFieldsOfServers(mail);
            String sha256 = Sha256.hex(frozen.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(list.ask("SELECT COUNT(*) FROM reply WHERE sha256 = '" + sha256 + "'"))
                    .as(mail)
                    .isEqualTo("1");
            assertThat(answers.add(CheckedSeries.steady(frozen))).isTrue();
        }
        assertThat(answers).isEqualTo(checked.replies());
        return answers;
    }

    /** Into the folder of a list that has been watched from before; what check says of it then. */
    private CheckedSeries delivered(List<byte[]> mails) throws InterruptedException {
        assertThat(list.installation().once().waitFor()).isZero();
        mails.forEach(list::post);
        return CheckedSeries.of(list.installation(), folder.resolve("mails"), list.mails(), LATER);
    }

    /** The daemon at work until it has judged so many series and seen so many replies; then it is told to stop. */
    private void run(int series, int replies) throws IOException, InterruptedException {
        daemon = list.installation().run("-Dtriaged.clock=" + LATER);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> told("series-judged") >= series && told("reply-seen") >= replies);
        String peak = Files.readAllLines(Path.of("/proc/" + daemon.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElseThrow();
        System.out.println(
                "RealServersIT: 67 mails, " + series + " series judged, " + replies + " replies seen, " + peak);
        daemon.destroy();
        assertThat(daemon.waitFor(15, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.exitValue()).isZero();
        assertThat(told("reply-seen")).isEqualTo(replies);
    }

    private long told(String event) {
        return list.installation()
                .output()
                .lines()
                .filter(line -> line.contains(" " + event + " "))
                .count();
    }

    /** Return-Path, Delivered-To and two Received, some of several lines. */
    private static String withoutFieldsOfServers(String mail) {
        String[] fields = mail.split("\r\n(?![ \t])", 5);
        assertThat(Arrays.stream(fields).limit(4).map(field -> field.split(":")[0]))
                .containsExactly("Return-Path", "Delivered-To", "Received", "Received");
        return fields[4];
    }
}
