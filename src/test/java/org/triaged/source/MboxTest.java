package org.triaged.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.mail.Limits;
import org.triaged.series.Corpus;
import org.triaged.triage.MailFiles.FiledMail;

class MboxTest {

    private static final String SEPARATOR = "From ann@x.example Mon Jan  5 10:00:00 2026\n";
    private static final String PUBLIC_INBOX = "From mboxrd@z Thu Jan  1 00:00:00 1970\n";
    private static final String ONE = "Subject: one\n\nbody\n";
    private static final String TWO = "Subject: two\n\nFrom what I see\n\nend\n";

    @TempDir
    private Path folder;

    @Test
    void mailsComeInOrderWithTheirPlaces() throws IOException {
        Path mbox = ReadFiles.write(
                folder.resolve("list.mbox"), SEPARATOR + ONE + "\n" + SEPARATOR.replace("10:", "11:") + TWO + "\n");
        ReadFiles read = ReadFiles.of(mbox);
        assertThat(read.texts()).containsExactly(ONE, TWO);
        assertThat(read.places()).containsExactly(mbox + " 1", mbox + " 2");
        assertThat(read.mails().stream().map(FiledMail::arrival))
                .containsExactly(Instant.parse("2026-01-05T10:00:00Z"), Instant.parse("2026-01-05T11:00:00Z"));
        assertThat(read.trouble()).isEmpty();
    }

    @Test
    void linesKeepTheirEnds() throws IOException {
        assertThat(texts((SEPARATOR + ONE + "\n" + SEPARATOR + TWO + "\n").replace("\n", "\r\n")))
                .containsExactly(ONE.replace("\n", "\r\n"), TWO.replace("\n", "\r\n"));
        assertThat(texts(SEPARATOR + "Subject: x\n\n\r\r\n\n\r\n")).containsExactly("Subject: x\n\n\r\r\n\n");
    }

    @Test
    void oneEmptyLineAtMostBelongsToTheSeparator() throws IOException {
        assertThat(texts(SEPARATOR + ONE + SEPARATOR + TWO)).containsExactly(ONE, TWO);
        assertThat(texts(SEPARATOR + ONE + "\n\n" + SEPARATOR + TWO + "\n\n\n"))
                .containsExactly(ONE + "\n", TWO + "\n\n");
        assertThat(texts(SEPARATOR + ONE + " \n" + SEPARATOR + TWO)).containsExactly(ONE + " \n", TWO);
    }

    @Test
    void theLastLineNeedsNoEnd() throws IOException {
        assertThat(texts(SEPARATOR + ONE + "\n" + SEPARATOR + "Subject: x\n\nend"))
                .containsExactly(ONE, "Subject: x\n\nend");
        assertThat(texts(SEPARATOR + ONE + "\n" + SEPARATOR.strip())).containsExactly(ONE, "");
    }

    @Test
    void whatGitDoesNotSplitAtStaysInTheBody() throws IOException {
        String body = "Subject: x\n\n" + String.join("\n\n", SeparatorLineTest.NOT_SPLITTING) + "\n";
        assertThat(texts(SEPARATOR + body + "\n" + SEPARATOR + ONE + "\n")).containsExactly(body, ONE);
    }

    @Test
    void whatGitSplitsAtSplitsWithoutAnEmptyLineToo() throws IOException {
        String mbox = String.join("\n" + ONE, SeparatorLineTest.SPLITTING) + "\n" + ONE;
        assertThat(texts(mbox)).hasSize(SeparatorLineTest.SPLITTING.size()).containsOnly(ONE);
    }

    @Test
    void quotedLinesAreUnquotedOnlyWhereTheyWereQuoted() throws IOException {
        String body = "Subject: x\n\n>From a\n>>From b\n> From c\n>from d\n>From\n>>> Frome\n";
        String plain = "Subject: x\n\nFrom a\n>From b\n> From c\n>from d\n>From\n>>> Frome\n";
        assertThat(texts(SEPARATOR + body)).containsExactly(body);
        assertThat(texts(SEPARATOR + ONE + PUBLIC_INBOX + body)).containsExactly(ONE, body);
        assertThat(texts(PUBLIC_INBOX + body + SEPARATOR + body)).containsExactly(plain, plain);
        Path mbox = ReadFiles.write(folder.resolve("mboxrd"), SEPARATOR + body);
        assertThat(ReadFiles.of(mbox.toString(), true, "").texts()).containsExactly(plain);
    }

    @Test
    void anUnquotedLineSplitsNothing() throws IOException {
        String body = "Subject: x\n\n>" + SEPARATOR + "end\n";
        assertThat(texts(PUBLIC_INBOX + body)).containsExactly(body.replace(">", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n \t\n"})
    void anMboxMayHoldNoMail(String nothing) throws IOException {
        assertThat(ReadFiles.of(ReadFiles.write(folder.resolve("empty.mbox"), nothing)))
                .isEqualTo(ReadFiles.of("-", false, nothing))
                .isEqualTo(new ReadFiles(List.of(), Optional.empty()));
    }

    @Test
    void whiteSpaceBeforeTheFirstSeparatorIsPassedOver() throws IOException {
        assertThat(texts("\n \r\n  " + SEPARATOR + ONE)).containsExactly(ONE);
        String odd = "\n".repeat(101) + SEPARATOR + ONE;
        assertThat(texts(odd)).containsExactly(odd);
    }

    @Test
    void whatDoesNotBeginAsAnMboxIsOneMail() throws IOException {
        String mail = "\n" + ONE + "\n" + SEPARATOR + ONE + "\n";
        assertThat(texts(mail)).containsExactly(mail);
    }

    @Test
    void ofAMailTooLargeToParseOnlyTheBeginningIsKept() throws IOException {
        String line = "x".repeat(70_000) + "\n";
        String mail = "Subject: large\n\n" + line.repeat(Limits.DEFAULT.rawSize() / line.length() + 5);
        List<String> texts = texts(SEPARATOR + mail + SEPARATOR + ONE);
        assertThat(texts).hasSize(2).last().isEqualTo(ONE);
        assertThat(texts.get(0)).isEqualTo(mail.substring(0, Limits.DEFAULT.rawSize() + 1));
    }

    @Test
    void aLineMayBeLongerThanTheBuffer() throws IOException {
        for (int length : new int[] {65_535, 65_536, 65_537, 131_072, 200_000}) {
            String mail = "Subject: x\n\n" + "From " + "y".repeat(length - 5) + " 10:00:00 2026\n>From z\n";
            assertThat(texts(PUBLIC_INBOX + mail + "\n" + PUBLIC_INBOX + ONE))
                    .containsExactly(mail.replace(">", ""), ONE);
        }
    }

    @TestFactory
    Stream<DynamicTest> realMboxesGiveTheBytesOfTheArchive() throws IOException {
        Corpus corpus = Corpus.beside();
        if (!corpus.present()) {
            return Stream.of(DynamicTest.dynamicTest("the corpus is absent", () -> assumeTrue(false)));
        }
        return corpus.mboxes().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    List<byte[]> wanted = corpus.mails(name);
                    List<FiledMail> read = ReadFiles.of(corpus.file(name)).mails();
                    assertThat(read).hasSameSizeAs(wanted);
                    for (int at = 0; at < wanted.size(); at++) {
                        byte[] mail = wanted.get(at);
                        assertThat(read.get(at).n()).isEqualTo(at + 1);
                        assertThat(read.get(at).raw()).as("mail %d", at + 1).isEqualTo(mail);
                        assertThat(read.get(at).arrival()).as("mail %d", at + 1).isAfter(Instant.EPOCH);
                    }
                }));
    }

    private List<String> texts(String mbox) throws IOException {
        ReadFiles read = ReadFiles.of(ReadFiles.write(folder.resolve("an.mbox"), mbox));
        assertThat(read.trouble()).isEmpty();
        assertThat(ReadFiles.of("-", false, mbox).texts()).as("standard input").isEqualTo(read.texts());
        return read.texts();
    }
}
