package org.triaged.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ServerSocketFactory;

/** Stands before a server on loopback: ends TLS, keeps what both sides said, and lets a {@link Mishap} befall them. */
public final class Front implements AutoCloseable {

    private final Door door;
    private final int target;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final ByteArrayOutputStream answered = new ByteArrayOutputStream();
    private volatile Mishap mishap = Mishap.NONE;

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
        long passed = 0;
        try {
            InputStream in = client.getInputStream();
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                synchronized (sent) {
                    sent.write(buffer, 0, n);
                }
                passes = passes && befalls.pass(Mishap.Side.CLIENT, passed, buffer, n, server.getOutputStream());
                passed += n;
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
        long passed = 0;
        InputStream in = server.getInputStream();
        for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
            synchronized (answered) {
                answered.write(buffer, 0, n);
            }
            passes = passes && befalls.pass(Mishap.Side.SERVER, passed, buffer, n, client.getOutputStream());
            passed += n;
            if (befalls.cuts() && befalls.side() == Mishap.Side.SERVER && passed >= befalls.after()) {
                passes = false;
                client.close();
            }
        }
    }
}
