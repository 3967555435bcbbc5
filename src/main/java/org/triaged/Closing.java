package org.triaged;

import java.util.ArrayDeque;
import java.util.Deque;

/** What must be closed, the last opened first. One that fails does not keep the others open. */
final class Closing implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    <T extends AutoCloseable> T last(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public void close() {
        RuntimeException fault = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                if (fault == null) {
                    fault = new IllegalStateException("could not close: " + e.getMessage(), e);
                } else {
                    fault.addSuppressed(e);
                }
            }
        }
        if (fault != null) {
            throw fault;
        }
    }
}
