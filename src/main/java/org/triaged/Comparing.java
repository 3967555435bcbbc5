package org.triaged;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.config.ConfigMistakes;
import org.triaged.config.MaintainersOnDisk;
import org.triaged.mail.Limits;
import org.triaged.policy.Policies;
import org.triaged.store.Database;
import org.triaged.store.StoreUnavailable;
import org.triaged.triage.AuditAction;
import org.triaged.triage.Difference;
import org.triaged.triage.MailReading;
import org.triaged.triage.Progress;
import org.triaged.triage.QueryRefused;
import org.triaged.triage.StoredComparison;
import org.triaged.triage.WatchedList;
import org.triaged.triage.WhatIf;

/** Asks an open database what another profile would find. One at a time: each holds a thread of mails in memory. */
final class Comparing {

    private final Database database;
    private final InstantSource clock;
    private final Semaphore turn = new Semaphore(1);

    Comparing(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Against the conf in force, by the policies that lie in its folder now. */
    List<Difference> fresh(Config inForce, WhatIf question, Progress progress) {
        return answer(inForce, policies(inForce), question, progress);
    }

    List<Difference> answer(Config inForce, Policies policies, WhatIf question, Progress progress) {
        if (policies.find(question.profile()).isEmpty()) {
            throw new QueryRefused("the daemon finds no profile '" + question.profile() + "' in " + inForce.confFolder()
                    + "/policies; is --conf the folder it works by?");
        }
        if (question.list().isPresent()
                && inForce.lists().stream()
                        .map(WatchedList::name)
                        .noneMatch(question.list().get()::equals)) {
            throw new QueryRefused("the daemon has no list '" + question.list().get()
                    + "'; 'triaged config reload' has it read conf again");
        }
        if (!turn.tryAcquire()) {
            throw new StoreUnavailable(
                    StoreUnavailable.Exit.TEMPORARY, "another whatif is being answered; ask again when it is done");
        }
        try {
            question.keep().ifPresent(keep -> database.auditTrail()
                    .noteBy(
                            keep.actor(),
                            AuditAction.WHATIF_KEPT.word(),
                            "profile",
                            question.profile().value(),
                            keep.reason(),
                            clock.instant()));
            return new StoredComparison(
                            database.seriesArchive(),
                            database.shadowBook(),
                            database.ledger(),
                            new MailReading(Limits.DEFAULT),
                            new MaintainersOnDisk(),
                            clock)
                    .answer(question, inForce.lists(), policies, progress);
        } finally {
            turn.release();
        }
    }

    private static Policies policies(Config inForce) {
        try {
            return ConfigLoader.load(inForce.confFolder(), Optional.of(inForce.dataFolder()))
                    .policies();
        } catch (ConfigMistakes e) {
            throw new QueryRefused("the conf of the daemon has mistakes now, the first in "
                    + e.mistakes().get(0) + "; 'triaged config check' shows all");
        }
    }
}
