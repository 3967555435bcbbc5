package org.triaged.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands before a server on loopback: ends TLS, keeps what clients sent, and cuts connections. */
public final class Front implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile long cut = Long.MAX_VALUE;

    private Front(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
        start(this::accept);
    }

    public static Front plain(int target) {
        try {
            return new Front(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Front tls(int target, ServerCertificate certificate) {
        try {
            return new Front(
                    certificate
                            .context()
                            .getServerSocketFactory()
                            .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                    target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
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
        shut(door);
        open.forEach(Front::shut);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                open.add(client);
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(server);
                long most = cut;
                start(() -> pump(client, server, Long.MAX_VALUE, true));
                start(() -> pump(server, client, most, false));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void pump(Socket from, Socket to, long most, boolean keep) {
        byte[] buffer = new byte[8192];
        long left = most;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n > 0 && left > 0; n = in.read(buffer)) {
                int passed = (int) Math.min(n, left);
                left -= passed;
                if (keep) {
                    synchronized (sent) {
                        sent.write(buffer, 0, passed);
                    }
                }
                out.write(buffer, 0, passed);
                out.flush();
                if (left == 0) {
                    break;
                }
            }
        } catch (IOException e) {
            // One side is gone; so is the other.
        }
        shut(from);
        shut(to);
    }

    static void start(Runnable work) {
        Thread thread = new Thread(work, "test server");
        thread.setDaemon(true);
        thread.start();
    }

    static void shut(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
