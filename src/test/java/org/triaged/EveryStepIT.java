package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.Death.Died;
import org.triaged.Death.Hit;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/**
 * Whatever step the daemon dies at, the next one ends where an undisturbed one ends: nothing lost, nothing sent twice. Only
 * a mail that was on its way when it died may be in doubt, and then a person is told. Dies at the first and the last hit of
 * each fail point; {@code HaltIT} halts a process at every hit.
 */
class EveryStepIT {

    private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: <(triaged1\\S+)>");

    private final MailServer server = new MailServer().user(LIST);

    private final List<String> alerts = new ArrayList<>();

    @TempDir
    private Path folder;

    private Installation here;

    private int lives;

    @BeforeEach
    void install() {
        here = Installation.at(folder, server, "live");
    }

    @AfterEach
    void stop() {
        System.clearProperty("triaged.clock");
        server.close();
    }

    @Test
    void aDeathAtAnyStepChangesNothingButWhatIsInDoubt() {
        long began = System.nanoTime();
        list("live");
        Death firstStart = undying();
        Path started = fresh();
        firstStart(here.over(started), firstStart);
        Path template = fresh();
        Death.copy(started, template);
        post();
        Death work = undying();
        EndState calm = work(here.over(started), work, Duration.ofHours(2));
        assertThat(calm.of("reply")).hasSize(TwentyMails.REPLIES).allMatch(row -> row.contains("SEEN"));
        assertThat(calm.of("mail")).hasSize(20 + TwentyMails.REPLIES);

        firstAndLast(firstStart.hits()).forEach(hit -> dieAtFirstStart(hit, calm));
        firstAndLast(work.hits()).forEach(hit -> dieAtWork(hit, template, calm));
        Set<String> points = new LinkedHashSet<>(firstStart.hits().keySet());
        points.addAll(work.hits().keySet());
        System.out.println("EveryStepIT: " + points.size() + " points, " + lives + " deaths, "
                + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s");
    }

    @Test
    void aDeathAtAnyStepOfADryRunLeavesOneMailForEachReply() {
        list("dry-run");
        Path started = fresh();
        firstStart(here.over(started), undying());
        Path template = fresh();
        Death.copy(started, template);
        post();
        Death work = undying();
        EndState calm = work(here.over(started), work, Duration.ofHours(2));
        Map<String, Integer> shelf = new LinkedHashMap<>(work.hits());
        shelf.keySet().removeIf(point -> !point.startsWith("shelf."));
        assertThat(shelf).hasSizeGreaterThan(4);
        assertThat(calm.of("files")).anyMatch(file -> file.startsWith("outbox/"));
        firstAndLast(shelf).forEach(hit -> dieAtWork(hit, template, calm));
    }

    private void dieAtFirstStart(Hit hit, EndState calm) {
        server.forget(LIST);
        Path remains = fresh();
        die(hit, remains, death -> firstStart(here.over(death.data()), death), fresh());
        firstStart(here.over(remains), undying());
        post();
        compare(hit, here.over(remains), calm);
    }

    private void dieAtWork(Hit hit, Path template, EndState calm) {
        server.forget(LIST);
        post();
        Path remains = fresh();
        Path victim = fresh();
        Death.copy(template, victim);
        die(hit, remains, death -> work(here.over(death.data()), death, Duration.ofHours(2)), victim);
        compare(hit, here.over(remains), calm);
    }

    private void die(Hit hit, Path remains, Consumer<Death> life, Path victim) {
        lives++;
        Death death = new Death(hit, victim, remains);
        try {
            life.accept(death);
        } catch (Died e) {
            // As planned.
        }
        assertThat(death.came()).as("reached %s", hit).isTrue();
    }

    /** Two hours later all is done; but for what is in doubt, which is told to a person another two hours later. */
    private void compare(Hit hit, Installation survivor, EndState calm) {
        Optional<String> inDoubt = inDoubt(survivor.data());
        boolean left = inDoubt.isPresent() && transmissions().containsKey(field("mid", inDoubt.get()));
        alerts.clear();
        EndState end = work(survivor, undying(), Duration.ofHours(2));
        if (inDoubt.isEmpty()) {
            assertThat(end.toString()).as("after %s", hit).isEqualTo(calm.toString());
        } else {
            String root = field("root", inDoubt.get());
            end = left ? end : work(survivor, undying(), Duration.ofHours(4));
            assertThat(end.without(root).toString())
                    .as("after %s", hit)
                    .isEqualTo(calm.without(root).toString());
            assertThat(end.of("reply"))
                    .as("after %s", hit)
                    .anyMatch(reply ->
                            reply.startsWith(EndState.ours(root) + " ") && reply.contains(left ? " SEEN " : " HELD "));
            assertThat(alerts.stream().anyMatch(alert -> alert.startsWith("reply-held")))
                    .as("after %s", hit)
                    .isEqualTo(!left);
        }
        assertThat(transmissions().values()).as("transmissions after %s", hit).allMatch(count -> count == 1);
    }

    /** The line of a mail that was on its way: nobody wrote down what came of it. */
    private static Optional<String> inDoubt(Path data) {
        try {
            Path journal = data.resolve("send.journal");
            List<String> lines = Files.exists(journal) ? Files.readAllLines(journal) : List.of();
            return lines.stream()
                    .filter(line -> line.contains(" INTENT "))
                    .filter(line -> lines.stream()
                            .noneMatch(other -> other.contains(" ACCEPTED ")
                                    && field("report", other).equals(field("report", line))))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String field(String name, String line) {
        return line.replaceFirst(".* " + name + "=(\\S+) .*", "$1").replace("%25", "%");
    }

    private void firstStart(Installation installed, Death death) {
        System.clearProperty("triaged.clock");
        try (TriageDaemon daemon = installed.start(Events.SILENT, death)) {
            daemon.once();
        }
    }

    /** When all is ripe: until every reply has left and come back. */
    private EndState work(Installation installed, Death death, Duration later) {
        System.setProperty("triaged.clock", Instant.now().plus(later).toString());
        try (TriageDaemon daemon = installed.start(alerts(), death)) {
            for (int round = 0; round < 4; round++) {
                daemon.once();
            }
            return EndState.of(daemon.reader(), installed.data());
        }
    }

    private Events alerts() {
        return event -> alerts.add(event.name() + " " + event.fields());
    }

    private void list(String mode) {
        here.write("lists/devel.yaml", """
                list-id: devel.lists.example.org
                addresses: [devel@lists.example.org]
                account: main
                mode: %s
                policy: {pin: generic/dco}
                scope: none
                rules: {dco-sob-missing: reply}
                """.formatted(mode));
    }

    private void post() {
        TwentyMails.to(LIST).forEach(mail -> server.append(LIST, mail, Instant.now()));
    }

    private Path fresh() {
        return folder.resolve("life" + folder.toFile().list().length + "-" + System.nanoTime());
    }

    private static Death undying() {
        return new Death(new Hit("", 0), Path.of("/"), Path.of("/"));
    }

    private static List<Hit> firstAndLast(Map<String, Integer> hits) {
        List<Hit> chosen = new ArrayList<>();
        hits.forEach((point, count) -> {
            chosen.add(new Hit(point, 1));
            if (count > 1) {
                chosen.add(new Hit(point, count));
            }
        });
        return chosen;
    }

    /** How often each of our mails was accepted: each reaches the list once a transmission. */
    private Map<String, Long> transmissions() {
        return server.mails(LIST).stream()
                .map(mail -> MESSAGE_ID.matcher(new String(mail.bytes(), StandardCharsets.UTF_8)))
                .filter(Matcher::find)
                .map(id -> id.group(1))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }
}
