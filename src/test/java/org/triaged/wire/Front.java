package org.triaged.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import javax.net.ServerSocketFactory;

/** Stands before a server on loopback: ends TLS, keeps what clients sent, hides words, cuts connections. */
public final class Front implements AutoCloseable {

    private final Door door;
    private final int target;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final AtomicLong passed = new AtomicLong();
    private final AtomicReference<Incident> atCommand = new AtomicReference<>(Incident.NONE);
    private final AtomicReference<Incident> atBytes = new AtomicReference<>(Incident.NONE);
    private volatile long cut = Long.MAX_VALUE;
    private volatile String masked = "";

    /** What happens once, when its time has come. */
    private record Incident(Predicate<String> atCommand, long atBytes, Runnable happening) {

        private static final Incident NONE = new Incident(command -> false, Long.MAX_VALUE, () -> {});
    }

    private Front(ServerSocketFactory factory, int target) {
        this.target = target;
        this.door = Door.open(factory, this::connect);
    }

    public static Front plain(int target) {
        return new Front(ServerSocketFactory.getDefault(), target);
    }

    public static Front tls(int target, ServerCertificate certificate) {
        return new Front(certificate.context().getServerSocketFactory(), target);
    }

    public int port() {
        return door.port();
    }

    /** Connections from now on end after so many bytes of the server. */
    public Front cutAfter(long bytes) {
        cut = bytes;
        return this;
    }

    /** Hides a word from clients: each server's line comes with X in its place. */
    public Front masking(String word) {
        masked = word;
        return this;
    }

    /** Something happens once, when a client has sent this and the server has not got it yet. */
    public Front before(String command, Runnable happening) {
        atCommand.set(new Incident(sent -> sent.contains(command), Long.MAX_VALUE, happening));
        return this;
    }

    /** Something happens once, when so many more bytes of the server have passed. */
    public Front after(long bytes, Runnable happening) {
        passed.set(0);
        atBytes.set(new Incident(command -> false, bytes, happening));
        return this;
    }

    /** Everything clients sent, of all connections, TLS removed. */
    public String sent() {
        synchronized (sent) {
            return sent.toString(StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        door.close();
    }

    private void connect(Socket client) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            Door.start(() -> upstream(client, server));
            downstream(server, client, cut);
        }
    }

    private void upstream(Socket client, Socket server) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = client.getInputStream();
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                synchronized (sent) {
                    sent.write(buffer, 0, n);
                }
                String command = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
                Incident incident = atCommand.get();
                if (incident.atCommand().test(command) && atCommand.compareAndSet(incident, Incident.NONE)) {
                    incident.happening().run();
                }
                server.getOutputStream().write(buffer, 0, n);
            }
        } catch (IOException e) {
            // The client has gone, or its TLS failed; the server learns it below.
        }
        try {
            server.shutdownOutput();
        } catch (IOException e) {
            return; // it has gone, too
        }
    }

    /** After the cut the server is heard out, so that it does not complain. */
    private void downstream(Socket server, Socket client, long most) throws IOException {
        byte[] buffer = new byte[8192];
        long left = most;
        InputStream in = masked.isEmpty() ? server.getInputStream() : new MaskedLines(server.getInputStream(), masked);
        for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
            int passing = (int) Math.min(n, left);
            left -= passing;
            if (passing > 0) {
                client.getOutputStream().write(buffer, 0, passing);
            }
            Incident incident = atBytes.get();
            if (passed.addAndGet(passing) > incident.atBytes() && atBytes.compareAndSet(incident, Incident.NONE)) {
                incident.happening().run();
            }
            if (left == 0) {
                client.close();
            }
        }
    }
}
