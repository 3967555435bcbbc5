package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.series.Corpus;
import org.triaged.wire.Front;
import org.triaged.wire.Identities.Identity;
import org.triaged.wire.RealServers;

/**
 * Mails of three days, which came while nothing read them, from a Dovecot that is 40 ms away: how long one start takes until
 * it has fetched, read and judged them all. It asserts no time; it fails when a mail or a verdict is missing.
 */
class OutageBench {

    private static final int MAILS = Integer.getInteger("triaged.mails", 2_000);

    private static final Duration ONE_WAY = Duration.ofMillis(20);

    @TempDir
    private Path folder;

    private RealList list;

    @AfterEach
    void discard() {
        if (list != null) {
            list.discard();
        }
    }

    @Test
    void mailsOfThreeDays() throws Exception {
        Corpus corpus = Corpus.beside();
        assumeTrue(corpus.present(), "the corpus is absent");
        List<byte[]> mails = mails(corpus);
        try (Front far = Front.plain(RealServers.shared().dovecot().imapsPort()).far(ONE_WAY)) {
            list = new RealList(folder, "record").imap(Identity.GOOD, far.port(), "implicit");
            assertThat(list.installation().once().waitFor()).isZero();
            list.lay(mails);
            String before = far.sent();
            long began = System.nanoTime();
            assertThat(list.installation().once().waitFor())
                    .as(list.installation().output())
                    .isZero();
            double seconds = (System.nanoTime() - began) / 1e9;
            assertThat(list.ask("SELECT COUNT(*) FROM mail_source WHERE state = 'STORED'"))
                    .isEqualTo(Integer.toString(MAILS));
            assertThat(list.ask("SELECT COUNT(*) FROM mail WHERE state IN ('FETCHED', 'PARSED')"))
                    .isEqualTo("0");
            System.out.printf(
                    Locale.ROOT,
                    "%d mails, 40 ms away: fetched, read and judged in %.1f s; %s series, %s of them judged; %d kB of TLS sent%n",
                    MAILS,
                    seconds,
                    list.ask("SELECT COUNT(*) FROM series"),
                    list.ask("SELECT COUNT(DISTINCT series) FROM judgement"),
                    (far.sent().length() - before.length()) >> 10);
        }
    }

    private static List<byte[]> mails(Corpus corpus) throws IOException {
        List<byte[]> mails = new ArrayList<>();
        for (String mbox : corpus.mboxes()) {
            mails.addAll(corpus.mails(mbox));
        }
        assertThat(mails).hasSizeGreaterThanOrEqualTo(MAILS);
        return mails.subList(0, MAILS);
    }
}
