package org.triaged.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A free port of loopback. Each who comes in is served on a thread of its own, until one side or the test leaves. */
final class Door implements AutoCloseable {

    private final ServerSocket socket;
    private final Service service;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private Door(ServerSocket socket, Service service) {
        this.socket = socket;
        this.service = service;
    }

    /** Ends when it throws: the client has gone. */
    @FunctionalInterface
    interface Service {

        void serve(Socket client) throws IOException;
    }

    static Door open(ServerSocketFactory factory, Service service) {
        try {
            Door door = new Door(factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), service);
            start(door::accept);
            return door;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The server's side of STARTTLS. */
    static Socket secured(Socket plain, SSLContext tls) throws IOException {
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }

    static void start(Runnable work) {
        Thread thread = new Thread(work, "test server");
        thread.setDaemon(true);
        thread.start();
    }

    static void shut(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        shut(socket);
        open.forEach(Door::shut);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                start(() -> serve(client));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            service.serve(client);
        } catch (IOException e) {
            return; // the client has gone
        }
    }
}
