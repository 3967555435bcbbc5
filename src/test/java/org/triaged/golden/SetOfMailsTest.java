package org.triaged.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.config.ConfigLoader;
import org.triaged.golden.Arrivals.Sent;
import org.triaged.series.Assembly;
import org.triaged.series.HarvestedTrailer;
import org.triaged.series.Kind;
import org.triaged.series.ListFacts;
import org.triaged.series.ListMail;
import org.triaged.series.Series;
import org.triaged.series.SeriesAssembler;
import org.triaged.source.MailFilesOnDisk;
import org.triaged.triage.MailFiles.Unreadable;

/** The series of a golden case are a function of the set of its mails. */
class SetOfMailsTest {

    private static final int ORDERS = 200;

    private static final String STRANGER = """
            From: Zoe Far <zoe@example.org>
            To: devel@lists.example.org
            Subject: [PATCH 1/2] tests: nothing to do with the others
            Date: Mon, 12 Jan 2026 08:00:03 +0000
            Message-ID: <far@example.org>

            Why.

            Signed-off-by: Zoe Far <zoe@example.org>
            ---
            diff --git a/tests/a.c b/tests/a.c
            --- a/tests/a.c
            +++ b/tests/a.c
            @@ -1 +1 @@
            -a
            +b
            """;

    @TempDir
    private static Path folder;

    @Test
    void orderAndStrangersChangeNothingAndRepliesOnlyTrailers() throws IOException, Unreadable {
        Path conf = new GoldenConf(Files.createDirectory(folder.resolve("confs"))).named("devel");
        ListFacts list =
                ConfigLoader.load(conf, Optional.empty()).lists().get(0).facts();
        ListMail stranger = new Sent(STRANGER.getBytes(StandardCharsets.UTF_8), Instant.EPOCH).read(list);
        int orders = 0;
        int replies = 0;
        for (GoldenCase example : GoldenCase.all().toList()) {
            List<ListMail> mails = read(example, list);
            Assembly whole = SeriesAssembler.assemble(mails, list);
            for (List<ListMail> order : Orders.of(mails, ORDERS, new Random(ORDERS))) {
                assertThat(SeriesAssembler.assemble(order, list))
                        .as("%s", example)
                        .isEqualTo(whole);
                orders++;
            }
            List<ListMail> more = new ArrayList<>(mails);
            more.add(stranger);
            assertThat(SeriesAssembler.assemble(more, list).series())
                    .as("%s", example)
                    .containsAll(whole.series())
                    .hasSize(whole.series().size() + 1);
            for (ListMail reply : mails) {
                if (reply.kind() == Kind.REPLY && connectsNothing(reply, mails)) {
                    List<ListMail> fewer = new ArrayList<>(mails);
                    fewer.remove(reply);
                    assertThat(rows(SeriesAssembler.assemble(fewer, list)))
                            .as("%s without %s", example, reply.id())
                            .isEqualTo(rows(whole));
                    assertThat(trailers(SeriesAssembler.assemble(fewer, list)))
                            .noneMatch(trailer -> trailer.fromMail().equals(reply.id()));
                    replies++;
                }
            }
        }
        System.out.printf(Locale.ROOT, "sets: %d orders, %d replies removed%n", orders, replies);
        assertThat(replies).isPositive();
    }

    /** A reply may also say what supersedes what, or stand between a posting and the one it answers. */
    private static boolean connectsNothing(ListMail reply, List<ListMail> mails) {
        return reply.links().supersedes().isEmpty()
                && mails.stream().noneMatch(mail -> mail.envelope().parents().contains(reply.id()));
    }

    private static List<String> rows(Assembly assembly) {
        return assembly.series().stream().map(Arrivals::row).toList();
    }

    private static List<HarvestedTrailer> trailers(Assembly assembly) {
        return assembly.series().stream()
                .map(Series::trailers)
                .flatMap(List::stream)
                .toList();
    }

    private static List<ListMail> read(GoldenCase example, ListFacts list) throws IOException, Unreadable {
        Path mails = Files.createTempDirectory(folder, "mails");
        example.copyMails(mails, "\n");
        List<ListMail> read = new ArrayList<>();
        new MailFilesOnDisk(InputStream.nullInputStream())
                .read(mails.toString(), false, mail -> read.add(new Sent(mail.raw(), mail.arrival()).read(list)));
        return read;
    }
}
