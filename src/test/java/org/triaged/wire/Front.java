package org.triaged.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import javax.net.ServerSocketFactory;

/**
 * Stands before a server on loopback: ends TLS, keeps what both sides said, hides words, and lets a {@link Mishap} befall
 * connections.
 */
public final class Front implements AutoCloseable {

    private final Door door;
    private final int target;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final ByteArrayOutputStream answered = new ByteArrayOutputStream();
    private final AtomicLong passed = new AtomicLong();
    private final AtomicReference<Incident> atCommand = new AtomicReference<>(Incident.NONE);
    private final AtomicReference<Incident> atBytes = new AtomicReference<>(Incident.NONE);
    private volatile Mishap mishap = Mishap.NONE;
    private volatile String masked = "";
    private volatile Duration way = Duration.ZERO;

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
        return befalling(Mishap.cut(Mishap.Side.SERVER, bytes));
    }

    /** What befalls connections from now on. */
    public Front befalling(Mishap what) {
        mishap = what;
        return this;
    }

    /** What is said on connections from now on takes so long to come through, in each direction; a round trip takes twice as long. */
    public Front far(Duration oneWay) {
        way = oneWay;
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

    /** Everything the server said, of all connections, whether it came through or not; TLS removed. */
    public String answered() {
        synchronized (answered) {
            return answered.toString(StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        door.close();
    }

    private void connect(Socket client) throws IOException {
        Mishap befalls = mishap;
        if (befalls.refuses()) {
            client.setSoLinger(true, 0);
            return;
        }
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            server.setTcpNoDelay(true);
            Door.start(() -> upstream(client, server, befalls));
            downstream(server, client, befalls);
        }
    }

    private void upstream(Socket client, Socket server, Mishap befalls) {
        byte[] buffer = new byte[8192];
        boolean passes = true;
        long came = 0;
        try {
            InputStream in = client.getInputStream();
            OutputStream out = DistantOutput.over(way, server.getOutputStream());
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                keep(sent, buffer, n);
                String command = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
                happen(atCommand, incident -> incident.atCommand().test(command));
                passes = passes && befalls.pass(Mishap.Side.CLIENT, came, buffer, n, out);
                came += n;
                if (!passes && befalls.cuts()) {
                    client.close();
                }
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
    private void downstream(Socket server, Socket client, Mishap befalls) throws IOException {
        byte[] buffer = new byte[8192];
        boolean passes = true;
        long came = 0;
        OutputStream out = DistantOutput.over(way, client.getOutputStream());
        InputStream in = masked.isEmpty() ? server.getInputStream() : new MaskedLines(server.getInputStream(), masked);
        for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
            keep(answered, buffer, n);
            passes = passes && befalls.pass(Mishap.Side.SERVER, came, buffer, n, out);
            came += n;
            long all = passed.addAndGet(n);
            happen(atBytes, incident -> all > incident.atBytes());
            if (befalls.cuts() && befalls.side() == Mishap.Side.SERVER && came >= befalls.after()) {
                passes = false;
                client.close();
            }
        }
    }

    private static void happen(AtomicReference<Incident> awaited, Predicate<Incident> isDue) {
        Incident incident = awaited.get();
        if (isDue.test(incident) && awaited.compareAndSet(incident, Incident.NONE)) {
            incident.happening().run();
        }
    }

    private static void keep(ByteArrayOutputStream all, byte[] buffer, int length) {
        synchronized (all) {
            all.write(buffer, 0, length);
        }
    }
}
