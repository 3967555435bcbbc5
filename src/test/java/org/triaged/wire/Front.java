package org.triaged.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ServerSocketFactory;

/** Stands before a server on loopback: ends TLS, keeps what clients sent, and cuts connections. */
public final class Front implements AutoCloseable {

    private final Door door;
    private final int target;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private volatile long cut = Long.MAX_VALUE;

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
    private static void downstream(Socket server, Socket client, long most) throws IOException {
        byte[] buffer = new byte[8192];
        long left = most;
        InputStream in = server.getInputStream();
        for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
            int passed = (int) Math.min(n, left);
            left -= passed;
            if (passed > 0) {
                client.getOutputStream().write(buffer, 0, passed);
            }
            if (left == 0) {
                client.close();
            }
        }
    }
}
