package org.triaged;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.triaged.cli.Verbs;
import org.triaged.config.Config;
import org.triaged.config.MaintainersOnDisk;
import org.triaged.config.PasswordFile;
import org.triaged.config.TokenCommand;
import org.triaged.delivery.EmlShelf;
import org.triaged.delivery.FileSendJournal;
import org.triaged.delivery.SmtpPostman;
import org.triaged.delivery.SmtpTimeouts;
import org.triaged.mail.Limits;
import org.triaged.policy.Profile;
import org.triaged.reply.MailAddress;
import org.triaged.reply.ReplyIds;
import org.triaged.reply.Sender;
import org.triaged.source.ImapMailSource;
import org.triaged.source.ImapTimeouts;
import org.triaged.source.MaildirSource;
import org.triaged.store.DataFolder;
import org.triaged.store.Database;
import org.triaged.triage.AdminNews;
import org.triaged.triage.AlertBook;
import org.triaged.triage.AuditCheck;
import org.triaged.triage.AuditTrail;
import org.triaged.triage.BackupFacts;
import org.triaged.triage.Bounces;
import org.triaged.triage.Brakes;
import org.triaged.triage.Breaker;
import org.triaged.triage.ChangedProfiles;
import org.triaged.triage.ClockWatch;
import org.triaged.triage.Confirmation;
import org.triaged.triage.Decider;
import org.triaged.triage.Delivery;
import org.triaged.triage.Digest;
import org.triaged.triage.Dispatch;
import org.triaged.triage.Doorbell;
import org.triaged.triage.Events;
import org.triaged.triage.FailPoint;
import org.triaged.triage.Findings;
import org.triaged.triage.FreshMaintainers;
import org.triaged.triage.Import;
import org.triaged.triage.Intake;
import org.triaged.triage.JournalEntry;
import org.triaged.triage.KeptAlerts;
import org.triaged.triage.LastLook;
import org.triaged.triage.Ledger;
import org.triaged.triage.LoginSecret;
import org.triaged.triage.MailAccount;
import org.triaged.triage.MailFiles;
import org.triaged.triage.MailReading;
import org.triaged.triage.MailSource;
import org.triaged.triage.OpenFindings;
import org.triaged.triage.OpenPedals;
import org.triaged.triage.Outbox;
import org.triaged.triage.Overview;
import org.triaged.triage.Patience;
import org.triaged.triage.Pedals;
import org.triaged.triage.Quarantine;
import org.triaged.triage.Recomposing;
import org.triaged.triage.Reconciliation;
import org.triaged.triage.Replies;
import org.triaged.triage.ReplyGrounds;
import org.triaged.triage.Selftest;
import org.triaged.triage.SeriesBook;
import org.triaged.triage.StopRequest;
import org.triaged.triage.StopSign;
import org.triaged.triage.Triage;
import org.triaged.triage.UnfitWords;
import org.triaged.triage.UseCases;
import org.triaged.triage.WatchedList;
import org.triaged.triage.WitnessedReplies;

/** What lasts as long as the process: the data folder, opened and reconciled. Over it use cases are made from conf. */
final class Foundation implements AutoCloseable {

    private final Closing open = new Closing();
    private final FailPoint failPoint;
    /** Where what must not become an alert is told. */
    private final Events log;

    private final KeptAlerts events;
    private final InstantSource clock;
    private final StopRequest stop = new StopRequest();
    private final DataFolder folder;
    private final Database database;
    private final FileSendJournal journal;
    private final ReplyIds ids;
    private final StopSign stopSign;
    private final Breaker breaker;
    private final Brakes brakes;
    private final FreshMaintainers maintainers;

    private volatile Config inForce;

    private Foundation(Config config, Events log, FailPoint beside) {
        FailPoint armed = TestSwitches.failPoint();
        this.failPoint = name -> {
            beside.reached(name);
            armed.reached(name);
        };
        this.log = log;
        this.inForce = config;
        this.clock = TestSwitches.clock(config);
        try {
            this.folder = open.last(DataFolder.open(config.dataFolder(), config.keyFile(), true, failPoint));
            this.database = open.last(Database.open(folder, Verbs.VERSION, failPoint));
            this.events = new KeptAlerts(log, database.alertBook(), database, clock);
            this.maintainers = new FreshMaintainers(new MaintainersOnDisk(), events);
            this.journal =
                    open.last(FileSendJournal.open(folder.folder().resolve(FileSendJournal.NAME), clock, failPoint));
            this.ids = new ReplyIds(folder.idKey());
            this.breaker =
                    new Breaker(database.breakers(), journal, events, clock, new ClockWatch(clock, System::nanoTime));
            this.stopSign = stopSign(config);
            this.brakes = new Brakes(stopSign, breaker, config.caps(), database.outbox(), clock);
            refuseUnfitWords(config);
            admitProfiles(config);
            begin(config);
        } catch (RuntimeException | Error e) {
            open.close();
            throw e;
        }
    }

    /** @param beside called at each fail point, before the one that a test may have armed */
    static Foundation lay(Config config, Events events, FailPoint beside) {
        return new Foundation(config, events, beside);
    }

    /** Composes and lints every mail that the words could still make, some hundred milliseconds; once for the same words. */
    void refuseUnfitWords(Config config) {
        UnfitWords.refuse(config.lists(), sender(config, ids), ProgramMark.VALUE, database.fitWords(), clock.instant());
    }

    /** Refuses profiles that say something else than when they judged; of the others their exceptions are kept. */
    void admitProfiles(Config config) {
        Collection<Profile> profiles = config.policies().profiles().values();
        ChangedProfiles.refuse(database.policyRegister(), profiles);
        database.policyRegister().keepExceptions(profiles, clock.instant());
    }

    /** Over a conf whose words are fit. @param doorbell empty: folders are polled, and not watched */
    UseCases useCases(Config config, Optional<Doorbell> doorbell) {
        inForce = config;
        List<WatchedList> lists = config.lists();
        Sender sender = sender(config, ids);
        Ledger ledger = database.ledger();
        SeriesBook book = database.seriesBook();
        Outbox outbox = database.outbox();
        AuditTrail audit = database.auditTrail();
        MailReading reading = new MailReading(Limits.DEFAULT, failPoint);
        Brakes holding = brakes.under(stopSign(config), config.caps());
        Confirmation confirmation = new Confirmation(outbox, journal, audit, sender.own(), reading, events, clock);
        Patience patience =
                new Patience(System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
        Map<String, MailSource> sources = sources(config, database, failPoint);
        Intake intake = new Intake(
                lists,
                sources,
                ledger,
                confirmation,
                Limits.DEFAULT,
                events,
                clock,
                patience,
                stop,
                doorbell,
                config.bounces()
                        .map(place -> new Bounces.Source(place.account(), place.folder(), sources.get(place.account())))
                        .map(from -> new Bounces(
                                from, database.bounceBook(), ids, lists, events, clock, patience, reading)));
        Decider decider =
                new Decider(book, sender, new EmlShelf(folder.folder().resolve("outbox"), failPoint), events, lists);
        Triage triage =
                new Triage(lists, ledger, book, confirmation, decider, reading, maintainers, events, clock, stop);
        SmtpTimeouts waits =
                TestSwitches.silence("smtp").map(SmtpTimeouts.DEFAULT::atMost).orElse(SmtpTimeouts.DEFAULT);
        SmtpPostman postman = new SmtpPostman(
                config.smtp(), secret(config.smtp()), sender.own().host(), failPoint, waits);
        Dispatch dispatch = new Dispatch(outbox, postman, journal, audit, holding, events, clock, patience);
        ReplyGrounds grounds = database.replyGrounds();
        LastLook lastLook = new LastLook(
                outbox,
                grounds,
                ledger,
                reading,
                maintainers,
                sender,
                new Recomposing(grounds, book, lists, journal, sender, events, clock),
                events);
        Delivery delivery = new Delivery(
                lists,
                outbox,
                confirmation,
                lastLook,
                dispatch,
                holding,
                events,
                clock,
                stop,
                journal,
                audit,
                database.bounceBook());
        return new UseCases(intake, triage, delivery, adminNews(config, sender, waits));
    }

    /** It closes all this when it is closed. */
    Import importing(MailFiles files) {
        return new Import(
                database.ledger(),
                useCases(inForce, Optional.empty()).triage(),
                database.auditTrail(),
                files,
                Limits.DEFAULT,
                clock,
                stop,
                this);
    }

    private AdminNews adminNews(Config config, Sender sender, SmtpTimeouts waits) {
        MailAccount account = config.toAdmins().account().orElse(config.smtp());
        Overview overview = overview(config);
        AlertBook book = database.alertBook();
        return new AdminNews(
                events,
                book,
                new Digest(config.toAdmins().digest(), database.digestFigures(), book, () -> overview.status(
                                Optional.of(ProcessHandle.current().pid()))
                        .needs()),
                new SmtpPostman(account, secret(account), sender.own().host(), failPoint, waits),
                sender,
                log,
                clock,
                new Patience(System::nanoTime, () -> ThreadLocalRandom.current().nextDouble()),
                config.toAdmins().mailed());
    }

    /** The log, and beside it what is kept for admins. */
    Events events() {
        return events;
    }

    /** Over what this process has open, under that conf. */
    Selftest selftest(Config config) {
        return Desks.selftest(config, database, failPoint, clock, true);
    }

    AuditCheck verifyAudit() {
        return Desks.verifyAudit(database, journal);
    }

    /** For the admin who is named. */
    Quarantine quarantine(String actor) {
        return database.quarantine(actor, clock);
    }

    /** For the admin who is named. */
    BackupFacts backup(String actor) {
        return database.backup(actor, clock.instant());
    }

    /** For the admin who is named. */
    Pedals pedals(String actor) {
        return new OpenPedals(
                breaker,
                stopSign,
                journal,
                database.auditTrail(),
                database.bounceBook(),
                database.noCopies(),
                Desks.rebuild(inForce, sender(inForce, ids), database, journal, breaker, clock),
                actor,
                clock);
    }

    /** For the admin who is named. */
    Replies replies(String actor) {
        return new WitnessedReplies(database.replies(actor, clock), () -> journal, actor);
    }

    /** For the admin who is named. */
    Findings findings(String actor) {
        return new OpenFindings(database.findings(actor, clock), events);
    }

    /** How everything stands under that conf. */
    Overview overview(Config config) {
        return Desks.overview(config, database, brakes.under(stopSign(config), config.caps()), clock);
    }

    Database database() {
        return database;
    }

    StopRequest stop() {
        return stop;
    }

    void note(String action, String said) {
        database.auditTrail().note(action, "daemon", Verbs.VERSION, said, clock.instant());
    }

    /** @param actor who had conf read */
    void loaded(String actor, Config config) {
        database.auditTrail().loaded(actor, ConfInForce.of(config, ids.fingerprint()), clock.instant());
    }

    @Override
    public void close() {
        open.close();
    }

    private void begin(Config config) {
        AuditTrail audit = database.auditTrail();
        new Reconciliation(
                        database.outbox(),
                        journal,
                        audit,
                        database.triedReplies(),
                        database.id(),
                        breaker,
                        events,
                        clock)
                .run();
        journal.append(
                JournalEntry.Event.OPEN,
                Map.of(
                        "database", database.id(),
                        "key", ids.fingerprint(),
                        "version", Verbs.VERSION,
                        "audit", audit.head()));
        note("daemon-start", "");
        loaded(AuditTrail.DAEMON, config);
        open.last(() -> {
            if (!database.closed()) {
                note("daemon-stop", "");
            }
        });
    }

    static Sender sender(Config config, ReplyIds ids) {
        return new Sender(
                new MailAddress(config.ownAddress()),
                new MailAddress(config.owner()),
                Verbs.PRODUCT,
                ids,
                config.admins().stream().map(MailAddress::new).toList());
    }

    static Map<String, MailSource> sources(Config config, Database database, FailPoint failPoint) {
        ImapTimeouts waits =
                TestSwitches.silence("imap").map(ImapTimeouts.DEFAULT::atMost).orElse(ImapTimeouts.DEFAULT);
        Map<String, MailSource> sources = new HashMap<>();
        sources.put(WatchedList.MAILDIR, new MaildirSource(database.fileNumbers()));
        config.imap()
                .forEach((name, account) ->
                        sources.put(name, new ImapMailSource(account, secret(account), failPoint, waits)));
        return sources;
    }

    static LoginSecret secret(MailAccount account) {
        return account.secret().map(Foundation::secret).orElse(() -> "");
    }

    private static LoginSecret secret(MailAccount.Secret secret) {
        if (secret instanceof MailAccount.TokenCommand command) {
            return new TokenCommand(command.words());
        }
        if (secret instanceof MailAccount.PasswordFile file) {
            return () -> PasswordFile.read(file.path());
        }
        throw new IllegalStateException("a secret of neither kind");
    }

    static StopSign stopSign(Config config) {
        return new StopFiles(config.dataFolder(), config.confFolder());
    }
}
