package org.triaged.policy;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triaged.series.Kind;
import org.triaged.series.ListMail;
import org.triaged.series.Trailer;

/**
 * The trailers an author is held to: those of a patch's block and of a paragraph of trailers alone above it, and of a
 * cover those of a last paragraph that holds nothing else. What is indented or in the midst of prose is an example.
 */
public final class StrictTrailers {

    private static final Pattern PARAGRAPHS = Pattern.compile("\\n\\s*\\n");

    private static final Pattern OF_BLOCK = Pattern.compile("[A-Za-z0-9-]+:.*|\\s+\\S.*");

    private StrictTrailers() {}

    public static List<Trailer> of(ListMail mail) {
        if (mail.kind() == Kind.COVER) {
            return ofCover(mail);
        }
        return Stream.concat(mail.trailersAbove().stream(), mail.trailers().stream())
                .toList();
    }

    private static List<Trailer> ofCover(ListMail mail) {
        String[] paragraphs = PARAGRAPHS.split(mail.message());
        List<String> last = paragraphs[paragraphs.length - 1].lines().toList();
        if (!last.stream().allMatch(line -> OF_BLOCK.matcher(line).matches())) {
            return List.of();
        }
        return mail.trailers().stream()
                .filter(trailer -> last.stream().anyMatch(line -> begins(line, trailer)))
                .toList();
    }

    private static boolean begins(String line, Trailer trailer) {
        String value = line.substring(line.indexOf(':') + 1).strip();
        return line.startsWith(trailer.key() + ":") && trailer.value().startsWith(value);
    }
}
