package org.triaged;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.triaged.cli.Verbs;
import org.triaged.config.Config;
import org.triaged.config.PasswordFile;
import org.triaged.delivery.EmlShelf;
import org.triaged.delivery.FileSendJournal;
import org.triaged.delivery.SmtpPostman;
import org.triaged.mail.Limits;
import org.triaged.reply.MailAddress;
import org.triaged.reply.ReplyIds;
import org.triaged.reply.Sender;
import org.triaged.source.ImapMailSource;
import org.triaged.source.MailFilesOnDisk;
import org.triaged.source.MaildirSource;
import org.triaged.store.DataFolder;
import org.triaged.store.Database;
import org.triaged.triage.AuditTrail;
import org.triaged.triage.Brakes;
import org.triaged.triage.Confirmation;
import org.triaged.triage.Decider;
import org.triaged.triage.Delivery;
import org.triaged.triage.Dispatch;
import org.triaged.triage.Events;
import org.triaged.triage.FailPoint;
import org.triaged.triage.Intake;
import org.triaged.triage.JournalEntry;
import org.triaged.triage.Ledger;
import org.triaged.triage.MailAccount;
import org.triaged.triage.MailReading;
import org.triaged.triage.MailSource;
import org.triaged.triage.Outbox;
import org.triaged.triage.Reconciliation;
import org.triaged.triage.SeriesBook;
import org.triaged.triage.StopSign;
import org.triaged.triage.Triage;
import org.triaged.triage.TriageDaemon;
import org.triaged.triage.UnfitWords;
import org.triaged.triage.WatchedList;

/** Builds the daemon, by hand, and hands it to the verb that was asked for. */
final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Optional<Path> sourceTree = Optional.ofNullable(System.getProperty("triaged.home"))
                .map(Path::of)
                .filter(home -> Files.isDirectory(home.resolve("conf")));
        boolean colour = System.console() != null && System.getenv("NO_COLOR") == null;
        System.exit(Verbs.run(
                arguments, Main::wire, new MailFilesOnDisk(System.in), sourceTree, System.out, System.err, colour));
    }

    /** A daemon over an open database, reconciled with its journal and ready for its first round. */
    static TriageDaemon wire(Config config, Events events) {
        FailPoint failPoint = TestSwitches.failPoint();
        InstantSource clock = TestSwitches.clock(config);
        Closing open = new Closing();
        try {
            DataFolder folder = open.last(DataFolder.open(config.dataFolder(), config.keyFile(), true, failPoint));
            Database database = open.last(Database.open(folder, Verbs.VERSION, failPoint));
            FileSendJournal journal =
                    open.last(FileSendJournal.open(folder.folder().resolve("send.journal"), clock, failPoint));
            Ledger ledger = database.ledger();
            SeriesBook book = database.seriesBook();
            Outbox outbox = database.outbox();
            AuditTrail audit = database.auditTrail();
            ReplyIds ids = new ReplyIds(folder.idKey());
            MailAddress own = new MailAddress(config.ownAddress());
            Sender sender = new Sender(own, new MailAddress(config.owner()), Verbs.PRODUCT, ids);
            UnfitWords.refuse(config.lists(), sender);
            MailReading reading = new MailReading(Limits.DEFAULT);
            List<WatchedList> lists = config.lists();

            Brakes brakes = new Brakes(stopSign(config, folder), config.caps(), outbox, journal, clock);
            Confirmation confirmation = new Confirmation(outbox, journal, audit, own, reading, events, clock);
            Intake intake = new Intake(
                    lists, sources(config, database, failPoint), ledger, confirmation, Limits.DEFAULT, events, clock);
            Decider decider =
                    new Decider(book, sender, new EmlShelf(folder.folder().resolve("outbox")), events);
            Triage triage = new Triage(lists, ledger, book, confirmation, decider, reading, events, clock);
            SmtpPostman postman = new SmtpPostman(config.smtp(), password(config.smtp()), own.host(), failPoint);
            Dispatch dispatch = new Dispatch(outbox, postman, journal, audit, brakes, events, clock);
            Delivery delivery = new Delivery(lists, outbox, confirmation, dispatch, brakes, events, clock);

            new Reconciliation(outbox, journal, brakes, events, clock).run();
            journal.append(
                    JournalEntry.Event.OPEN,
                    Map.of(
                            "database", database.id(),
                            "key", ids.fingerprint(),
                            "version", Verbs.VERSION,
                            "audit", audit.head()));
            audit.note("daemon-start", "daemon", Verbs.VERSION, "", clock.instant());
            open.last(() -> audit.note("daemon-stop", "daemon", Verbs.VERSION, "", clock.instant()));
            return new TriageDaemon(intake, triage, delivery, database.reader(), open);
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }

    private static Map<String, MailSource> sources(Config config, Database database, FailPoint failPoint) {
        Map<String, MailSource> sources = new HashMap<>();
        sources.put(WatchedList.MAILDIR, new MaildirSource(database.fileNumbers()));
        config.imap()
                .forEach((name, account) ->
                        sources.put(name, new ImapMailSource(account, password(account), failPoint)));
        return sources;
    }

    /** Read at each login, never kept. */
    private static Supplier<String> password(MailAccount account) {
        return () -> account.passwordFile().map(PasswordFile::read).orElse("");
    }

    private static StopSign stopSign(Config config, DataFolder folder) {
        return () -> Files.exists(folder.folder().resolve("STOP"))
                || Files.exists(config.confFolder().resolve("STOP"));
    }
}
