package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triaged.mail.MessageId;

class LinksTest {

    private static final String SIGNED = "Say why.\n\nSigned-off-by: Ann Dev <ann@example.org>\n---\n";

    private static ListMail patch(String body) {
        return Mails.read(Mails.header("a", "[PATCH] x", "09:00", "") + body);
    }

    private static ListMail text(String body) {
        return Mails.plain("t", "Re: [PATCH] x", "09:00", "a", body);
    }

    private static List<MessageId> ids(String... values) {
        return List.of(values).stream().map(MessageId::new).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <b_1@example.org>                                        | b_1@example.org
            b@example.org                                            | b@example.org
            b@example.org.                                           | b@example.org
            https://lore.example.org/all/b%2B1%40x@example.org/t/#u  | b+1@x@example.org
            <https://lore.example.org/devel/b@example.org/>          | b@example.org
            https://lore.example.org/devel/b%zz@example.org          | b%zz@example.org
            """)
    void anIdIsReadInEachForm(String value, String id) {
        assertThat(text("Based-on: " + value + "\n").links().basedOn()).isEqualTo(ids(id));
        assertThat(text("Obsoletes: " + value + "\n").links().supersedes()).isEqualTo(ids(id));
    }

    @Test
    void allLinksAreKeptInOrder() {
        ListMail patch =
                patch(SIGNED + "based-on: <b@example.org>\nDepends-on:\n <c@example.org>\nBased-on: <b@example.org>\n"
                        + "Supersedes: <1@example.org>\nSupersedes: <0@example.org>\n\n" + Mails.DIFF);
        assertThat(patch.links().basedOn()).isEqualTo(ids("b@example.org", "c@example.org"));
        assertThat(patch.links().supersedes()).isEqualTo(ids("1@example.org", "0@example.org"));
        assertThat(patch.oddities()).isEmpty();
    }

    @Test
    void quotesSignaturesAndDiffsLinkToNothing() {
        assertThat(text("> Based-on: <b@example.org>\nNo.\n-- \nBased-on: <c@example.org>\n")
                        .links())
                .isEqualTo(Links.NONE);
        assertThat(patch(SIGNED + Mails.DIFF.replace(" a\n", " Based-on: <b@example.org>\n"))
                        .links())
                .isEqualTo(Links.NONE);
    }

    @Test
    void freeTextAndTheOwnIdAreBadLinks() {
        assertThat(text("Based-on: the master branch\n").oddities()).contains("bad-link");
        assertThat(text("Supersedes: <t@example.org>\n").oddities()).contains("bad-link");
        assertThat(text("Based-on: <b@example.org>\n").oddities()).doesNotContain("bad-link");
    }

    @Test
    void longLinesOfPunctuationAreReadOnce() {
        String line = "Based-on: " + ")".repeat(1_900) + "x\n";
        assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThat(text(line.repeat(2_000)).oddities()).contains("bad-link"));
    }

    @Test
    void whatStandsBehindTheDiffCounts() {
        Links links = patch(
                        SIGNED + "\n" + Mails.DIFF
                                + "\n---\nbase-commit: 0123456789ABCDEF0123456789abcdef01234567\nchange-id: 20260105-x-0123\n\n-- \nAnn\n")
                .links();
        assertThat(links.baseCommit()).contains("0123456789abcdef0123456789abcdef01234567");
        assertThat(links.changeId()).contains("20260105-x-0123");
    }

    @Test
    void aChangeIdInTheMessageIsOnlyATrailer() {
        String message = "Say why.\n\nChange-Id: I0123\nSigned-off-by: Ann Dev <ann@example.org>\n---\n\n";
        assertThat(patch(message + Mails.DIFF).links().changeId()).isEmpty();
        assertThat(Mails.plain("c", "[PATCH 0/2] x", "09:00", "", "Why.\n\nchange-id: one\n")
                        .links()
                        .changeId())
                .contains("one");
    }

    @Test
    void aHeaderMayGiveTheChangeId() {
        String header = Mails.header("a", "[PATCH] x", "09:00", "").replace("X-None: 1", "X-Change-ID: one");
        assertThat(Mails.read(header + SIGNED + Mails.DIFF).links().changeId()).contains("one");
    }

    @Test
    void aWordThatIsNoCommitIsNoBase() {
        assertThat(patch(SIGNED + "base-commit: master\n\n" + Mails.DIFF).links())
                .isEqualTo(Links.NONE);
    }

    private static Links pull(String place) {
        return Mails.plain("p", "[PULL 0/1] x", "09:00", "", """
                        The following changes since commit 1:

                          x

                        are available in the Git repository at:%s
                        for you to fetch changes up to 2:
                        """.formatted(place))
                .links();
    }

    @Test
    void aPullRequestSaysWhereToPullFrom() {
        assertThat(pull("\n\n  https://git.example.org/x.git tags/pull-x\n\n")
                        .pull()
                        .orElseThrow())
                .extracting(Links.PullRequest::url, asked -> asked.ref().orElseThrow())
                .containsExactly("https://git.example.org/x.git", "tags/pull-x");
        assertThat(pull("\n\n  https://git.example.org/x.git\n\n")
                        .pull()
                        .orElseThrow()
                        .ref())
                .isEmpty();
        assertThat(text("are available in the Git repository at:\n\n  https://x\n")
                        .links())
                .isEqualTo(Links.NONE);
    }
}
