package org.triaged.series;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.triaged.mail.Person;

/**
 * Trailers that people give in the unquoted lines of a reply or a cover, anywhere between the quotes.
 *
 * @param passedOver what else reads like one
 */
record Harvest(List<Trailer> given, List<PassedOver> passedOver) {

    private static final Set<String> KEYS = Set.of("link", "closes", "fixes", "based-on", "supersedes", "retracted");
    private static final int LONGEST_HEAD = 4;
    private static final int DEEPEST_INDENT = 4;
    private static final Pattern NAME = Pattern.compile("\\p{L}{2}");
    private static final Pattern COMMIT = Pattern.compile("\\b[0-9a-fA-F]{6,}\\b");

    Harvest {
        given = List.copyOf(given);
        passedOver = List.copyOf(passedOver);
    }

    /** @param sketched indexes of the lines that belong to patches written into the reply */
    static Harvest read(List<String> lines, BitSet sketched, int longestLine, int most) {
        int end = ownEnd(lines);
        List<Trailer> given = new ArrayList<>();
        List<PassedOver> passedOver = new ArrayList<>();
        for (int at = nextUnquoted(lines, 0); at < lines.size() && passedOver.size() < most; ) {
            int next = nextUnquoted(lines, at + 1);
            Optional<TrailerLine> read = trailer(lines.get(at), next < end ? lines.get(next) : "", longestLine);
            if (read.isPresent()) {
                TrailerLine line = read.get();
                Optional<WhyNot> why = sketched.get(at)
                        ? Optional.of(WhyNot.PASTED_PATCH)
                        : at >= end ? Optional.of(WhyNot.FORWARDED) : why(line, lines.get(at), given.size() >= most);
                if (why.isEmpty()) {
                    given.add(line.trailer());
                } else if (line.by() || ofKey(line) || points(line)) {
                    passedOver.add(new PassedOver(asFound(line), why.get()));
                }
            }
            at = next;
        }
        return new Harvest(given, passedOver);
    }

    private static Optional<TrailerLine> trailer(String line, String next, int longestLine) {
        return TrailerLine.in(line.stripLeading(), longestLine)
                .filter(trailer -> trailer.key().indexOf(' ') < 0 && !trailer.notMeant())
                .map(trailer -> wrapped(trailer, next.strip()) ? trailer.followedBy(next.strip()) : trailer);
    }

    private static Optional<WhyNot> why(TrailerLine trailer, String line, boolean enough) {
        if (!trailer.by() && !ofKey(trailer)) {
            return Optional.of(WhyNot.OTHER_KEY);
        }
        if (line.length() - line.stripLeading().length() > DEEPEST_INDENT) {
            return Optional.of(WhyNot.INDENTED);
        }
        if (!means(trailer)) {
            return Optional.of(WhyNot.UNNAMED);
        }
        return enough ? Optional.of(WhyNot.TOO_MANY) : Optional.empty();
    }

    private static boolean ofKey(TrailerLine trailer) {
        return KEYS.contains(trailer.key().toLowerCase(Locale.ROOT));
    }

    /** To a person, a mail, a page or a commit; what follows any other word and a colon is prose. */
    private static boolean points(TrailerLine line) {
        return line.known()
                || line.hasAddress()
                || line.value().contains("://")
                || COMMIT.matcher(line.value()).lookingAt();
    }

    /** A value names somebody only below a key that is for people. */
    private static Trailer asFound(TrailerLine line) {
        Trailer trailer = line.trailer();
        return line.by() || line.hasAddress() ? trailer : new Trailer(trailer.key(), trailer.value(), Person.NOBODY);
    }

    /** The lines the sender wrote; a quoted line is left out, and nothing counts below a forwarded mail's head. */
    static List<String> unquoted(List<String> lines) {
        return lines.subList(0, ownEnd(lines)).stream()
                .filter(line -> !quoted(line))
                .toList();
    }

    private static int ownEnd(List<String> lines) {
        int end = 0;
        while (end < lines.size() && !forwardedHead(lines.get(end)) && !unmarkedQuote(lines, end)) {
            end++;
        }
        return end;
    }

    private static int nextUnquoted(List<String> lines, int from) {
        int at = from;
        while (at < lines.size() && quoted(lines.get(at))) {
            at++;
        }
        return at;
    }

    private static boolean quoted(String line) {
        return line.startsWith(">") || line.startsWith("|") || line.startsWith(" >");
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

    private static boolean wrapped(TrailerLine trailer, String next) {
        return trailer.by() && !trailer.hasAddress() && next.startsWith("<") && next.endsWith(">");
    }

    private static boolean means(TrailerLine trailer) {
        return trailer.key().equalsIgnoreCase("fixes")
                ? COMMIT.matcher(trailer.value()).find()
                : trailer.hasAddress() || NAME.matcher(trailer.value()).find();
    }
}
