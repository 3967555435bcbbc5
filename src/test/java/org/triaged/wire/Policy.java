package org.triaged.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import javax.net.ServerSocketFactory;

/** Tells Postfix whom to refuse and when (its policy delegation protocol); nobody, unless a test says so. */
public final class Policy implements AutoCloseable {

    private final Door door = Door.open(ServerSocketFactory.getDefault(), this::talk);
    private volatile Refusal refusal = new Refusal("", "", "");

    private record Refusal(String state, String recipient, String action) {

        private boolean concerns(Map<String, String> question) {
            return question.getOrDefault("protocol_state", "").equals(state)
                    && question.getOrDefault("recipient", "").startsWith(recipient);
        }
    }

    /**
     * From now on, and instead of what was refused before.
     *
     * @param state CONNECT, MAIL, RCPT, DATA or END-OF-MESSAGE
     * @param recipient how its address begins; known at RCPT, and later when it is the only one
     * @param action a code and a text, such as {@code 450 4.7.1 come later}
     */
    public void refuse(String state, String recipient, String action) {
        refusal = new Refusal(state, recipient, action);
    }

    public void refuseNobody() {
        refuse("", "", "");
    }

    int port() {
        return door.port();
    }

    @Override
    public void close() {
        door.close();
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        Map<String, String> question = new HashMap<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.isEmpty()) {
                Refusal now = refusal;
                String action = now.concerns(question) ? now.action() : "DUNNO";
                client.getOutputStream().write(("action=" + action + "\n\n").getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().flush();
                question.clear();
            } else {
                String[] pair = line.split("=", 2);
                question.put(pair[0], pair[1]);
            }
        }
    }
}
