package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.cli.Verbs;
import org.triaged.source.MailFilesOnDisk;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** Whatever a mail has in its fields, nothing that any verb prints steers a terminal, a spreadsheet or a browser. */
class HostileOutputIT {

    /** Controls of both kinds, a direction mark, a line separator, half a pair, markup, a formula, a lookup. */
    private static final String EVIL =
            "=1+1\u001b[2J\u001b]0;owned\u0007\u009b31m\u202egnp.\u2066\u2028<img src=x>${jndi:x}%n";

    @TempDir
    private Path folder;

    private final MailServer server = new MailServer().user(LIST);

    private Installation here;

    @BeforeEach
    void readHostileMail() {
        here = Installation.at(folder, server, "dry-run");
        round();
        deliver("1", "");
        deliver("2", "X-Original-From: " + EVIL + " <ann@contrib.example.org>\n");
        server.append(LIST, (EVIL + "\n\nSubject: " + EVIL + "\n").getBytes(StandardCharsets.UTF_8), Instant.now());
        round();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void noVerbPrintsWhatWouldSteerATerminal() throws IOException {
        List<String> calls = new ArrayList<>(List.of(
                "status",
                "status --format json",
                "selftest",
                "quarantine list",
                "quarantine list --format json",
                "findings list",
                "findings list --format json",
                "replies list",
                "replies list --format json",
                "audit show",
                "audit show --format json",
                "audit export",
                "audit export --format csv",
                "db backup"));
        asked("SELECT 'quarantine show ' || id FROM mail WHERE state = 'QUARANTINED'")
                .forEach(calls::add);
        asked("SELECT 'why ' || message_id FROM mail WHERE state <> 'QUARANTINED'")
                .forEach(calls::add);
        asked("SELECT 'findings show ' || judgement || '.' || place FROM finding")
                .forEach(calls::add);
        asked("SELECT 'replies show ' || report FROM reply").forEach(calls::add);
        asked("SELECT 'replies preview ' || report FROM reply").forEach(calls::add);
        StringBuilder all = new StringBuilder();
        for (String call : calls) {
            all.append(printed(call.split(" ")));
        }
        for (String table :
                List.of("mail", "patch_file", "trailer", "harvested_trailer", "exception_claim", "finding")) {
            all.append(printed("query", "TABLE " + table))
                    .append(printed("query", "--format", "csv", "TABLE " + table));
        }
        all.append(printed("query", "--format", "json", "TABLE mail"));
        assertThat(all).contains("\\u001B[2J", "\\u202E", "owned");
        assertThat(calls).as("mails and reports were asked for").hasSizeGreaterThan(20);
    }

    @Test
    void aMistakeOfTheCommandLineIsToldInLetters() {
        assertThat(ran("why", "1@" + EVIL)).contains("Usage: triaged why", "\\u001B[2J");
        assertThat(ran("status", "--" + EVIL)).contains("\\u001B[2J");
    }

    @Test
    void aSpreadsheetTakesNoCellForAFormula() {
        String csv =
                printed("query", "--format", "csv", "SELECT subject, SUBSTRING(subject FROM 9), author_name FROM mail");
        assertThat(csv).contains("'=1+1").doesNotContainPattern("(?m)(^|,)\"?[=+@\t-]");
    }

    @Test
    void aPageOfWhatIfKeepsMarkupText() throws IOException {
        Path page = folder.resolve("page.html");
        printed("whatif", "--list", "devel", "--policy", "qemu/2025-09-rfc", "--html", page.toString());
        assertThat(Files.readString(page)).doesNotContain("<img", "\u001b", "\u202e", "\u2066");
    }

    /** What a verb prints that was called as it should be. */
    private String printed(String... words) {
        String text = ran(words);
        assertThat(text).as(String.join(" ", words)).doesNotContain("Usage:");
        return text;
    }

    /** What a verb prints, both ways, after a look at each character. */
    private String ran(String... words) {
        List<String> arguments = new ArrayList<>(Arrays.asList(words));
        arguments.addAll(
                List.of("--conf", here.conf().toString(), "--data", here.data().toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Verbs.run(
                arguments.toArray(String[]::new),
                Main.WIRING,
                new MailFilesOnDisk(InputStream.nullInputStream()),
                Optional.empty(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        String text = out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
        assertThat(text.codePoints().filter(HostileOutputIT::steers).mapToObj(c -> String.format("U+%04X", c)))
                .as("%s printed %s", String.join(" ", words), text)
                .isEmpty();
        assertThat(text).as(String.join(" ", words)).doesNotContain("internal fault");
        return text;
    }

    private static boolean steers(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\n' && c != '\r';
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private void deliver(String id, String more) {
        String mail = "From: " + EVIL + " <ann@contrib.example.org>\nTo: " + LIST + "\nSubject: [PATCH] " + EVIL
                + "\nMessage-ID: <" + id + "@evil.example.org>\nIn-Reply-To: <" + EVIL + "@x>\n" + more
                + "Content-Type: text/x-patch; charset=utf-8; name=\"../../" + EVIL + ".patch\"\n"
                + "List-Id: " + EVIL + " <devel.lists.example.org>\n\n"
                + "Text " + EVIL + "\n\n"
                + "AI-exception-granted-by: " + EVIL + " <ann@contrib.example.org>\n"
                + "Assisted-by: " + EVIL + "\n"
                + EVIL + "-by: " + EVIL + "\n"
                + "---\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-a\n+b\n"
                + "diff --git \"a/\\033[2J" + EVIL + ".c\" \"b/\\033[2J" + EVIL + ".c\"\n--- \"a/\\033[2J" + EVIL
                + ".c\"\n+++ \"b/\\033[2J" + EVIL + ".c\"\n@@ -1 +1 @@\n-a\n+b\n";
        server.append(LIST, mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), Instant.now());
    }

    private List<String> asked(String sql) {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            return daemon.reader().query(sql).rows().stream()
                    .map(row -> row.get(0))
                    .toList();
        }
    }

    private void round() {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
        }
    }
}
