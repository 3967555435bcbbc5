package org.triaged.series;

import java.util.List;
import java.util.Optional;

/** The wording of {@code git request-pull}; the line behind it says where to pull from. */
record PullWording(List<String> behind) {

    private static final String CHANGES = "The following changes since commit";
    private static final int LONGEST_REF = 250;
    private static final String AVAILABLE = "are available in the Git repository at";

    static Optional<PullWording> in(List<String> lines) {
        boolean changes = lines.stream().anyMatch(line -> begins(line, CHANGES));
        int at = 0;
        while (at < lines.size() && !begins(lines.get(at), AVAILABLE)) {
            at++;
        }
        return changes && at < lines.size()
                ? Optional.of(new PullWording(lines.subList(at, lines.size())))
                : Optional.empty();
    }

    /** Older gits wrote {@code git repository}. */
    private static boolean begins(String line, String words) {
        return line.regionMatches(true, 0, words, 0, words.length());
    }

    Optional<Links.PullRequest> request(int longestLine) {
        String sameLine = behind.get(0).substring(AVAILABLE.length()).replaceFirst("^:", "");
        int at = 0;
        while (sameLine.isBlank()
                && at < behind.size()
                && (at == 0 || behind.get(at).isBlank())) {
            at++;
        }
        if (at == behind.size()) {
            return Optional.empty();
        }
        String place = at == 0 ? sameLine : behind.get(at);
        if (place.length() > longestLine) {
            return Optional.empty();
        }
        String[] words = place.strip().split("\\s+");
        return Optional.of(new Links.PullRequest(words[0], words.length > 1 ? Optional.of(words[1]) : wrapped(at + 1)));
    }

    /** A mailer may have moved the ref, as one word, to the next line. */
    private Optional<String> wrapped(int at) {
        return behind.stream()
                .skip(at)
                .limit(1)
                .map(String::strip)
                .filter(line -> !line.isEmpty() && line.length() <= LONGEST_REF)
                .filter(line -> line.chars().noneMatch(Character::isWhitespace))
                .findFirst();
    }
}
