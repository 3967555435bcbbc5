package org.triaged.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triaged.triage.MailAccount;
import org.triaged.triage.MailAccount.PasswordFile;
import org.triaged.triage.MailAccount.Secret;
import org.triaged.triage.MailAccount.Tls;
import org.triaged.triage.MailAccount.TokenCommand;

/** Reads one login at a mail server. Passwords stay in their files, and no command is run. */
final class AccountSection {

    private static final int SMTP_RELAY_PORT = 25;

    private final Path confFolder;

    AccountSection(Path confFolder) {
        this.confFolder = confFolder;
    }

    MailAccount imap(String name, Section section) {
        MailAccount account = read(name, section, 993, 143, 143);
        section.required("user", Form.LINE);
        if (account.secret().isEmpty() && !section.has("password-file") && !section.has("token-command")) {
            section.mistake("password-file", "missing; name a 'password-file' or a 'token-command'");
        }
        return account;
    }

    MailAccount smtp(String name, Section section) {
        MailAccount account = read(name, section, 465, 587, SMTP_RELAY_PORT);
        if (account.user().isEmpty() && !section.has("user") && !MailAccount.isLoopback(account.host())) {
            section.mistake("user", "missing; only a server on a loopback address is used without a login");
        }
        boolean secret = section.has("password-file") || section.has("token-command");
        if (section.has("user") != secret) {
            section.mistake("user", "'user' and 'password-file' or 'token-command' go together; name both or none");
        }
        return account;
    }

    private MailAccount read(String name, Section section, int implicit, int starttls, int none) {
        String host = section.required("host", Hosts.HOST).orElse("");
        Tls tls = section.value("tls", Form.word(Tls.class), Tls.IMPLICIT);
        if (tls == Tls.NONE && !host.isEmpty() && !MailAccount.isLoopback(host)) {
            section.mistake(
                    "tls",
                    "none is for a loopback address alone (127.0.0.1, ::1, localhost), and '" + host
                            + "' is none; use implicit or starttls");
        }
        int usual =
                switch (tls) {
                    case IMPLICIT -> implicit;
                    case STARTTLS -> starttls;
                    case NONE -> none;
                };
        return new MailAccount(
                name,
                host,
                section.value("port", Form.number(1, 65535), usual),
                tls,
                section.maybe("user", Form.LINE),
                secret(section),
                file(section, "ca-file"));
    }

    private Optional<Secret> secret(Section section) {
        Optional<Secret> password = file(section, "password-file").map(PasswordFile::new);
        Optional<Secret> token = command(section).map(TokenCommand::new);
        if (section.has("password-file") && section.has("token-command")) {
            section.mistake("token-command", "stands beside 'password-file'; name one of them");
        }
        return token.or(() -> password);
    }

    private Optional<List<String>> command(Section section) {
        if (!section.has("token-command")) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(section.list("token-command", Form.LINE, List.of()));
        if (words.isEmpty()) {
            section.mistake("token-command", "expected a list [PROGRAM, ARGUMENT, ...] of one line of text each");
            return Optional.empty();
        }
        if (words.get(0).contains("/")) {
            Form.pathIn(confFolder).reader().apply(words.get(0)).ifPresent(program -> words.set(0, program.toString()));
        }
        return Optional.of(words);
    }

    private Optional<Path> file(Section section, String key) {
        return section.maybe(key, Form.pathIn(confFolder));
    }
}
