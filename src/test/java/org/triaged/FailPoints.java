package org.triaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triaged.triage.ReplyState;

/** Every fail point there is, read from the sources: those that are named there, and those whose names are put together. */
final class FailPoints {

    private static final Path SOURCES = Path.of("src/main/java");

    private static final Pattern CALL = Pattern.compile("\\w\\.reached\\(([^;]*?)\\);");

    private static final Pattern NAME = Pattern.compile("\"([a-z.-]+)\"");

    private static final Pattern STEP = Pattern.compile(
            "transactions\\s*\\.(write|change|writeToDisk|changeOnDisk|together)\\(\\s*(\"([a-z.-]+)\"|name)");

    private static final Pattern IMAP = Pattern.compile("line\\.command\\(\\s*\"(\\w+)\"");

    private static final Pattern CONNECT = Pattern.compile("connect\\(\"([a-z.]+)\"");

    private static final Pattern JOURNAL = Pattern.compile("(?:append\\(|->|:)\\s*JournalEntry\\.Event\\.([A-Z]+)[,;]");

    /** What stands between the parentheses where a name is put together, and from what. */
    private static final Map<String, String> PUT_TOGETHER = Map.ofEntries(
            Map.entry("s.point() + \".before\")", "smtp"),
            Map.entry("step.point() + \".after\"", "smtp"),
            Map.entry("\"imap.\" + step + \".before\"", "imap"),
            Map.entry("\"imap.\" + step + \".after\"", "imap"),
            Map.entry("step + \".before\"", "connect"),
            Map.entry("step + \".after\"", "connect"),
            Map.entry("point + \".before\"", "journal"),
            Map.entry("point + \".written\"", "journal"),
            Map.entry("point + \".after\"", "journal"),
            Map.entry("\"first-start.moved.\" + part", "parts"),
            Map.entry("step + \".before-commit\"", "transaction"),
            Map.entry("step + \".after-commit\"", "transaction"),
            Map.entry("step + \".after-sync\"", "transaction"));

    /** States that no step of the daemon leads to yet. */
    private static final Set<ReplyState> NO_STEP =
            EnumSet.of(ReplyState.RECORDED, ReplyState.WRITTEN, ReplyState.WAITING, ReplyState.DISCARDED);

    private FailPoints() {}

    /** @throws IllegalStateException for a name that is put together in a way nobody here knows */
    static Set<String> inTheCode() {
        String code = code();
        Set<String> points = new TreeSet<>();
        CALL.matcher(code).results().map(call -> call.group(1).strip()).forEach(what -> {
            if (NAME.matcher(what).matches()) {
                points.add(what.substring(1, what.length() - 1));
            } else if (!PUT_TOGETHER.containsKey(what) && !what.equals("name")) {
                throw new IllegalStateException("teach FailPoints what reached(" + what + ") can be");
            }
        });
        Stream.of("mail", "rcpt", "data", "dot").forEach(step -> around(points, "smtp." + step));
        found(IMAP, code).forEach(step -> around(points, "imap." + step));
        found(CONNECT, code).forEach(step -> around(points, step));
        found(JOURNAL, code).stream()
                .map(event -> "journal." + event.toLowerCase(Locale.ROOT))
                .forEach(event -> {
                    around(points, event);
                    points.add(event + ".written");
                });
        Stream.of("id.key", "passwords", "triaged.mv.db").forEach(part -> points.add("first-start.moved." + part));
        STEP.matcher(code).results().forEach(step -> {
            boolean toDisk = step.group(1).endsWith("Disk");
            names(step.group(3), toDisk).forEach(name -> {
                points.add(name + ".before-commit");
                points.add(name + ".after-commit");
                if (toDisk) {
                    points.add(name + ".after-sync");
                }
            });
        });
        return points;
    }

    /** Steps of the outbox are called by the state they lead to. */
    private static List<String> names(String literal, boolean toDisk) {
        if (literal != null) {
            return List.of(literal);
        }
        return toDisk
                ? List.of("outbox.sending")
                : EnumSet.complementOf(EnumSet.copyOf(NO_STEP)).stream()
                        .map(state -> "outbox." + state.word())
                        .toList();
    }

    private static void around(Set<String> points, String step) {
        points.add(step + ".before");
        points.add(step + ".after");
    }

    private static List<String> found(Pattern pattern, String code) {
        return pattern.matcher(code).results().map(found -> found.group(1)).toList();
    }

    private static String code() {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(SOURCES)) {
            all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().map(FailPoints::read).collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
