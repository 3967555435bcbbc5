package org.triaged.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.config.ConfigLoader;
import org.triaged.golden.Arrivals.Sent;
import org.triaged.triage.WatchedList;

/** Five patches and their cover say the same, whichever of them comes first: one mail, the same but for its Date. */
class PartsInAnyOrderTest {

    private static final int PARTS = 5;

    /** Of 720; all of them: {@code -Dtriaged.arrivals=720}. */
    private static final int TRIED = Integer.getInteger("triaged.arrivals", 4);

    private static final Instant FIRST = Instant.parse("2026-08-01T10:00:00Z");

    private final Random random = new Random(Long.getLong("triaged.seed", 5));

    @TempDir
    private Path folder;

    @Test
    void whateverComesFirstGivesOneMail() throws IOException {
        List<List<Integer>> orders = new ArrayList<>(orders());
        Collections.shuffle(orders, random);
        verify(orders.subList(0, Math.min(TRIED, orders.size())));
    }

    private List<List<Integer>> orders() {
        return Orders.of(List.of(0, 1, 2, 3, 4, PARTS), 0, random);
    }

    private void verify(List<List<Integer>> orders) throws IOException {
        GoldenConf conf = new GoldenConf(Files.createDirectory(folder.resolve("conf")));
        WatchedList list =
                ConfigLoader.load(conf.named("devel"), Optional.empty()).lists().get(0);
        List<String> inOrder = mails(List.of(0, 1, 2, 3, 4, PARTS), list, "in-order");
        assertThat(inOrder).singleElement().asString().contains("dco-sob-missing=2,4");
        for (List<Integer> order : orders) {
            assertThat(mails(order, list, "order" + order.hashCode()))
                    .as("%s", order)
                    .isEqualTo(inOrder);
        }
        System.out.println("PartsInAnyOrderTest: " + orders.size() + " orders of a cover and five parts give one mail");
    }

    /** Without their Date; one part a minute, and a look after each. */
    private List<String> mails(List<Integer> order, WatchedList list, String name) throws IOException {
        try (Arrivals arrivals = new Arrivals(folder.resolve(name), FIRST)) {
            List<List<Sent>> minutes = new ArrayList<>();
            for (int at = 0; at < order.size(); at++) {
                minutes.add(List.of(new Sent(part(order.get(at)), FIRST.plus(Duration.ofMinutes(at)))));
            }
            WatchedList own = arrivals.arrive(minutes, list);
            arrivals.later(own, Duration.ofHours(2));
            return arrivals.replies().stream()
                    .map(mail -> mail.replaceFirst("(?m)^Date: .*\\R", ""))
                    .toList();
        }
    }

    private static byte[] part(int number) {
        String mail = """
                From: Ann Dev <ann@contrib.example.org>
                To: devel@lists.example.org
                Subject: [PATCH %d/5] hw/misc: part %d
                Date: Sat, 1 Aug 2026 09:59:%02d +0000
                Message-ID: <part%d@contrib.example.org>
                %sMIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                List-Id: <devel.lists.example.org>

                What it is for.

                %s
                """;
        String parent = number == 0 ? "" : "In-Reply-To: <part0@contrib.example.org>\n";
        return mail.formatted(number, number, number, number, parent, number == 0 ? "" : diff(number))
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String diff(int number) {
        return """
                %s---
                diff --git a/hw/misc/frob.c b/hw/misc/frob.c
                index 1f0a4c2e11..8d5b0e77aa 100644
                --- a/hw/misc/frob.c
                +++ b/hw/misc/frob.c
                @@ -1,2 +1,3 @@
                 int frob;
                +int part%d;
                 int end;
                """.formatted(number % 2 == 0 ? "" : "Signed-off-by: Ann Dev <ann@contrib.example.org>\n", number);
    }
}
