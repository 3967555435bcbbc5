package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.mail.Sha256;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** Files that others write and the daemon reads: MAINTAINERS at each triage, profiles and people with conf. */
class FreshFilesIT {

    private static final String OURS = "Misc devices\nM: Mia <mia@example.org>\nF: hw/misc/\n";

    private static final String THEIRS = "Misc devices\nM: Ann Dev <ann@contrib.example.org>\nF: hw/misc/\n";

    private static final String GONE = "<html>this file has moved</html>\n";

    private static final String ANN = "Ann Dev <ann@contrib.example.org>";

    private static final String FROBBER = "Frobber <frobber@home.example.org>";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String NEWEST = """
            SELECT COALESCE(maintainers_sha256, '-'),
                   COALESCE((SELECT MIN(f.rule) FROM finding f WHERE f.judgement = j.id AND f.rule LIKE 'route-no-%'), '-')
              FROM judgement j
             ORDER BY id DESC
             FETCH FIRST 1 ROW ONLY
            """;

    @TempDir
    private Path folder;

    private final MailServer server = new MailServer().user(LIST);

    private final List<Events.Event> told = new CopyOnWriteArrayList<>();

    private Installation here;

    private int posted;

    @BeforeEach
    void install() {
        here = Installation.at(folder, server, "record");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMaintainersFileIsReadAgainByTheNextPollAndItsHashIsInTheJudgement() {
        list("maintainers-file: MAINTAINERS");
        here.write("MAINTAINERS", OURS);
        try (TriageDaemon daemon = here.start(told::add)) {
            assertThat(judged(daemon)).isEqualTo(hash(OURS) + " route-no-maintainer");
            here.write("MAINTAINERS", THEIRS);
            assertThat(judged(daemon)).isEqualTo(hash(THEIRS) + " -");
        }
        assertThat(about("maintainers")).isEmpty();
    }

    @Test
    void aBrokenMaintainersFileLeavesInForceWhatWasReadAndIsToldOnceAndWhenItIsMended() throws IOException {
        list("maintainers-file: MAINTAINERS");
        here.write("MAINTAINERS", THEIRS);
        try (TriageDaemon daemon = here.start(told::add)) {
            judged(daemon);
            here.write("MAINTAINERS", GONE);
            assertThat(judged(daemon)).isEqualTo(hash(THEIRS) + " -");
            assertThat(judged(daemon)).isEqualTo(hash(THEIRS) + " -");
            assertThat(about("maintainers")).singleElement().satisfies(event -> {
                assertThat(event.name()).isEqualTo("maintainers-unusable");
                assertThat(event.level()).isEqualTo(Events.Level.ALERT);
                assertThat(event.fields())
                        .containsEntry("list", "devel")
                        .containsEntry("fault", "it has no 'M:' and 'F:' lines")
                        .containsEntry("next", "what was read before stays in force; mend the file");
            });
            Files.delete(here.conf().resolve("MAINTAINERS"));
            assertThat(judged(daemon)).isEqualTo(hash(THEIRS) + " -");
            here.write("MAINTAINERS", OURS);
            assertThat(judged(daemon)).isEqualTo(hash(OURS) + " route-no-maintainer");
            judged(daemon);
        }
        assertThat(about("maintainers"))
                .extracting(Events.Event::name)
                .containsExactly("maintainers-unusable", "maintainers-unusable", "maintainers-usable");
    }

    @Test
    void aFileThatWasBrokenFromTheBeginningSkipsTheRuleAndSaysSo() {
        list("maintainers-file: MAINTAINERS");
        here.write("MAINTAINERS", GONE);
        try (TriageDaemon daemon = here.start(told::add)) {
            assertThat(judged(daemon)).isEqualTo("- -");
            assertThat(daemon.reader()
                            .query("SELECT reason FROM skipped_rule WHERE rule = 'route-no-maintainer'")
                            .rows())
                    .containsExactly(List.of("the MAINTAINERS file cannot be used: it has no 'M:' and 'F:' lines"));
        }
        assertThat(about("maintainers")).singleElement().satisfies(event -> assertThat(
                        event.fields().get("next"))
                .startsWith("rules that need it are skipped"));
    }

    @Test
    void aLineOfItThatCannotBeReadIsToldOnceAndTheOthersHold() {
        list("maintainers-file: MAINTAINERS");
        String odd = THEIRS + "K: (\n";
        here.write("MAINTAINERS", odd);
        try (TriageDaemon daemon = here.start(told::add)) {
            assertThat(judged(daemon)).isEqualTo(hash(odd) + " -");
            judged(daemon);
        }
        assertThat(about("maintainers")).singleElement().satisfies(event -> {
            assertThat(event.name()).isEqualTo("maintainers-odd");
            assertThat(event.fields().get("first")).startsWith("line 4: '('");
        });
    }

    @Test
    void aProfileThatHasJudgedIsRefusedWhenItsTextChangesAndTheDaemonGoesOnByTheOldOne() throws IOException {
        list("policy: {project: qemu, follow: timeline}");
        Path policy = here.conf().resolve("policies/qemu/2025-09-exceptions.yaml");
        String before = Files.readString(policy);
        try (Service service = start()) {
            post(ANN);
            Files.writeString(policy, before.replace("stance: forbid", "stance: disclose"));
            assertThat(service.reload("admin"))
                    .singleElement()
                    .asString()
                    .contains(
                            "policies/qemu/2025-09-exceptions.yaml, a file it extends, or its evidence table was changed")
                    .contains("after 1 series was judged by it")
                    .contains("put the old text back, and give the new one a name of its own in policies/qemu/");
            assertThat(about("config")).extracting(Events.Event::name).containsExactly("config-refused");
            post(ANN);
            Files.writeString(policy, before);
            here.write(
                    "policies/qemu/2026-11-new.yaml",
                    "profile: qemu/2026-11-new\nextends: qemu/2025-09-exceptions\nstatus: selectable\n"
                            + "ai: {stance: disclose}\n");
            list("policy: {pin: qemu/2026-11-new}");
            assertThat(service.reload("admin")).isEmpty();
            post(ANN);
        }
        assertThat(rows("SELECT j.profile FROM judgement j ORDER BY j.id"))
                .containsExactly("qemu/2025-09-exceptions", "qemu/2025-09-exceptions", "qemu/2026-11-new");
        assertThat(rows("SELECT COUNT(DISTINCT profile_sha256) FROM judgement WHERE profile LIKE '%exceptions'"))
                .containsExactly("1");
    }

    @Test
    void thePeopleFileIsReadWithConfAndABrokenOneChangesNothing() {
        list("people: people");
        here.write("people", "# nobody yet\n");
        try (Service service = start()) {
            post(FROBBER);
            here.write("people", "Ann Dev <ann@contrib.example.org> <frobber@home.example.org>\n");
            assertThat(service.reload("admin")).isEmpty();
            post(FROBBER);
            here.write("people", "# broken\nAnn Dev, frobber\n");
            assertThat(service.reload("admin"))
                    .singleElement()
                    .asString()
                    .contains("people:2:1: expected 'Name <address>'");
            post(FROBBER);
            here.write("people", "");
        }
        assertThat(rows("SELECT (SELECT COUNT(*) FROM finding f"
                        + " WHERE f.judgement = j.id AND f.rule = 'dco-sob-author-mismatch')"
                        + " FROM judgement j ORDER BY j.id"))
                .containsExactly("1", "0", "0");
    }

    private void list(String more) {
        here.mode("record");
        Path file = here.conf().resolve("lists/devel.yaml");
        try {
            String policy = more.startsWith("policy:") ? more : "policy: {project: qemu, follow: timeline}\n" + more;
            Files.writeString(file, Files.readString(file).replaceAll("(?m)^policy:.*$", policy));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One more patch, judged: hash of the MAINTAINERS file, and what was found on maintainers. */
    private String judged(TriageDaemon daemon) {
        append(ANN);
        daemon.intake();
        daemon.triage();
        List<String> newest = daemon.reader().query(NEWEST).rows().get(0);
        return newest.get(0) + " " + newest.get(1);
    }

    /** One more patch, judged by the daemon at work. */
    private void post(String signer) {
        long judged = about("series-judged").size();
        append(signer);
        await().atMost(PATIENCE).until(() -> about("series-judged").size() > judged);
    }

    private void append(String signer) {
        posted++;
        byte[] mail = patch("p" + posted + "@contrib.example.org", "[PATCH] misc: part " + posted, true);
        String signed =
                new String(mail, StandardCharsets.UTF_8).replace("Signed-off-by: " + ANN, "Signed-off-by: " + signer);
        server.append(LIST, signed.getBytes(StandardCharsets.UTF_8), Instant.now());
    }

    private List<String> rows(String sql) {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            return daemon.reader().query(sql).rows().stream()
                    .map(row -> row.get(0))
                    .toList();
        }
    }

    private Service start() {
        here.schedule("{every: PT1S, idle: false}").server(server.imapPort(), "none", "", server.smtpPort());
        return Service.start(here.config(), told::add, status -> {
            throw new AssertionError("ended with " + status);
        });
    }

    private List<Events.Event> about(String name) {
        return told.stream().filter(event -> event.name().startsWith(name)).toList();
    }

    private static String hash(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
