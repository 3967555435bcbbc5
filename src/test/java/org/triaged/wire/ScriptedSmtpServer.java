package org.triaged.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/** An SMTP server on loopback that behaves as it is told, step by step, and keeps every DATA to the byte. */
public final class ScriptedSmtpServer implements AutoCloseable {

    private final Door door;
    private final Map<String, Conduct> script = new ConcurrentHashMap<>();
    private final List<String> extensions = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Envelope> mails = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile SSLContext tls;
    private volatile Taking taking = (mail, answer) -> {};

    public ScriptedSmtpServer() {
        door = Door.open(ServerSocketFactory.getDefault(), client -> new Conversation(client).run());
    }

    /** Where a conversation can be disturbed; {@code RCPT} is every one, {@link #atRcpt} a certain one. */
    public enum Step {
        GREETING,
        EHLO,
        AUTH,
        MAIL,
        RCPT,
        DATA,
        DOT,
        QUIT
    }

    /** What the server does instead of saying yes; the conversation goes on only after a whole reply. */
    public record Conduct(String text, boolean goesOn, boolean hangs) {

        public static Conduct reply(String line) {
            return new Conduct(line + "\r\n", true, false);
        }

        public static Conduct drop() {
            return new Conduct("", false, false);
        }

        public static Conduct silence() {
            return new Conduct("", false, true);
        }

        /** Says this and hangs up. */
        public static Conduct partial(String text) {
            return new Conduct(text, false, false);
        }

        /** Says this line, and nothing more for ever. */
        public static Conduct thenHang(String line) {
            return new Conduct(line + "\r\n", false, true);
        }
    }

    /** Told of each mail that the server may have taken: all but those it answered with a whole 4xx or 5xx. */
    @FunctionalInterface
    public interface Taking {

        /** @param answer what is said to that; of a line that breaks off its beginning */
        void took(byte[] mail, String answer);
    }

    /** @param wire what came between DATA and the lone dot, dots doubled as sent */
    public record Envelope(String sender, List<String> recipients, byte[] wire) {

        /** The mail, without the doubled dots. */
        public byte[] bytes() {
            String text = new String(wire, StandardCharsets.ISO_8859_1);
            return text.replaceAll("(?m)^\\.", "").getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    public ScriptedSmtpServer telling(Taking other) {
        taking = other;
        return this;
    }

    public ScriptedSmtpServer at(Step step, Conduct conduct) {
        script.put(step.name(), conduct);
        return this;
    }

    /** From RCPT on, in mails to this recipient alone; at {@code RCPT}, for this address. */
    public ScriptedSmtpServer at(Step step, String recipient, Conduct conduct) {
        script.put(step.name() + " " + recipient, conduct);
        return this;
    }

    /** From now on the answer is yes. */
    public ScriptedSmtpServer willing() {
        script.clear();
        return this;
    }

    /** @param number of the recipient in its mail, from 1 */
    public ScriptedSmtpServer atRcpt(int number, Conduct conduct) {
        script.put(Step.RCPT.name() + number, conduct);
        return this;
    }

    public ScriptedSmtpServer offering(String extension) {
        extensions.add(extension);
        return this;
    }

    public ScriptedSmtpServer offeringStartTls(ServerCertificate certificate) {
        tls = certificate.context();
        return offering("STARTTLS");
    }

    public int port() {
        return door.port();
    }

    /** Every line of every client, in order; not the mails. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** Every mail that came up to its dot, whatever was answered. */
    public List<Envelope> mails() {
        return List.copyOf(mails);
    }

    /** How many mails were answered with 250. */
    public int accepted() {
        return accepted.get();
    }

    @Override
    public void close() {
        door.close();
    }

    private final class Conversation {

        private Socket socket;
        private InputStream in;
        private String sender = "";
        private final List<String> recipients = new ArrayList<>();

        private Conversation(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        private void run() throws IOException {
            boolean goesOn = say(Step.GREETING.name(), "220 scripted");
            while (goesOn) {
                String command = line();
                commands.add(command);
                goesOn = answer(command);
            }
        }

        private boolean answer(String command) throws IOException {
            String verb = command.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO":
                    return say(verb, hello());
                case "STARTTLS":
                    return say(verb, "220 go on") && secure();
                case "MAIL":
                    sender = address(command);
                    return say(verb, "250 ok");
                case "RCPT":
                    recipients.add(address(command));
                    String numbered = verb + recipients.size();
                    String addressed = verb + " " + recipients.get(recipients.size() - 1);
                    String known = script.containsKey(addressed) ? addressed : verb;
                    return say(script.containsKey(numbered) ? numbered : known, "250 ok");
                case "DATA":
                    String step = toThese(verb);
                    return say(step, "354 go on") && (script.containsKey(step) || data());
                case "AUTH":
                    return say(verb, "235 welcome");
                case "QUIT":
                    return say(verb, "221 bye") && false;
                default:
                    return say(verb, "250 ok");
            }
        }

        private String hello() {
            StringBuilder reply = new StringBuilder("250-scripted\r\n");
            extensions.forEach(
                    extension -> reply.append("250-").append(extension).append("\r\n"));
            return reply + "250 HELP";
        }

        private boolean data() throws IOException {
            ByteArrayOutputStream wire = new ByteArrayOutputStream();
            for (String line = line(); !line.equals("."); line = line()) {
                wire.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            mails.add(new Envelope(sender, List.copyOf(recipients), wire.toByteArray()));
            String step = toThese(Step.DOT.name());
            Conduct conduct = script.get(step);
            boolean yes = conduct == null || conduct.text().matches("(?s)(250-[^\r]*\r\n)*250 .*");
            if (yes) {
                accepted.incrementAndGet();
            }
            if (yes || !conduct.text().matches("(?s)[45].*\r\n")) {
                taking.took(mails.get(mails.size() - 1).bytes(), conduct == null ? "250 ok" : conduct.text());
            }
            return say(step, "250 queued as 1");
        }

        /** What is said to the recipients so far, or else to all. */
        private String toThese(String step) {
            return recipients.stream()
                    .map(recipient -> step + " " + recipient)
                    .filter(script::containsKey)
                    .findFirst()
                    .orElse(step);
        }

        private boolean say(String step, String yes) throws IOException {
            Conduct conduct = script.getOrDefault(step, Conduct.reply(yes));
            socket.getOutputStream().write(conduct.text().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            if (conduct.hangs()) {
                // Until the client hangs up, or the test ends.
                while (in.read() != -1) {}
            }
            return conduct.goesOn();
        }

        private boolean secure() throws IOException {
            socket = Door.secured(socket, tls);
            in = new BufferedInputStream(socket.getInputStream());
            return true;
        }

        /** Without its CRLF; a lone CR or LF belongs to the line. */
        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int before = -1;
            for (int b = in.read(); b != -1; b = in.read()) {
                if (b == '\n' && before == '\r') {
                    String text = line.toString(StandardCharsets.ISO_8859_1);
                    return text.substring(0, text.length() - 1);
                }
                line.write(b);
                before = b;
            }
            throw new IOException("the client hung up");
        }

        private String address(String command) {
            return command.replaceFirst("(?i)^(MAIL FROM|RCPT TO):<([^>]*)>.*", "$2");
        }
    }
}
