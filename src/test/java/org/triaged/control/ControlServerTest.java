package org.triaged.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.mail.MessageId;
import org.triaged.triage.Answer;
import org.triaged.triage.AuditCheck;
import org.triaged.triage.Events;
import org.triaged.triage.Findings;
import org.triaged.triage.Pedals;
import org.triaged.triage.Quarantine;
import org.triaged.triage.QueryRefused;
import org.triaged.triage.Question;
import org.triaged.triage.Replies;

/** Both ends of the socket, and clients that know no manners. */
class ControlServerTest {

    private static final Duration PATIENCE = Duration.ofMillis(400);

    @TempDir
    private Path data;

    private final FixedDesk desk = new FixedDesk();

    private final List<Events.Event> told = new CopyOnWriteArrayList<>();

    private final List<Integer> endings = new CopyOnWriteArrayList<>();

    private ControlPlace place;

    private ControlServer server;

    @BeforeEach
    void open() {
        place = new ControlPlace(data.resolve("run/control.sock"), Optional.empty(), data);
        server = ControlServer.open(place, PATIENCE, desk, told::add, endings::add);
    }

    @AfterEach
    void close() {
        desk.released.countDown();
        server.close();
    }

    @Test
    void valuesArriveAsTheyWere() {
        List<String> values = List.of("", "NULL", "a\nb", "\u202e\u0000\ud800", "\ud83d\ude00", "\"\\u0041", "é");
        Told answer = new Told();
        try (SocketDesk client = reach()) {
            assertThat(client.query(new Question("echo", values, 2, Duration.ofSeconds(1)), answer))
                    .isTrue();
            assertThat(client.query(new Question("echo", values, 1, Duration.ofSeconds(1)), new Told()))
                    .isFalse();
        }
        assertThat(answer.columns).hasSameSizeAs(values).contains(new Answer.Column("cé", Answer.Type.BOOLEAN));
        assertThat(answer.rows)
                .containsExactly(values.stream()
                        .map(value -> Optional.of(value).filter(text -> !text.equals("NULL")))
                        .toList());
    }

    @Test
    void aStatusArrivesAsItWas() {
        try (SocketDesk client = reach()) {
            assertThat(client.status()).isEqualTo(FixedDesk.STATUS);
            assertThat(client.status()).isEqualTo(FixedDesk.STATUS);
        }
    }

    @Test
    void aSelftestIsToldLineByLine() {
        try (SocketDesk client = reach()) {
            assertThat(client.selftest()).isEqualTo(FixedDesk.SELFTEST);
            assertThat(client.backup("somebody else")).isEqualTo(FixedDesk.BACKUP);
        }
    }

    @Test
    void theBrakesAreReachedOverTheSocket() {
        try (SocketDesk client = reach()) {
            Pedals pedals = client.pedals("somebody else");
            assertThat(pedals.held()).isEqualTo(FixedDesk.HELD);
            assertThat(pedals.resume("devel", "the server was \u00fcberlastet")).isTrue();
            assertThat(pedals.resume("other", "the server was \u00fcberlastet")).isFalse();
            assertThat(pedals.stop("a \u202e word")).isEqualTo("STOP, for a \u202e word");
            assertThat(pedals.revive("ann@contrib.example.org", "room")).isTrue();
            assertThat(pedals.rebuildJournal("lost")).isEqualTo(4);
            assertThat(pedals.revive("bob@contrib.example.org", "room")).isFalse();
            assertThat(pedals.nocopy("ann@contrib.example.org", false, "asked")).isTrue();
            assertThat(pedals.nocopy("ann@contrib.example.org", true, "again")).isTrue();
            assertThat(pedals.nocopy("ann@contrib.example.org", false, "again")).isFalse();
            assertThat(pedals.nocopy("bob@contrib.example.org", false, "asked")).isFalse();
        }
    }

    @Test
    void whatIsDoneToFindingsAndRulesIsDoneByWhomTheKernelNames() {
        String user = System.getProperty("user.name");
        try (SocketDesk client = reach()) {
            Findings findings = client.findings("somebody else");
            assertThat(findings.dismiss(
                            FixedDesk.FINDING,
                            Findings.Kind.FALSE_POSITIVE,
                            user + " \u202e",
                            Optional.of(new MessageId("a@b"))))
                    .contains(new Findings.Dismissal(Optional.of(FixedDesk.DEMOTION)));
            assertThat(findings.dismiss(
                            FixedDesk.FINDING, Findings.Kind.FALSE_POSITIVE, user + " \u202e", Optional.empty()))
                    .contains(new Findings.Dismissal(Optional.empty()));
            assertThat(findings.dismiss(FixedDesk.FINDING, Findings.Kind.OVERRIDE, "so", Optional.empty()))
                    .isEmpty();
            assertThat(findings.restore("dco-sob-missing", "devel", user)).isTrue();
            assertThat(findings.restore("dco-sob-missing", "other", user)).isFalse();
        }
    }

    @Test
    void whatAVerificationFoundArrivesAsItWas() {
        try (SocketDesk client = reach()) {
            assertThat(client.verifyAudit()).isEqualTo(desk.audit);
            desk.audit = new AuditCheck(0, "0:0", Optional.empty(), 0, 0, Optional.empty());
            assertThat(client.verifyAudit()).isEqualTo(desk.audit);
        }
    }

    @Test
    void theQuarantineArrivesAsItWasAndKnowsWhoAsks() {
        try (SocketDesk client = reach()) {
            Quarantine quarantine = client.quarantine("somebody else");
            assertThat(quarantine.mails(FixedDesk.CHOICE)).isEqualTo(FixedDesk.QUARANTINE);
            assertThat(quarantine.mails(Quarantine.Choice.ALL)).isEmpty();
            assertThat(quarantine.raw(7))
                    .hasValueSatisfying(raw -> assertThat(raw).isEqualTo(FixedDesk.RAW));
            assertThat(quarantine.raw(8)).isEmpty();
            assertThat(quarantine.retry(FixedDesk.CHOICE, System.getProperty("user.name") + " \u202e"))
                    .isEqualTo(FixedDesk.QUARANTINE);
            Replies replies = client.replies("somebody else");
            assertThat(replies.replies(FixedDesk.REPLY_CHOICE)).containsExactly(FixedDesk.REPLY);
            assertThat(replies.replies(Replies.Choice.ALL)).isEmpty();
            assertThat(replies.raw(FixedDesk.REPLY.report()))
                    .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(FixedDesk.RAW));
            assertThat(replies.raw("T-aaaaaaaaaa")).isEmpty();
            assertThat(replies.drafted(FixedDesk.REPLY.report())).isTrue();
            assertThat(replies.drafted("T-aaaaaaaaaa")).isFalse();
            for (Replies.Deed deed : Replies.Deed.values()) {
                assertThat(replies.act(
                                deed,
                                FixedDesk.REPLY.report(),
                                System.getProperty("user.name") + " \u202e",
                                Optional.of(new MessageId("a@b"))))
                        .isEqualTo(deed == Replies.Deed.CONFIRM);
            }
        }
    }

    @Test
    void whoWantsAReloadIsWhomTheKernelNames() {
        try (SocketDesk client = reach()) {
            assertThat(client.reload("somebody else"))
                    .contains(List.of("for " + System.getProperty("user.name") + ": lists/\u202e.yaml:1:2: \"wrong\""));
        }
    }

    @Test
    void aDaemonThatThinksLongerThanAClientMayIsWaitedFor() {
        desk.slowness = PATIENCE.multipliedBy(3);
        assertAnswered();
    }

    @Test
    void aRefusalIsToldInItsWordsAndTheNextQuestionIsAnswered() {
        try (SocketDesk client = reach()) {
            assertThatThrownBy(() -> client.query(asked("refuse"), new Told()))
                    .isInstanceOf(QueryRefused.class)
                    .hasMessage("not that; did you mean 'this'?");
            assertThat(client.query(asked("echo"), new Told())).isTrue();
        }
        await().until(() -> outcomes().equals(List.of("query refused", "query answered")));
        assertThat(told.get(0).fields()).containsEntry("actor", System.getProperty("user.name"));
    }

    @Test
    void whatTheDaemonCannotSurviveEndsIt() {
        try (SocketDesk client = reach()) {
            ControlTrouble trouble =
                    catchThrowableOfType(ControlTrouble.class, () -> client.query(asked("break"), new Told()));
            assertThat(trouble).hasMessage("the heap is exhausted");
            assertThat(trouble.exitStatus()).isEqualTo(70);
        }
        assertThat(endings).containsExactly(70);
    }

    @Test
    void aSlowQuestionHoldsUpNobodyAndThereAreNoMoreThanThree() throws Exception {
        List<CompletableFuture<Boolean>> slow = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            slow.add(CompletableFuture.supplyAsync(() -> {
                try (SocketDesk client = reach()) {
                    return client.query(new Question("wait", List.of(), 9, Duration.ofSeconds(60)), new Told());
                }
            }));
        }
        desk.waiting.await();
        try (SocketDesk client = reach()) {
            assertThat(client.status()).isEqualTo(FixedDesk.STATUS);
            ControlTrouble busy =
                    catchThrowableOfType(ControlTrouble.class, () -> client.query(asked("echo"), new Told()));
            assertThat(busy).hasMessageContaining("ask again in a moment");
            assertThat(busy.exitStatus()).isEqualTo(75);
        }
        desk.released.countDown();
        assertThat(slow).allSatisfy(asked -> assertThat(asked.join()).isTrue());
        try (SocketDesk client = reach()) {
            assertThat(client.query(asked("echo"), new Told())).isTrue();
        }
    }

    @Test
    void aQuestionThatNeverEndsIsGivenUpAndToldToAPerson() {
        try (SocketDesk client = reach()) {
            assertThatThrownBy(() -> client.query(asked("wait"), new Told()))
                    .isInstanceOf(ControlTrouble.class)
                    .hasMessageContaining("did not answer to the end");
        }
        // The client learns of it before the log does.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told).anySatisfy(event -> {
                    assertThat(event.name()).isEqualTo("question-stuck");
                    assertThat(event.level()).isEqualTo(Events.Level.ALERT);
                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\n",
                "{}\n",
                "[]\n",
                "{\"ask\":\"rm\"}\n",
                "{\"ask\":7}\n",
                "{\"ask\":\"query\"}\n",
                "{\"ask\":\"query\",\"sql\":\"x\",\"parameters\":[1],\"rows\":1,\"seconds\":1}\n",
                "{\"ask\":\"status\",\"ask\":\"status\"}\n",
                "{\"ask\":\"status\"} x\n",
                "{\"ask\":[[[[[[[[[[[[1]]]]]]]]]]]]}\n",
                "\u0000\n",
                "GET / HTTP/1.1\n"
            })
    void garbageIsRefusedAndTheNextClientIsAnswered(String line) throws IOException {
        try (SocketChannel raw = raw()) {
            send(raw, line);
            assertThat(rest(raw)).contains("{\"refused\":", "docs/control.md");
        }
        assertAnswered();
    }

    @Test
    void aRequestOutOfItsLimitsIsRefusedAndTheClientMayGoOn() throws IOException {
        try (SocketChannel raw = raw()) {
            send(raw, "{\"ask\":\"query\",\"sql\":\"x\",\"parameters\":[],\"rows\":0,\"seconds\":1}\n");
            send(raw, "{\"ask\":\"status\"}\n");
            raw.shutdownOutput();
            assertThat(rest(raw)).contains("{\"refused\":\"an answer has 1 to", "{\"status\":");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"ask\":\"sta"})
    void whoSaysHalfARequestAndThenNothingIsClosed(String half) throws IOException {
        try (SocketChannel raw = raw()) {
            send(raw, half);
            assertThat(rest(raw)).contains("\"protocol\"").doesNotContain("status");
        }
        await().until(() -> outcomes().equals(List.of("unknown late")));
        assertAnswered();
    }

    @Test
    void whoLeavesInTheMiddleOfARequestIsForgotten() throws IOException {
        try (SocketChannel raw = raw()) {
            send(raw, "{\"ask\":\"query\",");
        }
        assertAnswered();
    }

    @Test
    void aRequestWithoutAnEndIsRefused() throws IOException {
        try (SocketChannel raw = raw()) {
            send(raw, "x".repeat((1 << 20) + 1));
            assertThat(rest(raw)).contains("a line has more than");
        }
        assertAnswered();
    }

    @Test
    void whoAsksForMuchAndDoesNotReadIsClosed() throws IOException {
        try (SocketChannel raw = raw()) {
            send(raw, "{\"ask\":\"query\",\"sql\":\"much\",\"parameters\":[],\"rows\":100000,\"seconds\":60}\n");
            await().until(() -> outcomes().equals(List.of("unknown late")));
        }
        assertAnswered();
    }

    @Test
    void moreClientsThanThereArePlacesForAreSentAwayAndComeBack() throws IOException {
        server.close();
        server = ControlServer.open(place, Duration.ofSeconds(30), desk, told::add, endings::add);
        List<SocketChannel> idle = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            idle.add(raw());
        }
        ControlTrouble away = catchThrowableOfType(ControlTrouble.class, this::reach);
        assertThat(away).hasMessageContaining("16 clients");
        assertThat(away.exitStatus()).isEqualTo(75);
        for (SocketChannel client : idle) {
            client.close();
        }
        await().untilAsserted(this::assertAnswered);
    }

    @Test
    void aDaemonThatSaysNothingIsToldSo() throws IOException {
        server.close();
        try (ServerSocketChannel mute = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            mute.bind(UnixDomainSocketAddress.of(place.socket()));
            ControlTrouble trouble =
                    catchThrowableOfType(ControlTrouble.class, () -> SocketDesk.reach(place, PATIENCE));
            assertThat(trouble).hasMessageContaining("it gave no answer in time");
            assertThat(trouble.exitStatus()).isEqualTo(75);
        }
    }

    @Test
    void nobodyAnswersAfterTheClose() {
        server.close();
        assertThat(place.socket()).doesNotExist();
        assertThat(SocketDesk.reach(place)).isEmpty();
    }

    @Test
    void theDaemonOfAnotherDataFolderIsNotAsked() {
        assertThat(SocketDesk.reach(new ControlPlace(place.socket(), Optional.empty(), Path.of("/nowhere"))))
                .isEmpty();
    }

    @Test
    void aDataFolderByALinkIsTheSameFolder() throws IOException {
        Path link = Files.createSymbolicLink(data.resolve("link"), data);
        try (SocketDesk client = SocketDesk.reach(new ControlPlace(place.socket(), Optional.empty(), link))
                .orElseThrow()) {
            assertThat(client.status()).isEqualTo(FixedDesk.STATUS);
        }
    }

    private void assertAnswered() {
        try (SocketDesk client = reach()) {
            assertThat(client.status()).isEqualTo(FixedDesk.STATUS);
        }
    }

    private SocketDesk reach() {
        return SocketDesk.reach(place).orElseThrow();
    }

    private SocketChannel raw() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(place.socket()));
    }

    private static void send(SocketChannel raw, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            raw.write(bytes);
        }
    }

    /** Until the daemon closes. */
    private static String rest(SocketChannel raw) throws IOException {
        return new String(Channels.newInputStream(raw).readAllBytes(), StandardCharsets.UTF_8);
    }

    private List<String> outcomes() {
        return told.stream()
                .map(Events.Event::fields)
                .map((Map<String, String> fields) -> fields.get("verb") + " " + fields.get("outcome"))
                .toList();
    }

    private static Question asked(String sql) {
        return new Question(sql, List.of(), 9, Duration.ofSeconds(1));
    }

    private static final class Told implements Answer {

        private final List<Column> columns = new ArrayList<>();

        private final List<List<Optional<String>>> rows = new ArrayList<>();

        @Override
        public void columns(List<Column> all) {
            columns.addAll(all);
        }

        @Override
        public void row(List<Optional<String>> values) {
            rows.add(values);
        }
    }
}
