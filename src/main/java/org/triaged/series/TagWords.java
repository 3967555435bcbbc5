package org.triaged.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what bracketed groups say: kind, version, number, and the words left over, which are the tags. */
final class TagWords {

    private static final Pattern PIECE = Pattern.compile(
            "(patch(?:es)?|pull|rfc)|v(\\d{1,4})(?:\\.(\\d{1,4}))?|(\\d{1,4})/(\\d{1,4})(?![/\\p{L}\\d])|[/-]",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PATCH_FOR = Pattern.compile("(.+-)?patch(?:es)?-(.+)", Pattern.CASE_INSENSITIVE);

    /** {@code 1 of 2}, {@code PATCH1 of 2}, {@code 1 / 2}: to be read as one word. */
    private static final Pattern SPREAD_NUMBER = Pattern.compile(
            "(?<![\\p{L}\\d./])((?:patch)?\\d{1,4})\\s{1,4}(?:of\\s{1,4}|/\\s{0,4})(\\d{1,4})(?![\\p{L}\\d./])",
            Pattern.CASE_INSENSITIVE);

    private final List<String> tags = new ArrayList<>();
    private final List<Integer> versions = new ArrayList<>();
    private Optional<String> fraction = Optional.empty();
    private Optional<PartNumber> number = Optional.empty();
    private boolean patch;
    private boolean pull;

    /** The inside of one group; brackets within are flattened. */
    void take(String inside) {
        String flat = inside.replace('[', ' ').replace(']', ' ').strip();
        String[] words = SPREAD_NUMBER.matcher(flat).replaceAll("$1/$2").split("[\\s,;]+");
        for (int at = 0; at < words.length; at++) {
            String next = at + 1 < words.length ? words[at + 1] : "";
            if (!words[at].isEmpty() && !(words[at].equalsIgnoreCase("git") && next.equalsIgnoreCase("pull"))) {
                word(words[at]);
            }
        }
    }

    private void number(String index, String total) {
        if (number.isEmpty()) {
            number = Optional.of(new PartNumber(Integer.parseInt(index), Integer.parseInt(total)));
        }
    }

    private void word(String word) {
        Matcher patchFor = PATCH_FOR.matcher(word);
        if (!consistsOfPieces(word) && patchFor.matches()) { // QEMU people write PATCH-for-9.2
            patch = true;
            Optional.ofNullable(patchFor.group(1)).ifPresent(before -> part(before.substring(0, before.length() - 1)));
            part(patchFor.group(2));
        } else {
            part(word);
        }
    }

    private void part(String word) {
        if (consistsOfPieces(word)) {
            takePieces(word);
        } else if (consistsOfPieces(withoutMarks(word))) {
            takePieces(withoutMarks(word));
        } else if (!word.matches("[-/:]")) {
            tags.add(word);
        }
    }

    /** {@code PATCH:} and {@code (v2)} mean what they would without these marks. */
    private static String withoutMarks(String word) {
        int from = word.startsWith("(") ? 1 : 0;
        int to = word.length();
        while (to > from && (word.charAt(to - 1) == ')' || word.charAt(to - 1) == ':')) {
            to--;
        }
        return word.substring(from, to);
    }

    private static boolean consistsOfPieces(String word) {
        Matcher piece = PIECE.matcher(word);
        int at = 0;
        boolean meaning = false;
        while (at < word.length() && piece.region(at, word.length()).lookingAt()) {
            at = piece.end();
            meaning |= !piece.group().equals("-") && !piece.group().equals("/");
        }
        return at == word.length() && meaning;
    }

    private void takePieces(String word) {
        Matcher piece = PIECE.matcher(word);
        for (int at = 0; at < word.length() && piece.region(at, word.length()).lookingAt(); at = piece.end()) {
            if (piece.group(1) != null) {
                kind(piece.group(1));
            } else if (piece.group(2) != null) {
                version(piece);
            } else if (piece.group(4) != null) {
                number(piece.group(4), piece.group(5));
            }
        }
    }

    private void kind(String word) {
        switch (word.toLowerCase(Locale.ROOT)) {
            case "pull" -> {
                pull = true;
                tags.add(word);
            }
            case "rfc" -> tags.add(word);
            default -> patch = true;
        }
    }

    private void version(Matcher piece) {
        versions.add(Integer.parseInt(piece.group(2)));
        fraction = Optional.ofNullable(piece.group(3));
        if (fraction.isPresent()) {
            tags.add(piece.group());
        }
    }

    /** Versions found elsewhere count where the groups state none. */
    void versionElse(List<Integer> found) {
        if (versions.isEmpty()) {
            versions.addAll(found);
        }
    }

    List<String> tags() {
        return tags;
    }

    Optional<Integer> version() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    }

    boolean severalVersions() {
        return versions.size() > 1;
    }

    Optional<String> fraction() {
        return fraction;
    }

    Optional<PartNumber> number() {
        return number;
    }

    boolean patch() {
        return patch;
    }

    boolean pull() {
        return pull;
    }
}
