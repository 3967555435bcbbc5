package org.triaged;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.triaged.cli.Verbs;
import org.triaged.config.Config;
import org.triaged.control.ControlPlace;
import org.triaged.control.SocketDesk;
import org.triaged.delivery.FileSendJournal;
import org.triaged.mail.Limits;
import org.triaged.reply.MailAddress;
import org.triaged.reply.ReplyIds;
import org.triaged.reply.Sender;
import org.triaged.store.DataFolder;
import org.triaged.store.Database;
import org.triaged.store.StoreUnavailable;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.AuditCheck;
import org.triaged.triage.Brakes;
import org.triaged.triage.Breaker;
import org.triaged.triage.ClockWatch;
import org.triaged.triage.Events;
import org.triaged.triage.FailPoint;
import org.triaged.triage.JournalHead;
import org.triaged.triage.JournalRebuild;
import org.triaged.triage.MailReading;
import org.triaged.triage.OpenDesk;
import org.triaged.triage.OpenFindings;
import org.triaged.triage.OpenPedals;
import org.triaged.triage.Overview;
import org.triaged.triage.OwnMails;
import org.triaged.triage.Selftest;
import org.triaged.triage.SendJournal;
import org.triaged.triage.StopSign;
import org.triaged.triage.WitnessedReplies;

/** Finds who answers an admin: the running daemon, or else this process, which opens the database for the time being. */
final class Desks {

    /** A daemon that starts or closes holds the data folder for some seconds without a socket. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private Desks() {}

    /** @throws StoreUnavailable when another process has the data folder and does not answer */
    static AdminDesk open(Config config) {
        ControlPlace place = place(config);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<SocketDesk> daemon = SocketDesk.reach(place);
            if (daemon.isPresent()) {
                return daemon.get();
            }
            try {
                return lone(config);
            } catch (StoreUnavailable e) {
                if (e.exit() != StoreUnavailable.Exit.LOCKED) {
                    throw e;
                }
                if (System.nanoTime() > deadline) {
                    throw new StoreUnavailable(
                            e.exit(),
                            e.getMessage() + ". Nobody answers at " + place.socket()
                                    + ": that process starts, closes, or is no daemon but a verb such as once; try"
                                    + " again in a moment",
                            e);
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    static ControlPlace place(Config config) {
        return new ControlPlace(config.controlSocket(), config.controlGroup(), config.dataFolder());
    }

    static Overview overview(Config config, Database database, Brakes brakes, InstantSource clock) {
        return new Overview(
                config.dataFolder().toString(),
                config.lists(),
                database.figures(),
                database.outbox(),
                brakes,
                config.caps(),
                config.schedule().hungAfter(),
                clock);
    }

    static Selftest selftest(
            Config config, Database database, FailPoint failPoint, InstantSource clock, boolean inDaemon) {
        return new Selftest(
                config.lists(),
                Foundation.sources(config, database, failPoint),
                database.invariants(),
                new MailAddress(config.ownAddress()),
                config.caps(),
                inDaemon,
                clock);
    }

    /** Nothing is made or reconciled, and nothing is changed but what an admin asks for. */
    private static AdminDesk lone(Config config) {
        if (Files.isDirectory(config.dataFolder()) && !Files.isExecutable(config.dataFolder())) {
            throw new StoreUnavailable(
                    StoreUnavailable.Exit.NO_PERMISSION,
                    config.dataFolder() + " is closed to you, and no daemon answers at " + config.controlSocket()
                            + "; start the daemon, or ask as its user");
        }
        InstantSource clock = TestSwitches.clock(config);
        Closing open = new Closing();
        try {
            DataFolder folder =
                    open.last(DataFolder.open(config.dataFolder(), config.keyFile(), false, FailPoint.INERT));
            Database database = open.last(Database.open(folder, Verbs.VERSION, FailPoint.INERT));
            SendJournal journal = journal(folder, clock, open);
            Breaker breaker = new Breaker(
                    database.breakers(), journal, Events.SILENT, clock, new ClockWatch(clock, System::nanoTime));
            StopSign stop = Foundation.stopSign(config);
            Brakes brakes = new Brakes(stop, breaker, config.caps(), database.outbox(), clock);
            Overview overview = overview(config, database, brakes, clock);
            return new OpenDesk(
                    database.reader(),
                    () -> overview,
                    () -> selftest(config, database, FailPoint.INERT, clock, false),
                    () -> verifyAudit(database, journal),
                    actor -> database.quarantine(actor, clock),
                    actor -> database.backup(actor, clock.instant()),
                    actor -> new OpenPedals(
                            breaker,
                            stop,
                            journal,
                            database.auditTrail(),
                            database.bounceBook(),
                            database.noCopies(),
                            rebuild(
                                    config,
                                    Foundation.sender(config, new ReplyIds(folder.idKey())),
                                    database,
                                    journal,
                                    breaker,
                                    clock),
                            actor,
                            clock),
                    actor -> new WitnessedReplies(database.replies(actor, clock), () -> journal, actor),
                    actor -> new OpenFindings(database.findings(actor, clock), Events.SILENT),
                    (question, progress) ->
                            new Comparing(database, clock).answer(config, config.policies(), question, progress),
                    Optional.empty(),
                    open);
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }

    static JournalRebuild rebuild(
            Config config,
            Sender sender,
            Database database,
            SendJournal journal,
            Breaker breaker,
            InstantSource clock) {
        return new JournalRebuild(
                database.triedReplies(),
                new OwnMails(config.lists(), sender, new MailReading(Limits.DEFAULT)),
                database.outbox(),
                journal,
                database.auditTrail(),
                breaker,
                database.id(),
                clock);
    }

    static AuditCheck verifyAudit(Database database, SendJournal journal) {
        return database.auditTrail().verify(JournalHead.in(journal.entries()));
    }

    private static SendJournal journal(DataFolder folder, InstantSource clock, Closing open) {
        Path file = folder.folder().resolve(FileSendJournal.NAME);
        return Files.exists(file) ? open.last(FileSendJournal.open(file, clock, FailPoint.INERT)) : new NoJournal(file);
    }
}
