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
    private static final Pattern DIGITS = Pattern.compile("\\d{1,4}");

    private final List<String> tags = new ArrayList<>();
    private final List<Integer> versions = new ArrayList<>();
    private Optional<String> fraction = Optional.empty();
    private Optional<PartNumber> number = Optional.empty();
    private boolean patch;
    private boolean pull;

    /** The inside of one group; brackets within are flattened. */
    void take(String inside) {
        String[] words = inside.replace('[', ' ').replace(']', ' ').strip().split("[\\s,;]+");
        for (int at = 0; at < words.length; at++) {
            String next = at + 1 < words.length ? words[at + 1] : "";
            if (at + 2 < words.length && next.equalsIgnoreCase("of") && digits(words[at]) && digits(words[at + 2])) {
                number(words[at], words[at + 2]);
                at += 2;
            } else if (!words[at].isEmpty() && !(words[at].equalsIgnoreCase("git") && next.equalsIgnoreCase("pull"))) {
                word(words[at]);
            }
        }
    }

    private static boolean digits(String word) {
        return DIGITS.matcher(word).matches();
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
        } else if (!word.equals("/")) {
            tags.add(word);
        }
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
