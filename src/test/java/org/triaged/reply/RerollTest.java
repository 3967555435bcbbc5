package org.triaged.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triaged.policy.Posted;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** Series of patches told by title and state: {@code a-} is unsigned, {@code a+} is signed, {@code a~} by another. */
class RerollTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            a- b+       | a- b+      | patch 1/2 (as in v1)                    | -
            a- b+       | a- b-      | patch 1 (as in v1), patch 2 (new)       | -
            a- b-       | a+ b-      | patch 2/2 (as in v1)                    | patch 1
            a- b- c-    | a+ b+ c-   | patch 3/3 (as in v1)                    | patches 1 and 2
            a- b+       | b+ a-      | patch 2/2 (as in v1)                    | -
            a- b+       | b- a+      | patch 1/2 (new)                         | patch 2
            a- b+       | c- b+      | patch 1/2 (as in v1)                    | -
            a- b-       | b-         | patch 1/1 (as in v1)                    | -
            a- b+       | b- c+      | patch 1/2 (new)                         | -
            a+ a-       | a- a+      | patch 1/2 (new)                         | patch 2
            a+ b+       | a- b+      | patch 1/2 (new)                         | -
            """)
    void eachPatchIsHeldAgainstItsOlderSelf(String before, String now, String places, String settled) {
        String text = text(2, now, Optional.of(earlier(1, before)));
        for (String place : places.split(", (?=patch)")) {
            assertThat(text.replaceAll(" +", " ")).contains(place);
        }
        assertThat(text.contains("Settled since v1, ")).isEqualTo(settled != null);
        if (settled != null) {
            assertThat(text).contains("Settled since v1, no Signed-off-by line in " + settled + ".\n");
        }
    }

    @Test
    void whatIsNewAndWhatIsNotStandInOneRow() {
        assertThat(text(2, "a- b- c- d-", Optional.of(earlier(1, "a- b+ c- d+"))))
                .contains("""
                  1  no Signed-off-by line              patches 1, 3   (as in v1)
                                                        patches 2, 4   (new)
                """);
    }

    @Test
    void aSignOffByAnotherSettlesOnePointAndMakesTheNext() {
        assertThat(text(2, "a~ b+", Optional.of(earlier(1, "a- b+"))))
                .contains("no sign-off by the author          patch 1/2   (new)\n")
                .contains("Settled since v1, no Signed-off-by line in patch 1.\n");
    }

    @Test
    void aDisclosureThatIsGoneIsNotCalledSettled() {
        Series older = series(1, "a- b+", "Assisted-by: Toolname:x-1\n");
        Earlier earlier = Earlier.of(older, Posted.judged(older, Letters.PROFILE));
        assertThat(earlier.spoken()).hasSizeGreaterThan(2);
        assertThat(text(2, "a+ b-", Optional.of(earlier)))
                .contains("Settled since v1, no Signed-off-by line in patch 1.\n");
    }

    @Test
    void withoutAnOlderVersionThereAreNoMarks() {
        assertThat(text(2, "a- b+", Optional.empty())).doesNotContain("(as in", "(new)", "Settled");
        assertThat(text(2, "a- b+", Optional.of(earlier(2, "a- b-")))).doesNotContain("(as in", "(new)", "Settled");
    }

    @Test
    void theLongestMailsAreShortenedUntilTheyFit() {
        String[] keys = {"Assisted-by: LLM", "Generated-by: Copilot", "AI-generated: yes", "Made-with: AI", ""};
        String many = IntStream.range(0, 60).mapToObj(i -> "t" + i + "-").collect(Collectors.joining(" "));
        String some = IntStream.range(0, 60)
                .mapToObj(i -> "t" + i + List.of("-", "+", "~").get(i % 3))
                .collect(Collectors.joining(" "));
        Series older = series(1, many, keys);
        Earlier earlier = Earlier.of(older, Posted.judged(older, Letters.PROFILE));
        Series now = series(2, some, keys);
        String text = Letters.text(new Composition(
                now,
                Posted.judged(now, Letters.PROFILE),
                Optional.of(earlier),
                Posted.LIST,
                Letters.sender(),
                Posted.NOW));
        assertThat(text).contains("20 patches", "(as in v1)", "[ai-declared, ai-vendor-trailer]");
        assertThat(text.lines().takeWhile(line -> !line.equals("-- "))).hasSizeLessThanOrEqualTo(45);
    }

    private static Earlier earlier(int version, String parts) {
        Series series = series(version, parts);
        return Earlier.of(series, Posted.judged(series, Letters.PROFILE));
    }

    private static String text(int version, String parts, Optional<Earlier> earlier) {
        Series series = series(version, parts);
        return Letters.text(new Composition(
                series, Posted.judged(series, Letters.PROFILE), earlier, Posted.LIST, Letters.sender(), Posted.NOW));
    }

    /** @param trailers of the patches in turn, before the sign-off */
    private static Series series(int version, String parts, String... trailers) {
        List<String> told = Arrays.asList(parts.split(" +"));
        List<ListMail> mails = new ArrayList<>();
        String tag = "[PATCH v" + version + " ";
        mails.add(Posted.mail(Posted.fields(1, tag + "0/" + told.size() + "] frob: all"), "What it is for.\n"));
        for (int i = 0; i < told.size(); i++) {
            String part = told.get(i);
            String title = part.substring(0, part.length() - 1);
            Map<String, String> fields = Posted.fields(i + 2, tag + (i + 1) + "/" + told.size() + "] frob: " + title);
            fields.put("In-Reply-To", "<20260112101500.4711-1-ann@example.org>");
            String trailer = trailers.length == 0 ? "" : trailers[i % trailers.length].strip();
            String block = Stream.of(trailer, signed(part))
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.joining("\n"));
            mails.add(Posted.mail(fields, Posted.patchText("Why.\n\n" + block)));
        }
        return Posted.assembled(mails);
    }

    private static String signed(String part) {
        return switch (part.charAt(part.length() - 1)) {
            case '+' -> Posted.SIGNED;
            case '~' -> "Signed-off-by: Bob Q <bob@example.org>";
            default -> "";
        };
    }
}
