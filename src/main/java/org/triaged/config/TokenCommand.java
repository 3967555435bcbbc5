package org.triaged.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.triaged.triage.LoginSecret;
import org.triaged.triage.Said;

/**
 * Runs a program for a token, without a shell and with nothing to read: the first line it prints is the token. What it
 * prints is never told; what it says on standard error is, when it fails, without what looks like a secret.
 */
public final class TokenCommand implements LoginSecret {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration TO_END_OF_OUTPUT = Duration.ofSeconds(1);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int LONGEST_TOKEN = 8 << 10;
    private static final int LONGEST_COMPLAINT = 200;
    private static final int KEPT = 16 << 10;

    private static final Pattern TOKEN = Pattern.compile("[!-~]{1," + LONGEST_TOKEN + "}");

    /** Long and without a blank, but neither a path nor an address. */
    private static final Pattern LIKE_A_SECRET = Pattern.compile("(?<![\\w/.])[\\w~+=-][\\w.~+/=-]{29,}");

    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("----w--w-");

    private final List<String> words;
    private final Duration limit;

    /** @param words the program and its arguments */
    public TokenCommand(List<String> words) {
        this(words, LONGEST);
    }

    TokenCommand(List<String> words, Duration limit) {
        this.words = List.copyOf(words);
        this.limit = limit;
    }

    @Override
    public String ask() throws Withheld {
        try {
            refuseWhatOthersMayWrite();
            Process process = new ProcessBuilder(words).start();
            try {
                return answer(process);
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw withheld("cannot be run (" + Said.innermost(e) + ")");
        }
    }

    /** It runs with all our rights. */
    private void refuseWhatOthersMayWrite() throws IOException, Withheld {
        Path program = Path.of(words.get(0));
        if (program.isAbsolute()
                && Files.exists(program)
                && Files.getPosixFilePermissions(program).stream().anyMatch(OTHERS::contains)) {
            throw withheld("may be written by others; run chmod go-w on it");
        }
    }

    private String answer(Process process) throws IOException, Withheld {
        process.getOutputStream().close();
        KeptOutput printed = KeptOutput.of(process.getInputStream(), KEPT);
        KeptOutput complained = KeptOutput.of(process.getErrorStream(), KEPT);
        if (!await(limit, () -> !process.isAlive())) {
            throw withheld("did not end within " + limit.toSeconds() + " s and was stopped");
        }
        await(TO_END_OF_OUTPUT, () -> printed.ended() && complained.ended());
        String token = printed.text().lines().findFirst().orElse("").strip();
        if (process.exitValue() != 0) {
            throw withheld("ended with status " + process.exitValue() + complaint(complained.text(), token));
        }
        if (token.isEmpty()) {
            throw withheld("printed no token" + complaint(complained.text(), token));
        }
        if (!TOKEN.matcher(token).matches()) {
            throw withheld(
                    "printed no token in its first line, but something with blanks, beyond ASCII, or longer than "
                            + LONGEST_TOKEN + " characters");
        }
        return token;
    }

    /** Its last words. */
    private static String complaint(String text, String token) {
        String known = token.isEmpty() ? text : text.replace(token, "***");
        String last = known.lines()
                .filter(line -> !line.isBlank())
                .reduce("", (before, line) -> line)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        String told = LIKE_A_SECRET.matcher(last).replaceAll("***");
        return told.isEmpty() ? "" : ": " + told.substring(0, Math.min(told.length(), LONGEST_COMPLAINT));
    }

    private Withheld withheld(String why) {
        return new Withheld("token-command " + words.get(0) + " " + why);
    }

    private static boolean await(Duration longest, BooleanSupplier done) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return done.getAsBoolean();
    }
}
