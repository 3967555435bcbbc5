package org.triaged.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client of LMTP (RFC 2033) that hands over one mail. */
final class Lmtp {

    private Lmtp() {}

    static void deliver(int port, String recipient, byte[] mail) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            expect(in, "220");
            say(out, in, "LHLO test.example.org", "250");
            say(out, in, "MAIL FROM:<list-bounces@lists.example.org>", "250");
            say(out, in, "RCPT TO:<" + recipient + ">", "250");
            say(out, in, "DATA", "354");
            say(out, in, dotted(mail) + ".", "250");
            say(out, in, "QUIT", "221");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With CRLF at each end of a line, the last one too, and each first dot doubled. */
    private static String dotted(byte[] mail) {
        String text = new String(mail, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .replaceAll("(?m)^\\.", "..");
        return (text.endsWith("\n") ? text : text + "\n").replace("\n", "\r\n");
    }

    private static void say(OutputStream out, BufferedReader in, String command, String answer) throws IOException {
        out.write((command + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        expect(in, answer);
    }

    private static void expect(BufferedReader in, String code) throws IOException {
        String line = in.readLine();
        while (line != null && line.startsWith(code + "-")) {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new IllegalStateException("LMTP: " + line + " instead of " + code);
        }
    }
}
