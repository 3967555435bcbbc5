package org.triaged.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks what docs/runbook.md asks, as it stands there. With {@code -Dgolden=accept} its answers are written anew. */
class RunbookTest {

    private static final Path RUNBOOK = Path.of("docs/runbook.md");

    private static final Pattern QUESTION = Pattern.compile("(?s)```sql\n(.*?)\n```\n\n```text\n(.*?)```\n");

    private static final Pattern HEADING = Pattern.compile("(?m)^## ([0-9]+)\\. .*[?]$");

    private static final int TEN = 10;

    @TempDir
    private Path folder;

    @Test
    void everyQuestionIsAnsweredAsTheRunbookSays() throws IOException {
        AskedVerbs verbs = new AskedVerbs(SeededLife.in(folder), folder.resolve("data"));
        String page = Files.readString(RUNBOOK);
        Matcher asked = QUESTION.matcher(page);
        String answered = asked.replaceAll(question -> Matcher.quoteReplacement(
                "```sql\n" + question.group(1) + "\n```\n\n```text\n" + answer(verbs, question) + "```\n"));
        if ("accept".equals(System.getProperty("golden"))) {
            Files.writeString(RUNBOOK, answered);
        }
        assertThat(answered).isEqualTo(Files.readString(RUNBOOK));
    }

    @Test
    void tenQuestionsAreAskedAndEachHasAnAnswer() throws IOException {
        String[] parts = Files.readString(RUNBOOK).split("(?m)^(?=## )");
        assertThat(parts).hasSize(TEN + 1);
        for (int number = 1; number <= TEN; number++) {
            assertThat(HEADING.matcher(parts[number]).results().map(heading -> heading.group(1)))
                    .containsExactly(Integer.toString(number));
            assertThat(QUESTION.matcher(parts[number]).results().map(MatchResult::group))
                    .isNotEmpty()
                    .allSatisfy(block -> assertThat(block).containsPattern("[0-9]+ rows?\n"));
        }
    }

    private static String answer(AskedVerbs verbs, MatchResult question) {
        AskedVerbs.Ran ran = verbs.run("query", question.group(1));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        return ran.out();
    }
}
