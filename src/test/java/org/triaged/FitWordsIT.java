package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.triage.UnfitWords;

/** Words are tried at a start, and not at the next one with the same. */
class FitWordsIT {

    private static final String WORDS = "words/qemu-words-1.yaml";

    private static final String FIT = "words.fit.before-commit";

    @TempDir
    private Path folder;

    private Installation here;

    @BeforeEach
    void listSpeaks() throws IOException {
        Path maildir = folder.resolve("mails");
        for (String part : List.of("new", "cur", "tmp")) {
            Files.createDirectories(maildir.resolve(part));
        }
        here = Installation.in(folder).maildir(maildir, "dry-run", 1);
    }

    @Test
    void theSameAreTriedOnce() {
        assertThat(trials()).isEqualTo(1);
        assertThat(trials()).isZero();
    }

    @Test
    void anotherProcessOfTheSameProgramNeedNotTryThem() throws Exception {
        trials();
        assertThat(here.once("-Dtriaged.fail=" + FIT + ":1:halt").waitFor()).isZero();
    }

    @Test
    void whatAMailCouldShowIsTriedAgainWhenItChanges() throws IOException {
        trials();
        here.replace("lists/devel.yaml", "ai-declared: reply", "ai-declared: record");
        assertThat(trials()).isEqualTo(1);
        here.replace("lists/devel.yaml", "devel@lists.example.org", "dev@lists.example.org");
        assertThat(trials()).isEqualTo(1);
        here.replace(WORDS, "row: [no Signed-off-by line]", "row: [no line of Signed-off-by]");
        assertThat(trials()).isEqualTo(1);
        here.replace("triaged.yaml", "triage-owner@", "triage-admin@");
        assertThat(trials()).isEqualTo(1);
        assertThat(trials()).isZero();
    }

    @Test
    void unfitWordsAreRefusedAfterFitOnesToo() throws IOException {
        trials();
        here.replace(WORDS, "row: [no Signed-off-by line]", "row: [see www.example.org]");
        for (int start = 1; start <= 2; start++) {
            assertThatThrownBy(this::trials)
                    .isInstanceOf(UnfitWords.class)
                    .hasMessageContaining("list devel: words table qemu-words-1")
                    .hasMessageContaining("B7");
        }
        here.replace(WORDS, "row: [see www.example.org]", "row: [no Signed-off-by line]");
        assertThat(trials()).isZero();
    }

    /** How often words were found fit in a start. */
    private long trials() {
        List<String> points = new ArrayList<>();
        try (TriageDaemon daemon = here.start(Events.SILENT, points::add)) {
            return points.stream().filter(FIT::equals).count();
        }
    }
}
