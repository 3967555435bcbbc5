package org.triaged.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.triaged.triage.Status;

/**
 * Answers monitors on this machine: {@code /metrics}, {@code /healthz} and {@code /readyz}. Two threads of its own and a
 * short queue do it, so whoever asks slowly or too often waits, and nobody else does.
 */
public final class MetricsServer implements AutoCloseable {

    private static final String SECONDS_FOR_A_CLIENT = "10";

    private static final int THREADS = 2;

    private static final int WAITING = 16;

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;

    static {
        // The server of the JDK knows no other way; without them a client may hold a thread for ever.
        System.setProperty("sun.net.httpserver.maxReqTime", SECONDS_FOR_A_CLIENT);
        System.setProperty("sun.net.httpserver.maxRspTime", SECONDS_FOR_A_CLIENT);
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    private record Page(int status, String type, String text) {

        static Page plain(int status, String text) {
            return new Page(status, "text/plain; charset=utf-8", text + "\n");
        }
    }

    private MetricsServer(InetSocketAddress place) {
        try {
            server = HttpServer.create(place, WAITING);
        } catch (IOException e) {
            throw new MetricsTrouble(
                    "monitors cannot be served at " + place.getHostString() + " port " + place.getPort() + " ("
                            + e.getMessage() + "); another program may use it: choose another 'metrics.port' in"
                            + " triaged.yaml",
                    e);
        }
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, "metrics");
                    thread.setDaemon(true);
                    return thread;
                });
        server.setExecutor(threads);
    }

    /**
     * @param place of loopback
     * @param status how all stands, asked for each answer
     * @param longest a list that was not polled for so long makes the daemon not ready
     * @throws MetricsTrouble when the place is taken
     */
    public static MetricsServer open(
            InetSocketAddress place, Supplier<Status> status, Supplier<Duration> longest, String version) {
        if (!place.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(place + " is not on loopback");
        }
        MetricsServer made = new MetricsServer(place);
        made.serve(
                "/metrics",
                status,
                now -> new Page(OK, "text/plain; version=0.0.4; charset=utf-8", MetricsText.of(now, version)));
        made.serve("/healthz", status, now -> Page.plain(OK, "ok"));
        made.serve("/readyz", status, now -> ready(now, longest.get()));
        made.server.createContext("/", exchange -> answer(exchange, Page.plain(NOT_FOUND, "ask for /metrics")));
        made.server.start();
        return made;
    }

    /** The address of loopback that is written so. */
    public static InetSocketAddress place(String address, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(address), port);
        } catch (IOException e) {
            throw new MetricsTrouble(address + " is no address of this machine; see 'metrics' in triaged.yaml", e);
        }
    }

    /** What is being answered goes on for a moment; nobody waits for it. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    private void serve(String path, Supplier<Status> status, Function<Status, Page> page) {
        server.createContext(path, exchange -> {
            if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
                answer(exchange, Page.plain(NOT_ALLOWED, "ask with GET"));
            } else if (!exchange.getRequestURI().getPath().equals(path)) {
                answer(exchange, Page.plain(NOT_FOUND, "ask for /metrics"));
            } else {
                answer(exchange, made(status, page));
            }
        });
    }

    private static Page made(Supplier<Status> status, Function<Status, Page> page) {
        try {
            return page.apply(status.get());
        } catch (RuntimeException e) {
            // Whatever is wrong: the monitor is told, and the steps of the daemon meet and tell it themselves.
            return Page.plain(UNAVAILABLE, "the database does not answer; see the log of the daemon");
        }
    }

    private static Page ready(Status status, Duration longest) {
        Instant oldest = status.at().minus(longest);
        List<String> late = status.lists().stream()
                .filter(Status.OfList::polled)
                .filter(list ->
                        list.lastPoll().filter(poll -> !poll.isBefore(oldest)).isEmpty())
                .map(Status.OfList::name)
                .toList();
        return late.isEmpty()
                ? Page.plain(OK, "ready")
                : Page.plain(UNAVAILABLE, late.stream().collect(Collectors.joining(", ", "not polled lately: ", "")));
    }

    private static void answer(HttpExchange exchange, Page page) throws IOException {
        byte[] text = page.text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", page.type());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(page.status(), head ? -1 : text.length);
        if (!head) {
            exchange.getResponseBody().write(text);
        }
        exchange.close();
    }
}
