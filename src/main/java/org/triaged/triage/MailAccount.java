package org.triaged.triage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One login at a mail server.
 *
 * @param name in conf; "smtp" for the one that sends
 * @param user empty: no login (SMTP on loopback only)
 * @param secret where the proof of the login comes from; asked for at each login, never before
 * @param caFile PEM certificates trusted instead of the platform's
 */
public record MailAccount(
        String name,
        String host,
        int port,
        Tls tls,
        Optional<String> user,
        Optional<Secret> secret,
        Optional<Path> caFile) {

    private static final Pattern LOOPBACK = Pattern.compile(
            "localhost|::1|\\[::1]|127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}", Pattern.CASE_INSENSITIVE);

    /** True when the host, as written, can only be this machine; no name is looked up. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    public boolean onLoopback() {
        return isLoopback(host);
    }

    /** A token is shown by XOAUTH2 and by nothing else: no password field, no log is a place for it. */
    public boolean byToken() {
        return secret.filter(TokenCommand.class::isInstance).isPresent();
    }

    /** The keys of conf that a refused login is about. */
    public String loginKeys() {
        return byToken() ? "user and token-command" : "user and password-file";
    }

    /** The forms in which this secret goes to a server, which may repeat them in what it says. */
    public List<String> onTheWire(String asked) {
        String name = user.orElse("");
        return Stream.of(asked, "\0" + name + "\0" + asked, "user=" + name + "\1auth=Bearer " + asked + "\1\1")
                .flatMap(form -> Stream.of(form, base64(form)))
                .toList();
    }

    private static String base64(String form) {
        return Base64.getEncoder().encodeToString(form.getBytes(StandardCharsets.UTF_8));
    }

    /** Where the proof of a login comes from. */
    public sealed interface Secret {}

    /** @param path of a file that holds a password in one line; refused when others may read it */
    public record PasswordFile(Path path) implements Secret {}

    /** @param words a program that prints a token, and its arguments */
    public record TokenCommand(List<String> words) implements Secret {

        public TokenCommand {
            words = List.copyOf(words);
        }
    }

    /** How the connection is secured. {@code NONE} is for loopback alone. */
    public enum Tls {
        IMPLICIT,
        STARTTLS,
        NONE
    }
}
