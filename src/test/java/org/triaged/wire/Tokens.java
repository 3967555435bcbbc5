package org.triaged.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who gave out the tokens: tells Dovecot whose one is, as long as it is good. */
public final class Tokens implements AutoCloseable {

    private final Map<String, String> users = new ConcurrentHashMap<>();
    private final HttpServer server;

    Tokens() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/tokeninfo", this::answer);
        server.start();
    }

    public void give(String token, String user) {
        users.put(token, user);
    }

    /** The token is good no longer. */
    public void expire(String token) {
        users.remove(token);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String token = exchange.getRequestURI().getQuery().replaceFirst("^access_token=", "");
        boolean good = users.containsKey(token);
        byte[] said = (good ? "{\"email\":\"" + users.get(token) + "\"}" : "{\"error\":\"invalid_token\"}")
                .getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(good ? 200 : 401, said.length);
        exchange.getResponseBody().write(said);
        exchange.close();
    }
}
