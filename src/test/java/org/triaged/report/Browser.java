package org.triaged.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Chromium without a window, spoken to by its debugging protocol. */
final class Browser implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([0-9.:]+)/");

    private static final long PATIENCE_SECONDS = 60;

    private final ObjectMapper json = new ObjectMapper();

    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();

    private final List<JsonNode> events = new ArrayList<>();

    private final Process process;

    private final WebSocket socket;

    private int number;

    private Browser(Process process, WebSocket.Builder builder, URI page) {
        this.process = process;
        this.socket = builder.buildAsync(page, new Hearing()).join();
    }

    static boolean installed() {
        return Files.isExecutable(PROGRAM);
    }

    /** @param folder for its profile and its log */
    static Browser start(Path folder) throws IOException, InterruptedException {
        ProcessBuilder program = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        program.environment().put("TMPDIR", folder.toString());
        Process process = program.start();
        String place = place(process);
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<String> made = client.send(
                HttpRequest.newBuilder(URI.create("http://" + place + "/json/new?about:blank"))
                        .method("PUT", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String page = new ObjectMapper()
                .readTree(made.body())
                .get("webSocketDebuggerUrl")
                .asText();
        Browser browser = new Browser(process, client.newWebSocketBuilder(), URI.create(page));
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            browser.say(domain + ".enable", "{}");
        }
        return browser;
    }

    /** Shows a file. @param scheme light or dark */
    void show(Path file, int width, String scheme) {
        events.clear();
        say(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":800,\"deviceScaleFactor\":1,\"mobile\":false}");
        say(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]}");
        say("Page.navigate", "{\"url\":\"" + file.toUri() + "\"}");
        while (events.stream().noneMatch(event -> event.path("method").asText().equals("Page.loadEventFired"))) {
            events.add(next());
        }
    }

    /** What it complained of, and what it wanted to fetch beside the page itself. */
    List<String> complaints() {
        say("Runtime.evaluate", "{\"expression\":\"1\"}");
        return events.stream()
                .filter(event -> List.of("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled")
                                .contains(event.path("method").asText())
                        || event.path("method").asText().equals("Network.requestWillBeSent")
                                && !event.at("/params/type").asText().equals("Document"))
                .map(JsonNode::toString)
                .toList();
    }

    /** The value of an expression of JavaScript. */
    JsonNode value(String expression) {
        return say(
                        "Runtime.evaluate",
                        json.createObjectNode()
                                .put("expression", expression)
                                .put("returnByValue", true)
                                .toString())
                .at("/result/result/value");
    }

    void photograph(Path png) throws IOException {
        JsonNode shot = say("Page.captureScreenshot", "{\"captureBeyondViewport\":true}");
        Files.createDirectories(Optional.ofNullable(png.getParent()).orElseThrow());
        Files.write(png, Base64.getDecoder().decode(shot.at("/result/data").asText()));
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode say(String method, String parameters) {
        int mine = ++number;
        socket.sendText("{\"id\":" + mine + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true)
                .join();
        for (JsonNode message = next(); ; message = next()) {
            if (message.path("id").asInt() == mine) {
                return message;
            }
            events.add(message);
        }
    }

    private JsonNode next() {
        try {
            return Optional.ofNullable(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .orElseThrow(() -> new IllegalStateException("the browser says nothing"));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String place(Process process) throws IOException {
        BufferedReader said = process.errorReader(StandardCharsets.UTF_8);
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                Thread drain = new Thread(() -> said.lines().forEach(more -> {}), "browser-log");
                drain.setDaemon(true);
                drain.start();
                return listening.group(1);
            }
        }
        throw new IOException("the browser did not start");
    }

    private final class Hearing implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                try {
                    heard.add(json.readTree(text.toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(from, part, last);
        }
    }
}
