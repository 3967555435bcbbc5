package org.triaged.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.triaged.triage.ReplyState;

/** The tables of docs/replies.md are those of the code. */
class RepliesDocumentTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    @Test
    void theFieldsAreThoseOfTheWriterInItsOrder() throws IOException {
        assertThat(rows(0))
                .containsExactlyElementsOf(Arrays.stream(HeaderName.values())
                        .map(HeaderName::spelling)
                        .toList());
    }

    @Test
    void everyCheckOfTheLinterIsThere() throws IOException {
        List<String> checks = Stream.of(
                        HeaderChecks.OF_BYTES,
                        HeaderChecks.OF_COMPOSITION,
                        BodyChecks.OF_BYTES,
                        BodyChecks.OF_COMPOSITION)
                .flatMap(List::stream)
                .map(Linter.Check::id)
                .distinct()
                .toList();
        assertThat(rows(1)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(checks);
    }

    @Test
    void everyStateIsThereInItsOrder() throws IOException {
        assertThat(rows(3))
                .containsExactlyElementsOf(
                        Arrays.stream(ReplyState.values()).map(Enum::name).toList());
    }

    private static List<String> rows(int section) throws IOException {
        String page = Files.readString(Path.of("docs/replies.md")).split("(?m)^## ")[section];
        return ROW.matcher(page).results().map(row -> row.group(1)).toList();
    }
}
