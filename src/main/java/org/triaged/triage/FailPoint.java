package org.triaged.triage;

/**
 * A named place where the process may be made to die, fail or hang, for tests. Called before and after each commit,
 * file write, parse and network step; never from a pure room.
 */
@FunctionalInterface
public interface FailPoint {

    FailPoint INERT = name -> {};

    void reached(String name);
}
