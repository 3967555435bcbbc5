package org.triaged.series;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.triaged.mail.Envelope;
import org.triaged.mail.Limits;
import org.triaged.mail.MessageId;

/**
 * Reads the lines by which a mail points to others.
 *
 * @param bad lines that name no mail, or their own
 */
record LinkLines(Links links, List<String> bad) {

    private static final int DEEPEST_INDENT = 4;
    private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{7,64}");

    /**
     * @param words the text outside the diff
     * @param below the part of it that no commit message holds
     */
    static LinkLines read(Envelope envelope, List<String> words, List<String> below, Limits limits) {
        List<String> own = Harvest.unquoted(words);
        Set<MessageId> basedOn = new LinkedHashSet<>();
        Set<MessageId> supersedes = new LinkedHashSet<>();
        Optional<String> base = Optional.empty();
        List<String> bad = new ArrayList<>();
        for (int at = 0; at < own.size(); at++) {
            Optional<TrailerLine> line = line(own, at, limits.line());
            String key = line.map(found -> found.key().toLowerCase(Locale.ROOT)).orElse("");
            switch (key) {
                case "based-on", "depends-on" -> add(basedOn, line.get(), envelope.id(), bad);
                case "supersedes", "obsoletes" -> add(supersedes, line.get(), envelope.id(), bad);
                case "base-commit" -> base = base.or(() -> commit(line.get().value()));
                default -> {
                    // All other lines link to nothing.
                }
            }
        }
        Optional<Links.PullRequest> pull = PullWording.in(own).flatMap(wording -> wording.request(limits.line()));
        Optional<String> change = changeId(Harvest.unquoted(below), limits.line())
                .or(() -> envelope.first("X-Change-ID").flatMap(LinkLines::firstWord));
        return new LinkLines(
                new Links(first(basedOn, limits), first(supersedes, limits), change, base, pull),
                bad.stream().limit(limits.harvested()).toList());
    }

    private static List<MessageId> first(Set<MessageId> ids, Limits limits) {
        return ids.stream().limit(limits.harvested()).toList();
    }

    /** The line read as a trailer; what is too long for it may stand on the next line. */
    private static Optional<TrailerLine> line(List<String> lines, int at, int longest) {
        String text = lines.get(at).stripLeading();
        if (lines.get(at).length() - text.length() > DEEPEST_INDENT) {
            return Optional.empty();
        }
        String next = at + 1 < lines.size() ? lines.get(at + 1).strip() : "";
        return TrailerLine.in(text, longest)
                .map(line -> line.value().isEmpty() && next.length() <= longest ? line.followedBy(next) : line);
    }

    /** A good line names other mails, and only those. */
    private static void add(Set<MessageId> ids, TrailerLine line, MessageId own, List<String> bad) {
        List<MessageId> named = LinkedId.in(line.value());
        ids.addAll(named);
        if (named.isEmpty() || named.contains(own)) {
            bad.add(line.key() + ": " + line.value());
        }
    }

    private static Optional<String> changeId(List<String> lines, int longest) {
        List<String> found = new ArrayList<>();
        for (int at = 0; at < lines.size() && found.isEmpty(); at++) {
            line(lines, at, longest)
                    .filter(line -> line.key().equalsIgnoreCase("change-id"))
                    .flatMap(line -> firstWord(line.value()))
                    .ifPresent(found::add);
        }
        return found.stream().findFirst();
    }

    private static Optional<String> commit(String value) {
        return firstWord(value)
                .filter(word -> COMMIT.matcher(word).matches())
                .map(word -> word.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> firstWord(String value) {
        String word = value.strip().split("\\s", 2)[0];
        return word.isEmpty() ? Optional.empty() : Optional.of(word);
    }
}
