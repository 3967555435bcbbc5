package org.triaged.golden;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triaged.cli.Unwired;
import org.triaged.cli.Verbs;
import org.triaged.source.MailFilesOnDisk;
import org.triaged.store.AskedRecords;
import org.triaged.store.TestStore;
import org.triaged.triage.JournalHead;
import org.triaged.triage.OpenDesk;

/** Verbs that ask a database that lies there, at a time of the test's choice. */
final class AskedVerbs {

    private final Path conf;

    private final Path data;

    private List<JournalHead> journal = List.of();

    AskedVerbs(Path conf, Path data) {
        this.conf = conf;
        this.data = data;
    }

    /** What a verb returned and printed. */
    record Ran(int status, String out, String err) {}

    /** The rows of the audit that a send journal names. */
    void journal(List<JournalHead> heads) {
        journal = heads;
    }

    Ran run(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--conf", conf.toString(), "--data", data.toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Verbs.run(
                arguments.toArray(String[]::new),
                Unwired.asking(
                        config -> desk(), reader -> new AskedRecords(reader, InstantSource.fixed(SeededLife.ASKED))),
                new MailFilesOnDisk(InputStream.nullInputStream()),
                Optional.empty(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The hash of a profile is another with each change of its file, and nothing else of it is compared here. */
    String steady(String printed) {
        String steady = printed;
        for (String row : rows("SELECT sha256, profile FROM policy_profile")) {
            String hash = row.substring(0, row.indexOf(' '));
            steady = steady.replace(
                            hash, "hash-of" + row.substring(row.indexOf(' ')).replace(' ', '-'))
                    .replace(hash.substring(0, 12), "profile-hash");
        }
        return steady;
    }

    List<String> rows(String sql) {
        try (TestStore store = TestStore.in(data)) {
            return store.rows(sql);
        }
    }

    private OpenDesk desk() {
        TestStore store = TestStore.in(data);
        return new OpenDesk(
                store.reader(),
                () -> {
                    throw new IllegalStateException("nobody asked how it stands");
                },
                () -> {
                    throw new IllegalStateException("nobody asked for a selftest");
                },
                () -> store.auditTrail().verify(journal),
                actor -> {
                    throw new IllegalStateException("nobody asked for the quarantine");
                },
                actor -> {
                    throw new IllegalStateException("nobody asked for a backup");
                },
                actor -> {
                    throw new IllegalStateException("nobody asked for the brakes");
                },
                actor -> store.database().replies("carol", InstantSource.fixed(SeededLife.ASKED)),
                actor -> store.database().findings("carol", InstantSource.fixed(SeededLife.ASKED)),
                (whatIf, progress) -> {
                    throw new IllegalStateException("nobody asked for another profile");
                },
                Optional.empty(),
                store);
    }
}
