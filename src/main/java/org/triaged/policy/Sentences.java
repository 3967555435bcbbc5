package org.triaged.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triaged.series.ListMail;
import org.triaged.series.Trailer;

/** The sentences of a message that may claim something: no quote, no example, no trailer, no question and no denial. */
final class Sentences {

    /** Without this word only the name of a listed exception claims anything. */
    static final String EXCEPTION = "exception";

    private static final int LONGEST = 400;

    private static final Pattern END = Pattern.compile("(?<=[.!?])\\s+");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private static final Pattern DENIAL =
            Pattern.compile("(?i)\\b(?:no|not|never|without|nor|none|neither|cannot)\\b|n['\u2019]t\\b");

    private Sentences() {}

    static List<String> claiming(ListMail mail) {
        return paragraphs(mail).stream()
                .flatMap(END::splitAsStream)
                .map(sentence -> BLANKS.matcher(sentence.strip()).replaceAll(" "))
                .filter(sentence -> !sentence.isEmpty() && !sentence.endsWith("?"))
                .filter(sentence -> !DENIAL.matcher(sentence).find())
                .map(sentence -> sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST))
                .toList();
    }

    /** The word "exception" beside the name of the policy document, or beside "AI policy". */
    static boolean speaksOfException(String sentence, Optional<String> document) {
        return ListedException.holdsWord(sentence, EXCEPTION)
                && (isNamed(document, sentence.toLowerCase(Locale.ROOT))
                        || ListedException.holdsWord(sentence, "AI policy"));
    }

    private static boolean isNamed(Optional<String> document, String sentence) {
        return document.map(path -> path.toLowerCase(Locale.ROOT))
                .filter(path -> names(path).anyMatch(sentence::contains))
                .isPresent();
    }

    /** Its file name, with and without the ending. */
    private static Stream<String> names(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return Stream.of(file, dot > 0 ? file.substring(0, dot) : file);
    }

    private static List<String> paragraphs(ListMail mail) {
        List<String> paragraphs = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        Set<String> keys = Stream.concat(mail.trailers().stream(), mail.trailersAbove().stream())
                .map(Trailer::key)
                .collect(Collectors.toSet());
        boolean fenced = false;
        for (String line : mail.message().lines().toList()) {
            boolean fence = line.startsWith("```");
            fenced ^= fence;
            boolean prose = !fenced && !fence && !line.isBlank() && line.charAt(0) > ' ' && line.charAt(0) != '>';
            if (prose && !keys.contains(line.substring(0, Math.max(0, line.indexOf(':'))))) {
                paragraph.append(line).append(' ');
            } else {
                paragraphs.add(paragraph.toString());
                paragraph.setLength(0);
            }
        }
        paragraphs.add(paragraph.toString());
        return paragraphs;
    }
}
