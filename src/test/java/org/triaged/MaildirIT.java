package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.triaged.Installation.patch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Events;
import org.triaged.triage.Intake;
import org.triaged.triage.MailSource;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.ScriptedSmtpServer;

/** The main job with a Maildir in place of an account: what is delivered is answered, what lies there is left alone. */
class MaildirIT {

    @TempDir
    private Path folder;

    private final ScriptedSmtpServer smtp = new ScriptedSmtpServer();
    private Path maildir;
    private Installation here;
    private final List<Events.Event> told = new ArrayList<>();
    private Optional<TriageDaemon> daemon = Optional.empty();
    private int delivered;

    @BeforeEach
    void install() throws IOException {
        maildir = folder.resolve("devel");
        for (String place : List.of("tmp", "new", "cur")) {
            Files.createDirectories(maildir.resolve(place));
        }
        here = Installation.in(folder).maildir(maildir, "live", smtp.port());
    }

    @AfterEach
    void stopAll() {
        stop();
        System.clearProperty("triaged.clock");
        System.clearProperty("triaged.fail");
        smtp.close();
    }

    @Test
    void whatCameBeforeDrawsNoReplyALaterMailDrawsOneAndNoFileIsTouched() throws IOException {
        Instant now = Instant.now();
        deliver("cur", ":2,S", unsigned("old"), now.minus(Duration.ofDays(3)));
        deliver("new", "", unsigned("fresh"), now);
        deliver("new", "", unsigned("of-a-fast-clock"), now.plus(Duration.ofMinutes(5)));
        Map<Path, String> before = state();
        round();
        stop();
        System.setProperty("triaged.clock", now.plus(Duration.ofMinutes(6)).toString());
        round();
        assertThat(state()).isEqualTo(before);
        assertThat(ask("SELECT COUNT(*) FROM series_verdict WHERE verdict = 'before-start'"))
                .isEqualTo("3");

        Path later = deliver("new", "", unsigned("later"), now.plus(Duration.ofMinutes(6)));
        Path copied = deliver("new", "", received(unsigned("copied"), now.minus(Duration.ofHours(1))), Instant.now());
        before = state();
        round();
        assertThat(state()).isEqualTo(before);
        assertThat(smtp.mails()).hasSize(1);
        assertThat(reply()).contains("In-Reply-To: <later@contrib.example.org>", "[dco-sob-missing]");

        Files.move(later, maildir.resolve("cur/" + later.getFileName() + ":2,S"));
        Files.move(copied, maildir.resolve("cur/" + copied.getFileName() + ":2,F"));
        round();
        assertThat(smtp.mails()).hasSize(1);
        assertThat(ask("SELECT COUNT(*) FROM mail_source")).isEqualTo("5");
        assertThat(ask("SELECT COUNT(*) FROM series_verdict WHERE verdict = 'before-start'"))
                .isEqualTo("4");
    }

    @Test
    void theReplyIsSeenWhenItComesBack() throws IOException {
        round();
        deliver("new", "", unsigned("1"), Instant.now());
        round();
        assertThat(ask("SELECT state FROM reply")).isEqualTo("SENT");
        deliver("new", "", throughTheList(smtp.mails().get(0).bytes()), Instant.now());
        round();
        assertThat(ask("SELECT state FROM reply")).isEqualTo("SEEN");
        assertThat(smtp.mails()).hasSize(1);
    }

    @Test
    void aMailDeliveredTwiceIsOneMail() throws IOException {
        round();
        byte[] mail = unsigned("1");
        deliver("new", "", mail, Instant.now());
        deliver("cur", ":2,", mail, Instant.now());
        round();
        round();
        assertThat(smtp.mails()).hasSize(1);
        assertThat(ask("SELECT COUNT(*) FROM mail")).isEqualTo("1");
        assertThat(ask("SELECT COUNT(*) FROM mail_source")).isEqualTo("2");
    }

    @Test
    void whereverAPollIsStoppedNoMailIsLostAndNoneReadTwice() throws IOException {
        List<String> places = Stream.of("files.numbered", "ledger.open", "ledger.keep")
                .flatMap(step -> Stream.of(step + ".before-commit", step + ".after-commit"))
                .toList();
        deliver("cur", ":2,S", unsigned("old"), Instant.now().minus(Duration.ofHours(1)));
        for (String place : places) {
            stoppedAt(place);
            deliver("new", "", signed(place), Instant.now());
        }
        round();
        deliver("new", "", unsigned("later"), Instant.now());
        stoppedAt("files.numbered.after-commit");
        round();
        round();
        assertThat(smtp.mails()).hasSize(1);
        assertThat(reply()).contains("In-Reply-To: <later@contrib.example.org>");
        assertThat(ask("SELECT COUNT(*) FROM maildir_file")).isEqualTo("8");
        assertThat(ask("SELECT COUNT(*) FROM mail_source WHERE state = 'STORED'"))
                .isEqualTo("8");
        assertThat(ask("SELECT COUNT(*) FROM mail")).isEqualTo("8");
    }

    @Test
    void aHugeMailIsKeptAsItsHeadAndTheNextOneIsAnswered() throws IOException {
        round();
        byte[] huge = new byte[6 << 20];
        byte[] head = unsigned("huge");
        System.arraycopy(head, 0, huge, 0, head.length);
        deliver("new", "", huge, Instant.now());
        deliver("new", "", unsigned("1"), Instant.now());
        round();
        assertThat(reply()).contains("In-Reply-To: <1@contrib.example.org>");
        assertThat(ask("SELECT reason FROM mail WHERE state = 'QUARANTINED'")).isEqualTo("too-large");
    }

    @Test
    void whatCannotBeReadIsToldAndTheRestIsAnswered() throws IOException {
        round();
        Files.createSymbolicLink(maildir.resolve("new/1.link"), maildir.resolve("nowhere"));
        deliver("new", "", unsigned("1"), Instant.now());
        assertThat(started().once().polls())
                .singleElement()
                .extracting(Intake.Poll::failure)
                .satisfies(failure -> assertThat(failure.orElseThrow().kind()).isEqualTo(MailSource.Kind.MAILS_UNREAD));
        assertThat(smtp.mails()).hasSize(1);
        assertThat(told)
                .filteredOn(event -> event.name().equals("poll-failed"))
                .singleElement()
                .satisfies(event -> assertThat(event.fields().get("said")).contains("new/1.link"));
    }

    @Test
    void aMaildirThatIsImportOnlyIsNotPolled() throws IOException {
        here.maildir(maildir, "record", smtp.port());
        Path list = here.conf().resolve("lists/devel.yaml");
        Files.writeString(list, Files.readString(list).replace("live: true", "live: false"));
        deliver("new", "", unsigned("1"), Instant.now());
        round();
        assertThat(told).extracting(Events.Event::name).contains("not-polled");
        assertThat(ask("SELECT COUNT(*) FROM mailbox")).isEqualTo("0");
    }

    private void stoppedAt(String failPoint) {
        stop();
        System.setProperty("triaged.fail", failPoint + ":1:throw");
        assertThatThrownBy(() -> started().once()).hasMessageContaining("fail point " + failPoint);
        System.clearProperty("triaged.fail");
        stop();
    }

    private void round() {
        assertThat(started().once().complete()).isTrue();
    }

    private String ask(String sql) {
        return started().reader().query(sql).rows().get(0).get(0);
    }

    private TriageDaemon started() {
        TriageDaemon working = daemon.orElseGet(() -> here.start(told::add));
        daemon = Optional.of(working);
        return working;
    }

    private void stop() {
        daemon.ifPresent(TriageDaemon::close);
        daemon = Optional.empty();
    }

    private String reply() {
        return new String(smtp.mails().get(0).bytes(), StandardCharsets.UTF_8);
    }

    private Path deliver(String place, String flags, byte[] mail, Instant written) throws IOException {
        delivered++;
        Path unfinished = Files.write(maildir.resolve("tmp").resolve("1763806530.M" + delivered + "P1.host"), mail);
        Files.setLastModifiedTime(unfinished, FileTime.from(written));
        return Files.move(unfinished, maildir.resolve(place).resolve(unfinished.getFileName() + flags));
    }

    private static byte[] unsigned(String id) {
        return patch(id + "@contrib.example.org", "[PATCH] hw/misc: widen the frob window " + id, false);
    }

    private static byte[] signed(String id) {
        return patch(id + "@contrib.example.org", "[PATCH] hw/misc: widen the frob window " + id, true);
    }

    private static byte[] received(byte[] mail, Instant when) {
        String field =
                "Received: from a by b; " + DateTimeFormatter.RFC_1123_DATE_TIME.format(when.atOffset(ZoneOffset.UTC));
        return (field + "\r\n" + new String(mail, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] throughTheList(byte[] reply) {
        String mail = new String(reply, StandardCharsets.UTF_8);
        return ("List-Id: <devel.lists.example.org>\r\n" + mail + "_______\r\ndevel mailing list\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Every path with the time of its last change of any kind. */
    private Map<Path, String> state() throws IOException {
        Map<Path, String> state = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(maildir)) {
            for (Path path : paths.toList()) {
                state.put(
                        path,
                        Files.getAttribute(path, "unix:ctime", LinkOption.NOFOLLOW_LINKS)
                                .toString());
            }
        }
        return state;
    }
}
