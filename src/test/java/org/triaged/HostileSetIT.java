package org.triaged;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triaged.mail.Flood;
import org.triaged.mail.Traps;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.ScriptedSmtpServer;

/**
 * All hostile mails there are, in a drawn order, to a daemon of 128 MB: what becomes of each stands in {@code
 * src/test/hostile}, and the clean mail that comes last is judged like any. So many replies at once trip the breaker: none leaves. {@code
 * -Dhostile=accept} writes anew what stands there.
 */
class HostileSetIT {

    /** Of a flood; of {@link Traps} each has its own. */
    private static final int BYTES = Integer.getInteger("triaged.flood-bytes", 64 << 10);

    /** As many orders in which they come. */
    private static final int ORDERS = Integer.getInteger("triaged.hostile-orders", 1);

    private static final Path OUTCOMES = Path.of("src/test/hostile", BYTES / 1024 + "kB.tsv");

    private static final long MOST_RESIDENT_KB = 256 << 10;

    private static final String LAST = "the clean mail that comes last";

    private static final String WHAT_BECAME = """
            SELECT f.name, m.state, COALESCE(m.reason, ''), COALESCE(m.kind, ''), COALESCE(m.oddities, ''),
                   COALESCE(m.robot, ''), COALESCE(v.verdict, ''),
                   COALESCE(r.recipients, ''), COALESCE(v.judgement, 0)
              FROM maildir_file f
              JOIN mail_source s ON s.uid = f.number
              LEFT JOIN mail m ON m.id = s.mail
              LEFT JOIN series_patch p ON p.mail = m.id
              LEFT JOIN series_verdict v ON v.series = p.series
              LEFT JOIN reply r ON r.judgement = v.judgement
            """;

    @TempDir
    private Path folder;

    private static IntStream seeds() {
        return IntStream.rangeClosed(1, ORDERS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachBecomesWhatStandsThereAndTheLastIsJudged(int seed) throws Exception {
        List<String> names = new ArrayList<>(hostile().keySet());
        assertThat(names).hasSizeGreaterThan(150);
        Collections.shuffle(names, new Random(seed));
        names.add(LAST);
        try (ScriptedSmtpServer smtp = new ScriptedSmtpServer()) {
            Path maildir = maildir();
            Installation here = Installation.in(folder).maildir(maildir, "live", smtp.port());
            assertThat(here.once().waitFor()).as(here.output()).isZero();
            deliver(names, maildir);
            Process daemon = here.once("-Dtriaged.clock=" + Instant.now().plus(Duration.ofHours(2)));
            long resident = Footprint.untilItEnds(daemon).residentKb();
            assertThat(daemon.exitValue()).as(here.output()).isZero();
            System.out.printf(
                    "HostileSetIT: %d mails of seed %d, floods of %d kB, peak %d MB%n",
                    names.size(), seed, BYTES >> 10, resident >> 10);
            assertThat(resident).isLessThan(MOST_RESIDENT_KB);
            assertThat(here.output()).doesNotContain("OutOfMemory", "StackOverflow");
            compare(whatBecame(here, names));
            assertThat(here.output()).contains("breaker-tripped", "too-many-ready");
            assertThat(smtp.mails()).isEmpty();
            assertThat(here.broken()).isEmpty();
        }
    }

    private static Map<String, byte[]> hostile() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        Flood.ALL.forEach(flood -> all.put("flood: " + flood.name(), flood.mail(BYTES)));
        all.putAll(Traps.ALL);
        return all;
    }

    private Path maildir() throws IOException {
        Path maildir = folder.resolve("devel");
        for (String place : List.of("tmp", "new", "cur")) {
            Files.createDirectories(maildir.resolve(place));
        }
        return maildir;
    }

    private static void deliver(List<String> names, Path maildir) throws IOException {
        Map<String, byte[]> hostile = hostile();
        for (int number = 0; number < names.size(); number++) {
            String name = names.get(number);
            byte[] mail = name.equals(LAST)
                    ? Installation.patch("last@x", "[PATCH] hw/misc: widen the frob window", false)
                    : made(hostile.get(name), number);
            Path unfinished = Files.write(maildir.resolve("tmp").resolve(file(number)), mail);
            Files.setLastModifiedTime(
                    unfinished, FileTime.from(Instant.now().plusSeconds(1).plusMillis(number)));
            Files.move(unfinished, maildir.resolve("new").resolve(file(number)));
        }
    }

    private static String file(int number) {
        return "1763806530.M" + number + "P1.host";
    }

    /** To this list, of today, and with nothing that would make it a copy or a version of another. */
    private static byte[] made(byte[] mail, int number) {
        String today = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
        return new String(mail, ISO_8859_1)
                .replace("Mon, 5 Jan 2026 09:00:00 +0000", today)
                .replace("qemu-devel.nongnu.org", "devel.lists.example.org")
                .replace("<1@x>", "<" + number + "@hostile.example.org>")
                .replace("ann@example.org", "ann" + number + "@example.org")
                .replace("[PATCH] x", "[PATCH] x" + number)
                .getBytes(ISO_8859_1);
    }

    private static Map<String, String> whatBecame(Installation here, List<String> names) {
        Map<String, String> outcomes = new TreeMap<>();
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            Map<String, Set<String>> rules =
                    daemon.reader().query("SELECT judgement, rule FROM finding").rows().stream()
                            .collect(Collectors.groupingBy(
                                    row -> row.get(0),
                                    Collectors.mapping(row -> row.get(1), Collectors.toCollection(TreeSet::new))));
            for (List<String> row : daemon.reader().query(WHAT_BECAME).rows()) {
                int number = Integer.parseInt(row.get(0).replaceAll(".*M(\\d+)P.*", "$1"));
                String judgement = row.get(row.size() - 1);
                List<String> outcome = new ArrayList<>(row.subList(1, row.size() - 1));
                outcome.add(String.join(" ", rules.getOrDefault(judgement, Set.of())));
                outcomes.put(
                        names.get(number),
                        String.join("\t", outcome)
                                .replaceAll("\\bann\\d+@", "ann@")
                                .replace('\n', ' ')
                                .stripTrailing());
            }
        }
        return outcomes;
    }

    private static void compare(Map<String, String> outcomes) throws IOException {
        String all = "name\tstate\treason\tkind\toddities\trobot\tverdict\tto\tfindings\n"
                + outcomes.entrySet().stream()
                        .map(outcome -> outcome.getKey() + "\t" + outcome.getValue() + "\n")
                        .collect(Collectors.joining());
        if (System.getProperty("hostile", "").equals("accept")) {
            Files.createDirectories(OUTCOMES.getParent());
            Files.writeString(OUTCOMES, all);
        }
        assertThat(all).isEqualTo(Files.readString(OUTCOMES, StandardCharsets.UTF_8));
    }
}
