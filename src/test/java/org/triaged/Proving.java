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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.triaged.Death.Died;
import org.triaged.Death.Hit;
import org.triaged.triage.Events;
import org.triaged.triage.FailPoint;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/**
 * Lives of the daemon over the same mailbox. One is undisturbed: a first start, then rounds until every reply has left and
 * come back, each a start and a stop of its own. Every other begins before one of these rounds, dies in it, and is held
 * against the first when its survivor is done.
 */
final class Proving implements AutoCloseable {

    private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: <(triaged1\\S+)>");

    private static final String OPEN_REPLIES =
            "SELECT COUNT(*) FROM reply WHERE state IN ('READY', 'SENDING', 'SENT', 'UNKNOWN')";

    /** System properties are of the whole process, and a daemon reads its clock when it starts. */
    private static final Object CLOCK = new Object();

    /** Rounds of the undisturbed life; in the last there is nothing left to do. */
    private static final int ROUNDS = 5;

    private final MailServer server = new MailServer().user(LIST);
    private final List<String> alerts = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final Path folder;
    private final Installation here;
    private final EndState calm;
    private int lives;

    /** What there is before a round, and how often the undisturbed life reaches each fail point in it. */
    private record Stage(Path data, List<MailServer.Held> mailbox, Map<String, Integer> hits) {}

    /** The Nth time a point is reached in one round. */
    record Place(int round, Hit hit) {}

    /** Lives through the undisturbed life. @param mode of the list */
    Proving(Path folder, String mode) {
        this.folder = folder;
        this.here = Installation.at(folder, server, mode).write("lists/devel.yaml", """
                list-id: devel.lists.example.org
                addresses: [devel@lists.example.org]
                account: main
                mode: %s
                policy: {pin: generic/dco}
                scope: none
                rules: {dco-sob-missing: reply}
                """.formatted(mode));
        Path data = fresh();
        for (int round = 0; round < ROUNDS; round++) {
            Path before = fresh();
            Death.copy(data, before);
            Death counting = Death.never();
            List<MailServer.Held> mailbox = server.mails(LIST);
            round(here.over(data), round, counting);
            stages.add(new Stage(before, mailbox, counting.hits()));
            if (round == 0) {
                post();
            }
        }
        this.calm = settle(here.over(data), Duration.ofHours(3));
    }

    EndState calm() {
        return calm;
    }

    /** Every hit, in order. */
    List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Integer> point : stages.get(round).hits().entrySet()) {
                for (int number = 1; number <= point.getValue(); number++) {
                    places.add(new Place(round, new Hit(point.getKey(), number)));
                }
            }
        }
        return places;
    }

    /** Of every point. */
    List<Place> firstAndLastPlaces() {
        Map<String, List<Place>> byPoint = places().stream()
                .collect(Collectors.groupingBy(place -> place.hit().point(), LinkedHashMap::new, Collectors.toList()));
        return byPoint.values().stream()
                .flatMap(places -> List.of(places.get(0), places.get(places.size() - 1)).stream()
                        .distinct())
                .toList();
    }

    /** A death within this process. */
    void die(Place place) {
        Path victim = restore(place);
        Path remains = fresh();
        Death death = new Death(place.hit(), victim, remains);
        try {
            round(here.over(victim), place.round(), death);
        } catch (Died e) {
            // As planned.
        }
        assertThat(death.came()).as("reached %s", place).isTrue();
        survive(place, here.over(remains));
    }

    /** A process that is halted. */
    void halt(Place place) throws InterruptedException {
        Path victim = restore(place);
        int status = once(victim, place.round(), "-Dtriaged.fail=" + place.hit() + ":halt");
        assertThat(status).as("halted at %s", place).isEqualTo(137);
        survive(place, here.over(victim));
        assertThat(here.over(victim).broken()).as("after %s", place).isEmpty();
    }

    /** The round in a process of its own, and its exit status. */
    private int once(Path data, int round, String option) throws InterruptedException {
        Duration later = round == 0 ? Duration.ZERO : Duration.ofHours(2);
        return here.over(data)
                .once(option, "-Dtriaged.clock=" + Instant.now().plus(later))
                .waitFor();
    }

    /** A process that nobody halts; what it has loaded is an archive for the others. */
    void warmUp(Path archive) throws InterruptedException {
        here.archive(archive);
        Place inTheMiddle = new Place(1, new Hit("", 0));
        assertThat(once(restore(inTheMiddle), inTheMiddle.round(), "-ea")).isZero();
    }

    /** What is in doubt is told to a person when it did not come back for another two hours; all else is as ever. */
    private void survive(Place place, Installation survivor) {
        if (place.round() == 0) {
            round(survivor, 0, FailPoint.INERT);
            post();
        }
        Optional<String> inDoubt = inDoubt(survivor.data()).stream().findFirst();
        boolean left = inDoubt.isPresent() && transmissions().containsKey(field("mid", inDoubt.get()));
        alerts.clear();
        EndState end = settle(survivor, Duration.ofHours(3));
        if (inDoubt.isEmpty()) {
            assertThat(end.toString()).as("after %s", place).isEqualTo(calm.toString());
        } else {
            String root = field("root", inDoubt.get());
            end = left ? end : settle(survivor, Duration.ofHours(5));
            assertThat(end.without(root).toString())
                    .as("after %s", place)
                    .isEqualTo(calm.without(root).toString());
            assertThat(end.of("reply"))
                    .as("after %s", place)
                    .anyMatch(reply ->
                            reply.startsWith(EndState.ours(root) + " ") && reply.contains(left ? " SEEN " : " HELD "));
            assertThat(alerts.contains("reply-held")).as("after %s", place).isEqualTo(!left);
        }
        assertThat(transmissions().values()).as("transmissions after %s", place).allMatch(count -> count == 1);
    }

    /** Mailbox and data folder as they were before that round of the undisturbed life. */
    private Path restore(Place place) {
        Stage stage = stages.get(place.round());
        server.forget(LIST);
        stage.mailbox().forEach(mail -> server.append(LIST, mail.bytes(), mail.arrival()));
        Path data = fresh();
        Death.copy(stage.data(), data);
        return data;
    }

    /** One start, one round, one stop; after the first two hours later, when all is ripe. */
    private void round(Installation installed, int round, FailPoint beside) {
        try (TriageDaemon daemon = start(installed, round == 0 ? Duration.ZERO : Duration.ofHours(2), beside)) {
            daemon.once();
        }
    }

    private EndState settle(Installation installed, Duration later) {
        try (TriageDaemon daemon = start(installed, later, FailPoint.INERT)) {
            int round = 0;
            do {
                daemon.once();
                round++;
            } while (round < ROUNDS
                    && !daemon.reader().query(OPEN_REPLIES).rows().get(0).get(0).equals("0"));
            return EndState.of(daemon.reader(), installed.data());
        }
    }

    private TriageDaemon start(Installation installed, Duration later, FailPoint beside) {
        return start(installed, later, event -> alerts.add(event.name()), beside);
    }

    /** The daemon in this process, so much later than now. */
    static TriageDaemon start(Installation installed, Duration later, Events events, FailPoint beside) {
        synchronized (CLOCK) {
            System.setProperty("triaged.clock", Instant.now().plus(later).toString());
            try {
                return installed.start(events, beside);
            } finally {
                System.clearProperty("triaged.clock");
            }
        }
    }

    private void post() {
        TwentyMails.to(LIST).forEach(mail -> server.append(LIST, mail, Instant.now()));
    }

    private Path fresh() {
        return folder.resolve("data" + lives++);
    }

    /** How often each of our mails was accepted: each reaches the list once a transmission. */
    private Map<String, Long> transmissions() {
        return transmissions(
                server.mails(LIST).stream().map(MailServer.Held::bytes).toList());
    }

    /** How often each of our mails is among these, by its Message-ID. */
    static Map<String, Long> transmissions(List<byte[]> mails) {
        return mails.stream()
                .map(mail -> MESSAGE_ID.matcher(new String(mail, StandardCharsets.UTF_8)))
                .filter(Matcher::find)
                .map(id -> id.group(1))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    /** The lines of mails that were on their way: nobody wrote down what came of them. */
    static List<String> inDoubt(Path data) {
        try {
            Path journal = data.resolve("send.journal");
            List<String> lines = Files.exists(journal) ? Files.readAllLines(journal) : List.of();
            return lines.stream()
                    .filter(line -> line.contains(" INTENT "))
                    .filter(intent -> lines.stream()
                            .noneMatch(line -> line.contains(" ACCEPTED ")
                                    && field("report", line).equals(field("report", intent))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String field(String name, String line) {
        return line.replaceFirst(".* " + name + "=(\\S+) .*", "$1");
    }

    @Override
    public void close() {
        server.close();
    }
}
