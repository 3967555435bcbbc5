package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Events;
import org.triaged.triage.FailPoint;
import org.triaged.triage.Selftest;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** An installed daemon in a folder of its own: conf for one list at a given server, the shipped policies, and a data folder. */
final class Installation {

    static final String LIST = "devel@lists.example.org";

    private static final String DAEMON = """
            imap:
              main: {host: 127.0.0.1, port: %d, tls: %s, user: %s, password-file: password%s}
            smtp: {host: 127.0.0.1, port: %d, tls: none}
            own-address: triaged@triage.example.org
            schedule: %s
            owner: triage-owner@triage.example.org
            caps: {per-hour: 100, per-day: 400, per-author: 400, per-author-and-rules: 400}
            """;

    private static final String DEVEL = """
            list-id: devel.lists.example.org
            addresses: [devel@lists.example.org]
            account: main
            folder: %s
            mode: %s
            policy: {project: qemu, follow: timeline}
            scope: none
            rules: {dco-sob-missing: reply, ai-declared: reply, ai-exception-self: reply}
            """;

    private final Path conf;

    private final Path data;

    private String schedule = "{every: PT2M}";

    private final Map<String, String> environment = new HashMap<>();

    private Optional<Path> archive = Optional.empty();

    private boolean unprivileged;

    private Installation(Path conf, Path data) {
        this.conf = conf;
        this.data = data;
    }

    /** A list in that mode, at a GreenMail server that has the user {@link #LIST}. */
    static Installation at(Path folder, MailServer server, String mode) {
        return in(folder)
                .mode(mode)
                .server(server.imapPort(), "none", "", server.smtpPort())
                .password(MailServer.PASSWORD);
    }

    /** What is shipped, without a list, an account or a password. */
    static Installation in(Path folder) {
        Installation made = new Installation(folder.resolve("conf"), folder.resolve("data"));
        CopiedConf.copyTo(made.conf);
        return made;
    }

    /** Processes from now on are run by {@code nobody}, whom modes of files stop, when the tests run as root. */
    Installation byNobody() {
        unprivileged = System.getProperty("user.name").equals("root");
        return this;
    }

    /** The same conf over another data folder. */
    Installation over(Path otherData) {
        Installation other = new Installation(conf, otherData);
        other.archive = archive;
        return other;
    }

    /** Hundreds of processes need not read the jar anew each time: the first one leaves its classes there for the others. */
    Installation archive(Path classes) {
        archive = Optional.of(classes);
        return this;
    }

    Path conf() {
        return conf;
    }

    Path data() {
        return data;
    }

    Installation mode(String mode) {
        return write("lists/devel.yaml", DEVEL.formatted("INBOX", mode));
    }

    Installation folder(String folder) {
        return write("lists/devel.yaml", DEVEL.formatted(folder, "record"));
    }

    /** The list in a Maildir that is polled, in that mode; no account is left. */
    Installation maildir(Path maildir, String mode, int smtpPort) {
        write("lists/devel.yaml", DEVEL.formatted(maildir, mode).replace("account: main", "live: true"));
        return write(
                "triaged.yaml",
                DAEMON.formatted(1, "none", LIST, "", smtpPort, schedule).replaceFirst("(?s)imap:.*?}\n", ""));
    }

    /** Before {@link #server}, which writes it. */
    Installation schedule(String flow) {
        schedule = flow;
        return this;
    }

    /** @param more further keys of the account, beginning with a comma */
    Installation server(int imapPort, String tls, String more, int smtpPort) {
        return write("triaged.yaml", DAEMON.formatted(imapPort, tls, LIST, more, smtpPort, schedule));
    }

    Installation password(String password) {
        return secret("password", password);
    }

    /** In a file of conf that nobody else may read. */
    Installation secret(String name, String password) {
        Path file = conf.resolve(name);
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Installation write(String file, String text) {
        try {
            Files.createDirectories(conf.resolve(file).getParent());
            Files.writeString(conf.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Other words in a file of conf, which has the old ones once. */
    Installation replace(String file, String old, String fresh) throws IOException {
        String text = Files.readString(conf.resolve(file));
        assertThat(text).containsOnlyOnce(old);
        return write(file, text.replace(old, fresh));
    }

    /** Adds lines to a file of conf. */
    Installation append(String file, String lines) {
        try {
            Files.writeString(conf.resolve(file), lines + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Config config() {
        return ConfigLoader.load(conf, Optional.of(data));
    }

    /** The daemon in this process. */
    TriageDaemon start(Events events) {
        return start(events, FailPoint.INERT);
    }

    /** @param beside called at each fail point */
    TriageDaemon start(Events events, FailPoint beside) {
        Config config = config();
        return Main.daemon(Foundation.lay(config, events, beside), config, Optional.empty());
    }

    /** The answer of one row and column. */
    String ask(String sql) {
        try (TriageDaemon daemon = start(Events.SILENT)) {
            return daemon.reader().query(sql).rows().get(0).get(0);
        }
    }

    /** For processes from now on. */
    Installation environment(Map<String, String> more) {
        environment.putAll(more);
        return this;
    }

    /** The verb {@code once} in a process of its own, of the packaged jar. */
    Process once(String... jvmOptions) {
        return process(command("once", jvmOptions));
    }

    /** The daemon in a process of its own, of the packaged jar. */
    Process run(String... jvmOptions) {
        return process(command("run", jvmOptions));
    }

    /** What the selftest finds wrong; no process may be using the data folder. */
    List<Selftest.Line> broken() {
        try (AdminDesk desk = Desks.open(config())) {
            return desk.selftest().stream()
                    .filter(line -> line.outcome() == Selftest.Outcome.BROKEN)
                    .toList();
        }
    }

    /** The verb {@code once} where everybody may read and write what is made without a mode of its own. */
    Process onceWithoutUmask() {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "umask 0; exec \"$@\"", "sh"));
        command.addAll(command("once"));
        return process(command);
    }

    /** What a process printed, and how it ended. */
    record Ran(int status, String out, String err) {}

    /** A verb to its end, in a process of its own, of the packaged jar. */
    Ran ask(String verb, List<String> arguments, String... jvmOptions) throws IOException, InterruptedException {
        List<String> command = command(verb, jvmOptions);
        command.addAll(arguments);
        Path err = Files.createTempFile(conf.getParent(), "err", "");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out, Files.readString(err));
    }

    private List<String> command(String verb, String... jvmOptions) {
        List<String> command = new ArrayList<>();
        if (unprivileged) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--clear-groups"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m"));
        archive.ifPresent(classes -> command.addAll(List.of(
                (Files.exists(classes) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + classes,
                "-Xshare:auto",
                "-Xlog:disable")));
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-cp", System.getProperty("triaged.jar"), "org.triaged.Main"));
        command.addAll(List.of(verb, "--conf", conf.toString(), "--data", data.toString()));
        return command;
    }

    private Process process(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            return builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            conf.resolveSibling("output").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What processes have printed so far. */
    String output() {
        try {
            return Files.readString(conf.resolveSibling("output"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A signed or unsigned patch as the list would deliver it. */
    static byte[] patch(String id, String subject, boolean signed) {
        String mail = """
                From: Ann Dev <ann@contrib.example.org>
                To: devel@lists.example.org
                Subject: %s
                Message-ID: <%s>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                List-Id: <devel.lists.example.org>

                The window may have any size.
                %s---
                 hw/misc/frob.c | 1 +
                 1 file changed, 1 insertion(+)

                diff --git a/hw/misc/frob.c b/hw/misc/frob.c
                index 1f0a4c2e11..8d5b0e77aa 100644
                --- a/hw/misc/frob.c
                +++ b/hw/misc/frob.c
                @@ -1,2 +1,3 @@
                 int frob;
                +int window;
                 int end;
                """;
        return mail.formatted(subject, id, signed ? "\nSigned-off-by: Ann Dev <ann@contrib.example.org>\n" : "")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
