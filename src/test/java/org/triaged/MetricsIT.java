package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.metrics.Metric;
import org.triaged.metrics.MetricsServer;
import org.triaged.metrics.MetricsTrouble;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Events;
import org.triaged.wire.MailServer;

/** What monitors are told, and that one who is slow holds up nobody but other monitors. */
class MetricsIT {

    private static final Duration HANG = Duration.ofSeconds(60);

    /** More than may be answered or wait at a time. */
    private static final int CROWD = 30;

    @TempDir
    private Path folder;

    private final MailServer server = new MailServer().user(LIST);

    private Installation here;

    private int port;

    @BeforeEach
    void configure() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        here = Installation.at(folder, server, "record");
        here.schedule("{every: PT1S, idle: false}").server(server.imapPort(), "none", "", server.smtpPort());
        Files.writeString(
                here.conf().resolve("triaged.yaml"), "\nmetrics: {port: " + port + "}\n", StandardOpenOption.APPEND);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void monitorsAreToldHowAllStandsAndASlowOneHoldsUpNoMail() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (Service service = Service.start(here.config(), Events.SILENT, status -> {})) {
            await().atMost(HANG).until(() -> get("/readyz").statusCode() == 200);
            assertThat(get("/healthz").body()).isEqualTo("ok\n");
            String text = get("/metrics").body();
            assertThat(Metric.values()).allSatisfy(metric -> assertThat(text)
                    .contains("\n# TYPE " + metric.word() + " gauge\n" + metric.word()));
            assertThat(text).contains("triaged_info{version=", "triaged_replies_held{list=\"devel\"} 0\n");
            assertThat(get("/").statusCode()).isEqualTo(404);
            assertThat(get("/metrics/more").statusCode()).isEqualTo(404);
            assertThat(HttpClient.newHttpClient()
                            .send(
                                    request("/metrics")
                                            .POST(HttpRequest.BodyPublishers.ofString("x"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(405);
            for (int client = 0; client < CROWD; client++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nHo".getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            server.append(LIST, patch("a@contrib.example.org", "[PATCH] misc: a", true), Instant.now());
            try (AdminDesk desk = Desks.open(here.config())) {
                await().atMost(HANG)
                        .until(() ->
                                desk.query("SELECT COUNT(*) FROM mail").rows().equals(List.of(List.of("1"))));
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aPlaceThatIsTakenOrForOthersIsRefused() throws IOException {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Service.start(here.config(), Events.SILENT, status -> {}))
                    .isInstanceOf(MetricsTrouble.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("metrics.port");
        }
        assertThatThrownBy(() -> MetricsServer.open(
                        new InetSocketAddress("0.0.0.0", port),
                        () -> {
                            throw new IllegalStateException("nobody may ask");
                        },
                        () -> HANG,
                        "test"))
                .isInstanceOf(IllegalArgumentException.class);
        try (MetricsServer broken = MetricsServer.open(
                MetricsServer.place("127.0.0.1", port),
                () -> {
                    throw new IllegalStateException("no database");
                },
                () -> HANG,
                "test")) {
            for (String path : List.of("/metrics", "/healthz", "/readyz")) {
                assertThat(status(path)).as(path).isEqualTo(503);
            }
            assertThat(broken).isNotNull();
        }
    }

    private int status(String path) {
        try {
            return get(path).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(HANG);
    }
}
