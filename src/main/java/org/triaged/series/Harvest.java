package org.triaged.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Trailers that people give in the unquoted lines of a reply or a cover, anywhere between the quotes. */
final class Harvest {

    private static final Set<String> KEYS = Set.of("link", "closes", "fixes", "based-on", "supersedes", "retracted");
    private static final int LONGEST_HEAD = 4;
    private static final int DEEPEST_INDENT = 4;
    private static final Pattern NAME = Pattern.compile("\\p{L}{2}");
    private static final Pattern COMMIT = Pattern.compile("\\b[0-9a-fA-F]{6,}\\b");

    private Harvest() {}

    static List<Trailer> read(List<String> lines, int longestLine, int most) {
        List<String> own = unquoted(lines);
        List<Trailer> found = new ArrayList<>();
        for (int at = 0; at < own.size() && found.size() < most; at++) {
            String next = at + 1 < own.size() ? own.get(at + 1).strip() : "";
            harvested(own.get(at), next, longestLine).ifPresent(line -> found.add(line.trailer()));
        }
        return found;
    }

    /** The lines the sender wrote; a quoted line is left out, and nothing counts below a forwarded mail's head. */
    static List<String> unquoted(List<String> lines) {
        int end = 0;
        while (end < lines.size() && !forwardedHead(lines.get(end)) && !unmarkedQuote(lines, end)) {
            end++;
        }
        return lines.subList(0, end).stream()
                .filter(line -> !line.startsWith(">") && !line.startsWith("|") && !line.startsWith(" >"))
                .toList();
    }

    /** Outlook puts the whole mail it answers below the reply, with nothing but some of its header to tell. */
    private static boolean unmarkedQuote(List<String> lines, int at) {
        int end = Math.min(at + LONGEST_HEAD, lines.size());
        return lines.get(at).startsWith("From: ")
                && lines.subList(at, end).stream().anyMatch(line -> line.startsWith("Sent: "));
    }

    private static boolean forwardedHead(String line) {
        if (!line.startsWith("--") && !line.startsWith("Begin forwarded")) {
            return false;
        }
        String words = line.replace('-', ' ').strip().toLowerCase(Locale.ROOT);
        return words.equals("original message")
                || words.startsWith("begin forwarded message")
                || words.equals("forwarded message");
    }

    private static Optional<TrailerLine> harvested(String line, String next, int longestLine) {
        String text = line.stripLeading();
        if (line.length() - text.length() > DEEPEST_INDENT) {
            return Optional.empty();
        }
        return TrailerLine.in(text, longestLine)
                .filter(trailer -> trailer.by() || KEYS.contains(trailer.key().toLowerCase(Locale.ROOT)))
                .filter(trailer -> trailer.key().indexOf(' ') < 0)
                .map(trailer -> wrapped(trailer, next) ? trailer.followedBy(next) : trailer)
                .filter(Harvest::means);
    }

    private static boolean wrapped(TrailerLine trailer, String next) {
        return trailer.by() && !trailer.hasAddress() && next.startsWith("<") && next.endsWith(">");
    }

    private static boolean means(TrailerLine trailer) {
        return trailer.key().equalsIgnoreCase("fixes")
                ? COMMIT.matcher(trailer.value()).find()
                : trailer.hasAddress() || NAME.matcher(trailer.value()).find();
    }
}
