package org.triaged.triage;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The brakes over a database and a journal that this process has open. */
public final class OpenPedals implements Pedals {

    private final Breaker breaker;

    private final StopSign stop;

    private final SendJournal journal;

    private final AuditTrail audit;

    private final BounceBook bounces;

    private final NoCopies noCopies;
    private final JournalRebuild rebuild;

    private final String actor;

    private final InstantSource clock;

    /** @param actor an admin */
    public OpenPedals(
            Breaker breaker,
            StopSign stop,
            SendJournal journal,
            AuditTrail audit,
            BounceBook bounces,
            NoCopies noCopies,
            JournalRebuild rebuild,
            String actor,
            InstantSource clock) {
        this.breaker = breaker;
        this.stop = stop;
        this.journal = journal;
        this.audit = audit;
        this.bounces = bounces;
        this.noCopies = noCopies;
        this.rebuild = rebuild;
        this.actor = actor;
        this.clock = clock;
    }

    @Override
    public boolean resume(String list, String why) {
        if (list.equals(Breakers.ALL)
                && breaker.holding(list).filter(Breaker.JOURNAL_BEHIND::equals).isPresent()) {
            throw new QueryRefused("all mail is held for " + Breaker.JOURNAL_BEHIND
                    + ": the send journal has lost what keeps a mail from leaving twice; put back the file that was lost,"
                    + " if there is one, then: triaged replies journal rebuild --reason TEXT, which lets mail go on");
        }
        return breaker.resume(list, actor, why);
    }

    @Override
    public List<String> held() {
        return breaker.holding().stream().map(Breakers.Tripped::list).toList();
    }

    @Override
    public boolean revive(String address, String why) {
        return bounces.revive(address, actor, why, clock.instant());
    }

    @Override
    public boolean nocopy(String address, boolean remove, String why) {
        return remove
                ? noCopies.clear(address, actor, why, clock.instant())
                : noCopies.set(address, actor, why, clock.instant());
    }

    @Override
    public int rebuildJournal(String why) {
        return rebuild.run(actor, why);
    }

    /** The file first: whatever fails afterwards, nothing leaves. */
    @Override
    public String stop(String why) {
        String file = stop.raise(why);
        journal.append(JournalEntry.Event.STOP, Map.of("cause", "admin", "admin", actor));
        audit.noteBy(actor, "stop-raised", "file", "STOP", why, clock.instant());
        return file;
    }
}
