package org.triaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What a send journal leaves in doubt. */
final class InDoubt {

    private static final Pattern OUTCOME = Pattern.compile(" (ACCEPTED|DEFERRED|REFUSED|AMBIGUOUS) ");

    private InDoubt() {}

    /** The lines of mails that were on their way: nobody wrote down what came of them. */
    static List<String> of(Path data) {
        try {
            Path journal = data.resolve("send.journal");
            List<String> lines = Files.exists(journal) ? Files.readAllLines(journal) : List.of();
            return IntStream.range(0, lines.size())
                    .filter(at -> lines.get(at).contains(" INTENT "))
                    .filter(at -> lines.subList(at, lines.size()).stream()
                            .filter(line -> OUTCOME.matcher(line).find())
                            .noneMatch(line -> field("report", line).equals(field("report", lines.get(at)))))
                    .mapToObj(lines::get)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String field(String name, String line) {
        return line.replaceFirst(".* " + name + "=(\\S+) .*", "$1");
    }
}
