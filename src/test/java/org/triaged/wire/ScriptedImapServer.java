package org.triaged.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/** An IMAP server on loopback that answers commands with what it was given, word for word; to all else it says OK. */
public final class ScriptedImapServer implements AutoCloseable {

    private final Door door;
    private final Map<String, Deque<String>> script = new ConcurrentHashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private volatile SSLContext tls;
    private volatile String capabilities = "";

    public ScriptedImapServer() {
        door = Door.open(ServerSocketFactory.getDefault(), this::talk);
        on("EXAMINE", "* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 10] x\r\nTAG OK [READ-ONLY] done\r\n");
    }

    /**
     * @param command how it begins, behind its tag
     * @param answers in turn, the last for ever; TAG stands for the tag; without a TAG line the server falls silent,
     *     and "" ends the connection
     */
    public ScriptedImapServer on(String command, String... answers) {
        script.put(command, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    public ScriptedImapServer offering(String capability) {
        capabilities += " " + capability;
        return this;
    }

    public ScriptedImapServer offeringStartTls(ServerCertificate certificate) {
        tls = certificate.context();
        return this;
    }

    public int port() {
        return door.port();
    }

    /** Without their tags. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    @Override
    public void close() {
        door.close();
    }

    private void talk(Socket plain) throws IOException {
        Socket socket = plain;
        InputStream in = new BufferedInputStream(socket.getInputStream());
        String tag = "*";
        say(socket, "* OK scripted\r\n");
        while (true) {
            String[] line = line(in).split(" ", 2);
            // What follows a "+" has no tag; what is answered is the command before.
            boolean tagged = line.length == 2;
            tag = tagged ? line[0] : tag;
            String command = line[line.length - 1];
            commands.add(command);
            String answer = answer(command);
            if (answer.isEmpty()) {
                return;
            }
            say(socket, answer.replace("TAG", tag));
            if (command.equals("STARTTLS")) {
                socket = Door.secured(socket, tls);
                in = new BufferedInputStream(socket.getInputStream());
            }
        }
    }

    private String answer(String command) {
        if (command.equals("CAPABILITY")) {
            return "* CAPABILITY IMAP4rev1" + (tls == null ? "" : " STARTTLS") + capabilities + "\r\nTAG OK done\r\n";
        }
        return script.entrySet().stream()
                .filter(entry -> command.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .map(answers -> answers.size() > 1 ? answers.pop() : answers.peek())
                .findFirst()
                .orElse("TAG OK done\r\n");
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != -1; b = in.read()) {
            if (b == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).strip();
            }
            line.write(b);
        }
        throw new IOException("the client hung up");
    }
}
