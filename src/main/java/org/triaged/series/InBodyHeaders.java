package org.triaged.series;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.triaged.mail.EncodedWords;

/**
 * The run of From, Subject and Date lines by which a body overrides its header, read as git mailinfo reads it; or what
 * {@code hg email} writes in their place.
 *
 * @param end index of the first line of the message
 * @param secondFrom the message begins with another From line, which git keeps as text
 */
record InBodyHeaders(Optional<String> from, Optional<String> subject, int end, boolean secondFrom) {

    private static final String MERCURIAL = "# HG changeset patch";
    private static final String MERCURIAL_AUTHOR = "# User ";
    private static final Set<String> KEYS = Set.of("from", "subject", "date");
    private static final Pattern GIT_SEPARATOR = Pattern.compile(">?From [0-9a-f]{40} Mon Sep 17 .*");

    static InBodyHeaders read(List<String> lines, int longestLine) {
        Map<String, StringBuilder> found = new HashMap<>();
        int at = 0;
        while (at < lines.size() && lines.get(at).isBlank()) {
            at++;
        }
        if (at < lines.size() && lines.get(at).equals(MERCURIAL)) {
            return ofMercurial(lines, at);
        }
        String open = "";
        boolean run = true;
        while (run && at < lines.size() && lines.get(at).length() <= longestLine) {
            String line = lines.get(at);
            String key = key(line);
            if (!open.isEmpty() && (line.startsWith(" ") || line.startsWith("\t")) && !line.isBlank()) {
                found.get(open).append(' ').append(line.strip());
            } else if (KEYS.contains(key) && !found.containsKey(key)) {
                found.put(
                        key, new StringBuilder(line.substring(key.length() + 1).strip()));
                open = key;
            } else if (line.startsWith("[PATCH] ") && !found.containsKey("subject")) {
                found.put("subject", new StringBuilder(line.strip()));
                open = "";
            } else {
                run = GIT_SEPARATOR.matcher(line).matches();
            }
            at += run ? 1 : 0;
        }
        boolean second = at < lines.size()
                && found.containsKey("from")
                && key(lines.get(at)).equals("from");
        while (at < lines.size() && lines.get(at).isBlank()) {
            at++;
        }
        return new InBodyHeaders(decoded(found, "from"), decoded(found, "subject"), at, second);
    }

    /** Comments above the message, one of which names the author. */
    private static InBodyHeaders ofMercurial(List<String> lines, int from) {
        Map<String, String> found = new HashMap<>();
        int at = from;
        while (at < lines.size() && lines.get(at).startsWith("#")) {
            if (lines.get(at).startsWith(MERCURIAL_AUTHOR)) {
                found.putIfAbsent("from", lines.get(at).substring(MERCURIAL_AUTHOR.length()));
            }
            at++;
        }
        return new InBodyHeaders(decoded(found, "from"), Optional.empty(), at, false);
    }

    private static String key(String line) {
        int colon = line.indexOf(':');
        boolean header = colon > 0 && colon + 1 < line.length() && Character.isWhitespace(line.charAt(colon + 1));
        return header && colon <= "subject".length() ? line.substring(0, colon).toLowerCase(Locale.ROOT) : "";
    }

    private static Optional<String> decoded(Map<String, ? extends CharSequence> found, String key) {
        return Optional.ofNullable(found.get(key))
                .map(CharSequence::toString)
                .map(EncodedWords::decode)
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }
}
