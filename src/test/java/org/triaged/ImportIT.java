package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** The verb {@code import}, as a process of the packaged jar. */
class ImportIT {

    private static final int MAILS = 250;

    @TempDir
    private Path folder;

    private MailServer server;

    private Installation here;

    @BeforeEach
    void install() {
        server = new MailServer().user(LIST);
        here = Installation.at(folder, server, "live");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anArchiveIsKeptAndJudgedAndNothingOfItIsAnswered() throws Exception {
        Path archive = mbox(3);
        Installation.Ran first = run("--list", "devel", archive.toString());
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out())
                .startsWith("list devel: 3 mails read, 3 new, 0 damaged; 3 series, 3 judged, 3 findings;");
        assertThat(here.once().waitFor()).as(here.output()).isZero();
        assertThat(server.mails(LIST)).isEmpty();
        assertThat(here.ask("SELECT COUNT(*) FROM series_verdict WHERE verdict = 'before-start'"))
                .isEqualTo("3");
        assertThat(here.ask("SELECT COUNT(*) FROM reply")).isEqualTo("0");
        assertThat(here.ask("SELECT said FROM audit_log WHERE action = 'import-begun'"))
                .isEqualTo(archive.toString());

        Installation.Ran second = run("--list", "devel", archive.toString());
        assertThat(second.out())
                .startsWith("list devel: 3 mails read, 0 new, 0 damaged; 0 series, 0 judged, 0 findings;");
        assertThat(here.broken()).isEmpty();
    }

    /** The list delivers a mail once more with lines of its own above. */
    @Test
    void whatTheArchiveHeldIsNotAnsweredWhenTheFolderHoldsItToo() throws Exception {
        assertThat(here.once().waitFor()).isZero();
        assertThat(run(mbox(1).toString()).status()).isZero();
        byte[] again = ("Received: from a by b; Mon, 5 Jan 2026 09:00:00 +0000\r\n" + text(0))
                .getBytes(StandardCharsets.UTF_8);
        server.append(LIST, again, Instant.now().plusSeconds(2));
        server.append(
                LIST,
                patch("new@contrib.example.org", "[PATCH] hw/misc: other", false),
                Instant.now().plusSeconds(2));
        assertThat(here.once("-Dtriaged.clock=" + Instant.now().plus(Duration.ofHours(2)))
                        .waitFor())
                .isZero();
        assertThat(here.ask("SELECT COUNT(*) FROM mail WHERE state = 'DUPLICATE'"))
                .isEqualTo("1");
        assertThat(here.ask("SELECT anchor FROM reply")).isEqualTo("new@contrib.example.org");
    }

    @Test
    void whoIsHaltedGoesOnWhereHeWas() throws Exception {
        Path archive = mbox(MAILS);
        assertThat(run(archive.toString()).status()).isZero();
        String calm = end(here);
        for (String place : List.of(
                "ledger.archived.after-commit:1", "ledger.claim.after-commit:2", "ledger.at-once.before-commit:4")) {
            Installation other =
                    Installation.at(Files.createDirectory(folder.resolve(place.replace(':', '-'))), server, "live");
            List<String> arguments = List.of(archive.toString());
            assertThat(other.ask("import", arguments, "-Dtriaged.fail=" + place + ":halt")
                            .status())
                    .as(place)
                    .isEqualTo(137);
            Installation.Ran rest = other.ask("import", arguments);
            assertThat(rest.status()).as(place + rest.err()).isZero();
            assertThat(end(other)).as(place).isEqualTo(calm);
        }
    }

    @Test
    void eachKindOfSource() throws Exception {
        Path packed = folder.resolve("old.mbox.gz");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Files.readAllBytes(mbox(2)));
        }
        Files.write(packed, bytes.toByteArray());
        Path maildir = folder.resolve("maildir");
        for (String place : List.of("tmp", "new", "cur")) {
            Files.createDirectories(maildir.resolve(place));
        }
        Files.writeString(maildir.resolve("cur/1.a.host:2,S"), text(2));
        Path single = Files.writeString(folder.resolve("one.eml"), text(3));
        Path files = folder.resolve("inbox-v1");
        git(files, "init", "-q");
        commit(files, "0a/" + "1".repeat(38), 4);
        commit(files, "0b/" + "2".repeat(38), 5);
        commit(files, "README", 3);
        Path inbox = folder.resolve("inbox-v2");
        for (int epoch = 0; epoch < 2; epoch++) {
            Path work = folder.resolve("work" + epoch);
            git(work, "init", "-q");
            commit(work, "m", 6 + 2 * epoch);
            commit(work, "m", 7 + 2 * epoch);
            git(work, "mv", "m", "d");
            git(work, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "removed");
            git(
                    folder,
                    "clone",
                    "-q",
                    "--bare",
                    work.toString(),
                    inbox.resolve("git/" + epoch + ".git").toString());
        }
        Installation.Ran ran = run(
                "--format",
                "json",
                packed.toString(),
                maildir.toString(),
                single.toString(),
                files.resolve(".git").toString(),
                inbox.toString());
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("\"mails\":10,\"new\":10,\"damaged\":0,\"series\":10,\"judged\":10");
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/import.schema.json")));
        for (String line : ran.out().split("\n")) {
            assertThat(schema.validate(line, InputFormat.JSON)).as(line).isEmpty();
        }
    }

    @Test
    void aRepositoryThatIsNoInboxIsTold() throws Exception {
        Path work = folder.resolve("work");
        git(work, "init", "-q");
        commit(work, "one.eml", 1);
        Installation.Ran ran = run(work.resolve(".git").toString());
        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err()).contains("no mail in this repository");
        assertThat(run(work.toString()).out()).startsWith("list devel: 1 mails read, 1 new");
    }

    @Test
    void aSourceThatCannotBeReadIsToldAndTheOthersAreKept() throws Exception {
        Path cut = folder.resolve("cut.mbox.gz");
        Files.write(cut, new byte[] {0x1f, (byte) 0x8b, 8, 0});
        Installation.Ran ran = run(folder.resolve("none.mbox").toString(), cut.toString(), mbox(1).toString());
        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err()).contains("none.mbox: no such file or folder", "cut.mbox.gz: ");
        assertThat(ran.out()).contains("1 mails read, 1 new");
    }

    @Test
    void besideADaemonNothingIsImported() throws Exception {
        assertThat(here.once().waitFor()).isZero();
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            Installation.Ran ran = run(mbox(1).toString());
            assertThat(ran.status()).isEqualTo(73);
            assertThat(ran.err()).contains("triaged: ");
            assertThat(daemon.reader().query("SELECT COUNT(*) FROM mail").rows().get(0))
                    .containsExactly("0");
        }
    }

    private Installation.Ran run(String... arguments) throws Exception {
        return here.ask("import", List.of(arguments));
    }

    private static String end(Installation installed) {
        try (TriageDaemon daemon = installed.start(Events.SILENT)) {
            return EndState.of(daemon.reader(), installed.data()).toString();
        }
    }

    private static String text(int number) {
        return new String(
                patch("old" + number + "@contrib.example.org", "[PATCH] hw/misc: frob " + number, false),
                StandardCharsets.UTF_8);
    }

    private Path mbox(int mails) throws IOException {
        List<String> all = new ArrayList<>();
        for (int number = 0; number < mails; number++) {
            all.add("From ann@contrib.example.org Mon Jan  5 09:00:00 2026\n"
                    + text(number).replace("\r", "") + "\n");
        }
        return Files.writeString(folder.resolve("archive.mbox"), String.join("", all));
    }

    private static void commit(Path repository, String file, int number) throws Exception {
        Path path = repository.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text(number));
        git(repository, "add", file);
        git(repository, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "mail " + number);
    }

    private static void git(Path in, String... arguments) throws Exception {
        Files.createDirectories(in);
        List<String> command = new ArrayList<>(List.of("git", "-C", in.toString()));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(said).isZero();
    }
}
