package org.triaged.config;

import java.nio.file.Path;
import java.util.Optional;
import org.triaged.triage.MailAccount;
import org.triaged.triage.MailAccount.Tls;

/** Reads one login at a mail server. Passwords stay in their files. */
final class AccountSection {

    private static final int SMTP_RELAY_PORT = 25;

    private final Path confFolder;

    AccountSection(Path confFolder) {
        this.confFolder = confFolder;
    }

    MailAccount imap(String name, Section section) {
        MailAccount account = read(name, section, 993, 143, 143);
        section.required("user", Form.LINE);
        section.required("password-file", Form.LINE);
        return account;
    }

    MailAccount smtp(Section section) {
        MailAccount account = read("smtp", section, 465, 587, SMTP_RELAY_PORT);
        if (account.user().isEmpty() && !section.has("user") && !MailAccount.isLoopback(account.host())) {
            section.mistake("user", "missing; only a server on a loopback address is used without a login");
        }
        if (account.user().isPresent() != account.passwordFile().isPresent()) {
            section.mistake("user", "'user' and 'password-file' go together; name both or none");
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
                file(section, "password-file"),
                file(section, "ca-file"));
    }

    private Optional<Path> file(Section section, String key) {
        return section.maybe(key, Form.pathIn(confFolder));
    }
}
