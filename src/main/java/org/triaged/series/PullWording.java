package org.triaged.series;

import java.util.List;
import java.util.Optional;

/** The wording of {@code git request-pull}; the line behind it says where to pull from. */
record PullWording(List<String> behind) {

    private static final String CHANGES = "The following changes since commit";
    private static final String AVAILABLE = "are available in the Git repository at";

    static Optional<PullWording> in(List<String> lines) {
        boolean changes = lines.stream().anyMatch(line -> line.startsWith(CHANGES));
        int at = 0;
        while (at < lines.size() && !lines.get(at).startsWith(AVAILABLE)) {
            at++;
        }
        return changes && at < lines.size()
                ? Optional.of(new PullWording(lines.subList(at, lines.size())))
                : Optional.empty();
    }

    Optional<Links.PullRequest> request(int longestLine) {
        String sameLine = behind.get(0).substring(AVAILABLE.length()).replaceFirst("^:", "");
        Optional<String> place = sameLine.isBlank()
                ? behind.stream().skip(1).filter(line -> !line.isBlank()).findFirst()
                : Optional.of(sameLine);
        return place.filter(line -> line.length() <= longestLine)
                .map(line -> line.strip().split("\\s+"))
                .map(words ->
                        new Links.PullRequest(words[0], words.length > 1 ? Optional.of(words[1]) : Optional.empty()));
    }
}
