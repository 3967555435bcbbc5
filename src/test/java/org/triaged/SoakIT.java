package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.triaged.Installation.LIST;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.wire.Front;
import org.triaged.wire.MailServer;
import org.triaged.wire.Mishap;

/**
 * What a list brings in thirty days, to one process, as fast as it takes it: patches, answers, parts that come a day late,
 * copies, and a connection that is cut every second day. What the process holds on to must not grow. {@code
 * -Dtriaged.soak-days} says how many; it prints what it measured.
 */
@Tag("nightly")
class SoakIT {

    private static final int DAYS = Integer.getInteger("triaged.soak-days", 30);

    private static final int SERIES_A_DAY = 300;

    private static final int UNSIGNED = 100;

    private static final int ANSWERED = 2;

    private static final int COPIED = 20;

    private static final Pattern ROOT = Pattern.compile(" series-judged list=devel root=(\\S+)");

    private static final Pattern USED = Pattern.compile("generation +total \\d+K, used (\\d+)K");

    private final Random random = new Random(30);

    private final MailServer server = new MailServer().user(LIST);

    private final Front front = Front.plain(server.imapPort());

    private final Set<String> posted = new HashSet<>();

    /** They are judged when they have been quiet for minutes, which no clock here makes shorter. */
    private final Set<String> completed = new HashSet<>();

    @TempDir
    private Path folder;

    private Installation here;

    private Process daemon;

    private int mails;

    /** @param heap kB in use after a collection */
    private record Held(int day, long heap, long threads, long files) {}

    @AfterEach
    void stop() {
        if (daemon != null) {
            daemon.destroyForcibly();
        }
        front.close();
        server.close();
    }

    @Test
    void nothingThatTheProcessHoldsGrowsWithTheDays() throws Exception {
        here = Installation.at(folder, server, "live")
                .schedule("{every: PT1S, idle: false}")
                .server(front.port(), "none", "", server.smtpPort())
                .append("lists/devel.yaml", "quiet-period: PT5M");
        assertThat(here.once().waitFor()).isZero();
        daemon = here.run("-Xmx64m");
        List<Held> held = new ArrayList<>();
        for (int day = 1; day <= DAYS; day++) {
            live(day);
            held.add(measure(day));
        }
        await().atMost(Duration.ofMinutes(15))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> judged().containsAll(completed));
        daemon.destroy();
        assertThat(daemon.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.exitValue()).isZero();
        held.stream()
                .filter(one -> one.day() % 5 == 0 || one.day() == 1)
                .forEach(one -> System.out.println("SoakIT: " + one));
        Held early = held.get(DAYS / 3);
        Held late = held.get(DAYS - 1);
        assertThat(late.threads()).isLessThanOrEqualTo(early.threads() + 2);
        assertThat(late.files()).isLessThanOrEqualTo(early.files() + 2);
        assertThat(late.heap()).isLessThanOrEqualTo(early.heap() + early.heap() / 5 + 2_048);
        assertThat(here.broken()).isEmpty();
        assertThat(here.ask("SELECT COUNT(*) FROM mail WHERE robot IS NULL")).isEqualTo(Integer.toString(mails));
        assertThat(here.ask("SELECT COUNT(*) FROM mail WHERE state NOT IN ('ASSEMBLED', 'DUPLICATE')"))
                .isEqualTo("0");
        assertThat(here.ask("SELECT COUNT(*) FROM reply WHERE state = 'SEEN'"))
                .isEqualTo(Integer.toString(DAYS * SERIES_A_DAY / UNSIGNED));
        System.out.println("SoakIT: " + mails + " mails of " + DAYS + " days, " + here.ask("SELECT COUNT(*) FROM reply")
                + " replies, all SEEN");
    }

    private void live(int day) {
        if (day % 2 == 0) {
            front.befalling(Mishap.cut(Mishap.Side.SERVER, random.nextInt(60_000)));
        }
        for (int number = 1; number <= SERIES_A_DAY; number++) {
            String id = day + "-" + number + "@contrib.example.org";
            post(patch(id, "[PATCH] hw: day " + day + " frob " + number, number % UNSIGNED != 0), number % COPIED == 0);
            if (number % ANSWERED == 0) {
                post(answer(id), false);
            }
            posted.add(id);
        }
        post(part(day, 1), false);
        if (day > 1) {
            post(part(day - 1, 2), false);
            completed.add((day - 1) + "-part1@contrib.example.org");
        }
        if (day % 2 == 0) {
            await().atMost(Duration.ofMinutes(5)).until(() -> here.output().split("poll-failed", -1).length > day / 2);
            front.befalling(Mishap.NONE);
        }
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> judged().containsAll(posted));
    }

    private Set<String> judged() {
        Set<String> roots = new TreeSet<>();
        ROOT.matcher(here.output()).results().map(root -> root.group(1)).forEach(roots::add);
        return roots;
    }

    private Held measure(int day) throws IOException, InterruptedException {
        jcmd("GC.run");
        long heap = USED.matcher(jcmd("GC.heap_info"))
                .results()
                .map(MatchResult::group)
                .mapToLong(used -> Long.parseLong(used.replaceAll(".*used (\\d+)K", "$1")))
                .sum();
        try (Stream<Path> files = Files.list(Path.of("/proc/" + daemon.pid() + "/fd"))) {
            return new Held(
                    day,
                    heap,
                    Long.parseLong(Footprint.status(daemon, "Threads").replaceAll("\\D+", "")),
                    files.count());
        }
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(daemon.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private void post(String mail, boolean twice) {
        byte[] bytes = mail.getBytes(StandardCharsets.UTF_8);
        server.append(LIST, bytes, Instant.now());
        mails++;
        if (twice) {
            server.append(LIST, bytes, Instant.now());
        }
    }

    private static String patch(String id, String subject, boolean signed) {
        return new String(Installation.patch(id, subject, signed), StandardCharsets.UTF_8);
    }

    /** Of an author who sends nothing else, or what else was sent in that half hour might belong to it. */
    private static String part(int day, int number) {
        String first = day + "-part1@contrib.example.org";
        String mail = patch(
                        day + "-part" + number + "@contrib.example.org",
                        "[PATCH " + number + "/2] hw: part " + number,
                        true)
                .replace("Ann Dev <ann@", "Pat Day <pat" + day + "@");
        return number == 1 ? mail : mail.replaceFirst("MIME-Version", "In-Reply-To: <" + first + ">\r\nMIME-Version");
    }

    private static String answer(String id) {
        return """
                From: Rita <rita@reviews.example.org>
                To: devel@lists.example.org
                Subject: Re: the frob
                Message-ID: <re-%s>
                In-Reply-To: <%s>
                List-Id: <devel.lists.example.org>

                Looks good.
                """.formatted(id, id).replace("\n", "\r\n");
    }
}
