package org.triaged;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The same work shared among workers that know nothing of each other. */
final class Workers {

    private Workers() {}

    /** Makes a worker. */
    @FunctionalInterface
    interface Hiring<W> {

        W hire(int number) throws Exception;
    }

    /** One piece of work. */
    @FunctionalInterface
    interface Work<W, P> {

        void on(W worker, P piece) throws Exception;
    }

    /** @param pieces the same ones for every worker, who does its share; all of them are returned */
    static <W extends AutoCloseable, P> List<P> share(
            int workers, Hiring<W> hiring, Function<W, List<P>> pieces, Work<W, P> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            List<Future<List<P>>> shares = new ArrayList<>();
            for (int number = 0; number < workers; number++) {
                int mine = number;
                shares.add(threads.submit(() -> {
                    try (W worker = hiring.hire(mine)) {
                        List<P> all = pieces.apply(worker);
                        for (int i = mine; i < all.size(); i += workers) {
                            work.on(worker, all.get(i));
                        }
                        return all;
                    }
                }));
            }
            List<P> all = List.of();
            for (Future<List<P>> share : shares) {
                all = share.get();
            }
            return all;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        } finally {
            threads.shutdown();
        }
    }
}
