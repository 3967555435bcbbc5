package org.triaged.control;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Events;
import org.triaged.triage.Events.Event;

/**
 * The daemon's end of the control socket (docs/control.md). Each client has a thread, and there are few of either; a slow
 * one is closed. Whoever holds the lock of the data folder opens it.
 */
public final class ControlServer implements AutoCloseable {

    private static final int MOST_CLIENTS = 16;

    private static final int MOST_QUESTIONS = 3;

    private static final int LONGEST_REQUEST = 1 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ControlPlace place;
    private final Duration patience;
    private final AdminDesk desk;
    private final Events events;
    private final IntConsumer ending;
    private final Semaphore questions = new Semaphore(MOST_QUESTIONS);
    private final Watch watch = Watch.start();
    private final ServerSocketChannel server;

    private ControlServer(ControlPlace place, Duration patience, AdminDesk desk, Events events, IntConsumer ending) {
        this.place = place;
        this.patience = patience;
        this.desk = desk;
        this.events = events;
        this.ending = ending;
        this.server = place.bind();
    }

    /**
     * @param desk answers, in threads of ours
     * @param ending takes the exit status of what the daemon cannot survive
     * @throws ControlTrouble when there can be no socket at this place
     */
    public static ControlServer open(ControlPlace place, AdminDesk desk, Events events, IntConsumer ending) {
        return open(place, PATIENCE, desk, events, ending);
    }

    /** @param patience with a client that does not write or read */
    static ControlServer open(
            ControlPlace place, Duration patience, AdminDesk desk, Events events, IntConsumer ending) {
        ControlServer server = new ControlServer(place, patience, desk, events, ending);
        Thread thread = new Thread(server::accept, "control");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    /** Closes what clients have open; what is being answered for them goes on for a moment, and is told to nobody. */
    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(place.socket());
        } catch (IOException e) {
            events.tell(Event.alert("control-failed", "socket", place.socket().toString(), "fault", e.toString()));
        }
        watch.close();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                welcome(server.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                events.tell(
                        Event.alert("control-failed", "socket", place.socket().toString(), "fault", e.toString()));
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
        }
    }

    private void welcome(SocketChannel client) {
        LineChannel line = new LineChannel(client, LONGEST_REQUEST, patience);
        boolean full = watch.channels() >= MOST_CLIENTS;
        Conversation conversation = new Conversation(line, place.dataFolder(), desk, events, questions, ending);
        watch.over(line, conversation::isLate);
        if (full) {
            conversation.sendAway(MOST_CLIENTS);
            watch.leave(line);
            return;
        }
        Thread thread = new Thread(
                () -> {
                    try {
                        conversation.hold();
                    } finally {
                        watch.leave(line);
                    }
                },
                "control-client");
        thread.setDaemon(true);
        thread.start();
    }
}
