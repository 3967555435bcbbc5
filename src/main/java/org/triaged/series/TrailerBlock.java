package org.triaged.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The trailers at the end of a commit message, by the rule of {@code git interpret-trailers}: the last paragraph, if all
 * of it are trailers, or if git's own are among them and a quarter are. Where git refuses a paragraph that people clearly
 * meant as one, its plain trailers are taken and an oddity says so.
 *
 * @param above trailers of a paragraph of nothing else, directly above
 */
record TrailerBlock(List<Trailer> trailers, List<Trailer> above, Set<String> oddities) {

    private static final String PICKED = "(cherry picked from commit ";
    private static final String SIGNED = TrailerLine.SIGN_OFF + ": ";

    static TrailerBlock read(List<String> message, int longestLine, int most) {
        int end = message.size();
        while (end > 0 && (message.get(end - 1).isBlank() || comment(message.get(end - 1)))) {
            end--;
        }
        int start = end;
        while (start > 0 && !message.get(start - 1).isBlank()) {
            start--;
        }
        Paragraph reading = new Paragraph(longestLine);
        List<String> paragraph = message.subList(start, end);
        boolean block = acceptedByGit(paragraph, longestLine);
        reading.read(paragraph, !block);
        if (!block && reading.found.stream().noneMatch(line -> line.by() && line.hasAddress())) {
            return new TrailerBlock(List.of(), List.of(), Set.of());
        }
        if (!block) {
            reading.oddities.add("trailer-block-mixed");
        }
        if (reading.found.size() > most) {
            reading.oddities.add("cut");
        }
        return new TrailerBlock(
                reading.trailers(most), above(message.subList(0, start), longestLine, most), reading.oddities);
    }

    private static List<Trailer> above(List<String> message, int longestLine, int most) {
        int end = message.size();
        while (end > 0 && message.get(end - 1).isBlank()) {
            end--;
        }
        int start = end;
        while (start > 0 && !message.get(start - 1).isBlank()) {
            start--;
        }
        List<String> paragraph = message.subList(start, end);
        Paragraph reading = new Paragraph(longestLine);
        boolean only = !paragraph.isEmpty() && Tally.of(paragraph, longestLine).others == 0;
        reading.read(only ? paragraph : List.of(), false);
        return reading.trailers(most);
    }

    private static boolean acceptedByGit(List<String> paragraph, int longestLine) {
        Tally tally = Tally.of(paragraph, longestLine);
        return tally.trailers > 0 && (tally.others == 0 || tally.ofGit && tally.trailers * 3 >= tally.others);
    }

    private static boolean comment(String line) {
        return line.startsWith("#");
    }

    private static boolean indented(String line) {
        return line.startsWith(" ") || line.startsWith("\t");
    }

    /** Counts as git does, from the last line up: what is indented belongs to the next line above. */
    private record Tally(int trailers, int others, boolean ofGit) {

        static Tally of(List<String> paragraph, int longestLine) {
            int trailers = 0;
            int others = 0;
            int indented = 0;
            boolean ofGit = false;
            for (int at = paragraph.size() - 1; at >= 0; at--) {
                String line = paragraph.get(at);
                boolean git = line.startsWith(SIGNED) || line.startsWith(PICKED);
                if (git || !comment(line) && TrailerLine.in(line, longestLine).isPresent()) {
                    trailers++;
                    indented = 0;
                    ofGit |= git;
                } else if (indented(line)) {
                    indented++;
                } else {
                    others += indented + (comment(line) ? 0 : 1);
                    indented = 0;
                }
            }
            return new Tally(trailers, others + indented, ofGit);
        }
    }

    /** Reads the lines of one paragraph. */
    private static final class Paragraph {

        private final int longestLine;
        private final List<TrailerLine> found = new ArrayList<>();
        private final Set<String> oddities = new TreeSet<>();
        private boolean open;

        Paragraph(int longestLine) {
            this.longestLine = longestLine;
        }

        void read(List<String> paragraph, boolean onlyKnown) {
            for (String line : paragraph) {
                if (open && indented(line)) {
                    last(line.strip());
                } else if (open && wrappedAddress(line)) {
                    last(line.strip());
                    oddities.add("trailer-wrapped");
                } else {
                    take(line, onlyKnown);
                }
            }
        }

        private void take(String line, boolean onlyKnown) {
            Optional<TrailerLine> trailer = comment(line) ? Optional.empty() : TrailerLine.in(line, longestLine);
            open = trailer.isPresent()
                    && !trailer.get().notMeant()
                    && (trailer.get().known() || !onlyKnown);
            if (open) {
                found.add(trailer.get());
            } else if (trailer.isPresent() && trailer.get().notMeant()) {
                oddities.add("url-as-trailer");
            }
        }

        private boolean wrappedAddress(String line) {
            TrailerLine previous = found.get(found.size() - 1);
            return previous.by()
                    && !previous.hasAddress()
                    && line.startsWith("<")
                    && line.stripTrailing().endsWith(">")
                    && line.indexOf('@') > 0
                    && line.indexOf('>') == line.stripTrailing().length() - 1;
        }

        private void last(String more) {
            found.set(found.size() - 1, found.get(found.size() - 1).followedBy(more));
        }

        List<Trailer> trailers(int most) {
            return found.stream().limit(most).map(TrailerLine::trailer).toList();
        }
    }
}
