package org.triaged.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.series.FileChange;
import org.triaged.series.ListMail;

/**
 * An entry of the document's register. Nothing in a mail can add to it.
 *
 * @param kind scenario, tool or model
 * @param source where it is listed and was discussed, by key: document, commit, anchor, discussion
 * @param from first instant it is in force; empty: from the beginning
 * @param until first instant it no longer is; empty: open
 * @param added who added it, when and why, by key: added-by, added-at, reason
 */
public record ListedException(
        String id,
        String title,
        String kind,
        Map<String, String> source,
        Optional<Instant> from,
        Optional<Instant> until,
        Conditions conditions,
        Map<String, String> added) {

    public ListedException {
        source = Map.copyOf(source);
        added = Map.copyOf(added);
    }

    /**
     * What a machine can read of the conditions.
     *
     * @param paths patterns as in MAINTAINERS; every changed file must match one; none: any file will do
     * @param excludedPaths no changed file may match one
     * @param maxChangedLines added and deleted ones; empty: any number
     * @param requiredWords each must stand in the message
     * @param separatePatch the claim must stand in the patch it is for; that nothing else is in it a person must see
     */
    public record Conditions(
            List<String> paths,
            List<String> excludedPaths,
            Optional<Integer> maxChangedLines,
            List<String> requiredWords,
            boolean separatePatch) {

        public Conditions {
            paths = List.copyOf(paths);
            excludedPaths = List.copyOf(excludedPaths);
            requiredWords = List.copyOf(requiredWords);
        }

        /** Why they do not hold; empty when they do. @param patches what the claim is for */
        Optional<String> failure(List<ListMail> patches, boolean inPatch, String message) {
            if (separatePatch && !inPatch) {
                return Optional.of("stands in the cover");
            }
            return patches.stream()
                    .flatMap(patch -> patch.files().stream())
                    .filter(file -> !fits(file))
                    .findFirst()
                    .map(file -> "touches " + file.path())
                    .or(() -> tooLarge(patches))
                    .or(() -> requiredWords.stream()
                            .filter(word -> !holdsWord(message, word))
                            .findFirst()
                            .map(word -> "does not say '" + word + "'"));
        }

        private boolean fits(FileChange file) {
            return (paths.isEmpty() || matches(paths, file.path()))
                    && !matches(excludedPaths, file.path())
                    && file.oldPath().filter(old -> matches(excludedPaths, old)).isEmpty();
        }

        private Optional<String> tooLarge(List<ListMail> patches) {
            if (maxChangedLines.isEmpty()) {
                return Optional.empty();
            }
            boolean counted = patches.stream()
                    .flatMap(patch -> patch.files().stream())
                    .allMatch(file -> file.added().isPresent() && file.deleted().isPresent());
            int lines = patches.stream()
                    .flatMap(patch -> patch.files().stream())
                    .mapToInt(file -> file.added().orElse(0) + file.deleted().orElse(0))
                    .sum();
            return !counted
                    ? Optional.of("changes a binary file")
                    : Optional.of("changes " + lines + " lines").filter(said -> lines > maxChangedLines.get());
        }

        private static boolean matches(List<String> patterns, String path) {
            return patterns.stream().anyMatch(pattern -> FilePattern.of(pattern).matches(path));
        }
    }

    boolean inForceAt(Instant date) {
        return from.map(first -> !date.isBefore(first)).orElse(true)
                && until.map(date::isBefore).orElse(true);
    }

    /** True when the sentence names it: by title or anchor, or by its id beside the word "exception". */
    boolean isNamedIn(String sentence) {
        boolean exception = holdsWord(sentence, "exception");
        return holdsName(sentence, title, exception)
                || Optional.ofNullable(source.get("anchor"))
                        .filter(anchor -> holdsName(sentence, anchor, exception))
                        .isPresent()
                || exception && holdsWord(sentence, id);
    }

    /** A name of one word is too common to mean this alone. */
    private static boolean holdsName(String sentence, String name, boolean exception) {
        return holdsWord(sentence, name) && (exception || name.strip().matches(".*[^\\p{L}].*"));
    }

    static boolean holdsWord(String sentence, String word) {
        int length = word.length();
        for (int at = 0; at + length <= sentence.length(); at++) {
            if (sentence.regionMatches(true, at, word, 0, length)
                    && (at == 0 || !Character.isLetterOrDigit(sentence.codePointBefore(at)))
                    && (at + length == sentence.length()
                            || !Character.isLetterOrDigit(sentence.codePointAt(at + length)))) {
                return true;
            }
        }
        return false;
    }
}
