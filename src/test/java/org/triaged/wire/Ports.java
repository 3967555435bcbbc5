package org.triaged.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Free ports, below those that the kernel hands out: else a server that is started again may find its port taken. */
record Ports(int imap, int imaps, int lmtp, int smtp) {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    static Ports free() {
        Random random = new Random();
        List<Integer> free = new ArrayList<>();
        while (free.size() < 4) {
            int port = LOWEST + random.nextInt(HIGHEST - LOWEST);
            if (!free.contains(port) && isFree(port)) {
                free.add(port);
            }
        }
        return new Ports(free.get(0), free.get(1), free.get(2), free.get(3));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
