package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triaged.mail.Person;

class MailReaderTest {

    private static final String SIGNED = "Say why.\n\nSigned-off-by: Ann Dev <ann@example.org>\n---\n f.c | 2 +-\n\n";

    private static ListMail mail(String fields, String body) {
        return Mails.read(fields + "Message-ID: <1@example.org>\nDate: 5 Jan 2026 09:00 +0000\n\n" + body);
    }

    private static ListMail fromAnn(String subject, String body) {
        return mail("From: Ann Dev <ann@example.org>\nSubject: " + subject + "\n", body);
    }

    @Test
    void aPatchIsReadAsGitReadsIt() {
        ListMail patch = fromAnn("[PATCH] hw: x", SIGNED + Mails.DIFF + "-- \n2.39\n");
        assertThat(patch.kind()).isEqualTo(Kind.PATCH);
        assertThat(patch.message()).isEqualTo("Say why.\n\nSigned-off-by: Ann Dev <ann@example.org>");
        assertThat(patch.notes()).isEqualTo(" f.c | 2 +-");
        assertThat(patch.trailers())
                .extracting(Trailer::line)
                .containsExactly("Signed-off-by: Ann Dev <ann@example.org>");
        assertThat(patch.files()).extracting(FileChange::path).containsExactly("f.c");
        assertThat(patch.oddities()).isEmpty();
    }

    @Test
    void theInBodyFromIsTheAuthorAndASecondIsText() {
        ListMail patch = fromAnn(
                "[PATCH] x", "\nFROM: Bob <bob@example.org>\nFrom: Eve <eve@example.org>\n\n" + SIGNED + Mails.DIFF);
        assertThat(patch.author()).isEqualTo(Person.of("Bob", "bob@example.org"));
        assertThat(patch.inBodyFrom()).contains(patch.author());
        assertThat(patch.sender()).isEqualTo(Person.of("Ann Dev", "ann@example.org"));
        assertThat(patch.message()).startsWith("From: Eve");
        assertThat(patch.oddities()).contains("second-from");
    }

    @Test
    void theInBodySubjectGivesTheTitle() {
        ListMail patch = fromAnn("[PATCH v2 1/2] cut", "Subject: the whole\n title\n\n" + SIGNED + Mails.DIFF);
        assertThat(patch.subject().title()).isEqualTo("the whole title");
        assertThat(patch.subject().number()).contains(new PartNumber(1, 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            X-Original-From: Ann Dev <ann@example.org>            | munged-from
            Reply-To: Ann Dev <ann@example.org>, devel@example.org| munged-from
            Reply-To: ann@example.org                             | munged-from
            Cc: Bob <b@example.org>, Ann Dev <ann@example.org>    | munged-from
            X-None: the sign-off tells                            | munged-from
            """)
    void aSenderThatTheListRewroteIsRecovered(String trace, String oddity) {
        ListMail patch =
                mail("From: Ann Dev via <devel@example.org>\nSubject: [PATCH] x\n" + trace + "\n", SIGNED + Mails.DIFF);
        assertThat(patch.sender()).isEqualTo(Person.of("Ann Dev", "ann@example.org"));
        assertThat(patch.author()).isEqualTo(patch.sender());
        assertThat(patch.oddities()).contains(oddity);
    }

    @Test
    void aSenderThatNothingRecoversHasNoAddress() {
        ListMail patch = mail(
                "From: 'Bob Q' via devel <devel@other.org>\nList-Id: Dev <devel.other.org>\nSubject: [PATCH] x\n",
                SIGNED + Mails.DIFF);
        assertThat(patch.sender().name()).contains("Bob Q");
        assertThat(patch.sender().email()).isEmpty();
        assertThat(patch.oddities()).contains("munged-from-lost");
    }

    @Test
    void aRelayIsNotTheSender() {
        ListMail patch = mail(
                "From: Ann via Relay <devnull+ann.example.org@kernel.org>\nReply-To: ann@example.org\nSubject: [PATCH] x\n",
                SIGNED + Mails.DIFF);
        assertThat(patch.sender()).isEqualTo(Person.of("Ann", "ann@example.org"));
    }

    @Test
    void aFooterAndASignatureAreNoText() {
        ListMail reply = fromAnn(
                "Re: [PATCH] x",
                "> quoted\nFine.\n-- \nAnn\n_______________________________________________\ndevel\nhttps://example.org/devel\n");
        assertThat(reply.kind()).isEqualTo(Kind.REPLY);
        assertThat(reply.message()).isEqualTo("> quoted\nFine.");
    }

    @Test
    void aDiffBelowASignatureIsRead() {
        ListMail patch =
                fromAnn("[PATCH] x", "Why.\n\nSigned-off-by: Ann Dev <ann@example.org>\n-- \nAnn\n\n" + Mails.DIFF);
        assertThat(patch.files()).hasSize(1);
        assertThat(patch.trailers()).hasSize(1);
        assertThat(patch.message()).doesNotContain("--");
    }

    /** Such a rule has at most eight lines to the end, and a change of mode is shorter. */
    @Test
    void aShortDiffBelowALinkAndARuleIsRead() {
        ListMail mail = fromAnn(
                "x",
                "Why.\n---------------------\nhttps://example.org/devel\n"
                        + "diff --git a/run b/run\nold mode 100644\nnew mode 100755\n");
        assertThat(mail.kind()).isEqualTo(Kind.DISCUSSION);
    }

    @Test
    void signOffsThatStandElsewhereAreOdd() {
        ListMail patch = fromAnn(
                "[PATCH] x",
                "Signed-off-by: Ann Dev <ann@example.org>\n\nMore words\nhere.\n---\nSigned-off-by: B <b@example.org>\n"
                        + Mails.DIFF);
        assertThat(patch.trailers()).isEmpty();
        assertThat(patch.oddities()).contains("signoff-outside-block", "signoff-below-cut");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [PATCH] x             | diff     | PATCH
            [1/2] x               | diff     | PATCH
            x                     | git form | PATCH
            x                     | diff     | DISCUSSION
            [RFC] what of x?      | diff     | DISCUSSION
            Re: [PATCH] x         | diff     | REPLY
            Re: [PATCH] x         | words    | REPLY
            [PATCH 1/2] x         | words    | PATCH
            [PATCH] x             | words    | OTHER
            [PATCH 0/2] x         | words    | COVER
            [PATCH 0/2] x         | diff     | COVER
            [PULL 0/9] x          | words    | PULL
            [PULL 1/9] x          | diff     | PULL
            [GIT PULL] x          | words    | PULL
            x                     | pull     | PULL
            ping                  | words    | PING
            Re: gentle ping!      | words    | PING
            Ping: [PATCH v2] x    | words    | PING
            Re: [PATCH] x         | Ping?    | PING
            Re: [PATCH] x         | Ping me when the tests of the whole tree have run on your machine, and then I will look. | REPLY
            pinging is slow       | words    | OTHER
            [PATCH] x             | Re:      | OTHER
            """)
    void theKindOfAMailIsTold(String subject, String content, Kind kind) {
        String body =
                switch (content) {
                    case "diff" -> "Words.\n\n" + Mails.DIFF;
                    case "git form" -> SIGNED + Mails.DIFF;
                    case "pull" ->
                        "The following changes since commit 1:\n\nare available in the Git repository at:\n\n  https://x\n";
                    default -> content + "\n";
                };
        assertThat(fromAnn(subject, body).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "Auto-Submitted: auto-replied, AUTO",
        "Auto-Submitted: no, OTHER",
        "Content-Type: multipart/report, AUTO",
        "Precedence: bulk, OTHER",
        "Precedence: junk, AUTO",
        "Return-Path: <>, AUTO",
        "X-Loop: bot@example.org, AUTO",
        "X-Triaged-Series: 1, AUTO"
    })
    void automaticMailIsKnown(String field, Kind kind) {
        assertThat(mail("From: Ann <ann@example.org>\nSubject: x\n" + field + "\n", "x\n")
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void aReplyGivesItsTrailersFromUnquotedLines() {
        ListMail reply = mail(
                "From: Bob <bob@example.org>\nSubject: Re: [PATCH] x\n",
                "> Signed-off-by: Ann <ann@example.org>\n\n  Reviewed-by: Bob\n <bob@example.org>\n\n> more\n"
                        + "Fixes: the build\nTested-by: Bob <bob@example.org> # arm\n");
        assertThat(reply.trailers())
                .extracting(Trailer::line)
                .containsExactly("Reviewed-by: Bob <bob@example.org>", "Tested-by: Bob <bob@example.org> # arm");
    }

    @Test
    void aTrailerInAnAnswerWithoutPrefixMakesItAReply() {
        ListMail reply = mail(
                "From: Bob <bob@example.org>\nSubject: x\nIn-Reply-To: <0@example.org>\n",
                "Acked-by: Bob <bob@example.org>\n");
        assertThat(reply.kind()).isEqualTo(Kind.REPLY);
    }

    @Test
    void aDiffInAReplyIsNotListed() {
        ListMail reply = fromAnn("Re: [PATCH] x", "Try this:\n" + Mails.DIFF);
        assertThat(reply.files()).isEmpty();
        assertThat(reply.oddities()).contains("diff-in-reply");
    }

    @Test
    void anAttachedPatchIsKeptAsSuch() {
        ListMail patch = mail(
                "From: Ann Dev <ann@example.org>\nSubject: [PATCH] x\nContent-Type: multipart/mixed; boundary=b\n",
                "--b\n\nSee there.\n--b\nContent-Type: text/x-patch; name=a\n\n" + Mails.DIFF + "\n--b--\n");
        assertThat(patch.attached()).contains("diff --git");
        assertThat(patch.oddities()).contains("attached-patch");
    }
}
