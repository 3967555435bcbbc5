package org.triaged;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.triaged.config.Config;
import org.triaged.delivery.SmtpPostman;
import org.triaged.delivery.SmtpTimeouts;
import org.triaged.reply.MailAddress;
import org.triaged.reply.ReplyIds;
import org.triaged.reply.Sender;
import org.triaged.source.ImapMailSource;
import org.triaged.source.ImapTimeouts;
import org.triaged.store.DataFolder;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Doctor;
import org.triaged.triage.FailPoint;
import org.triaged.triage.FitWords;
import org.triaged.triage.MailAccount;
import org.triaged.triage.MailSource;
import org.triaged.triage.Postman;
import org.triaged.triage.UnfitWords;
import org.triaged.triage.WatchedList;

/** Builds the doctor, by hand, beside a daemon or before there is one. */
final class Consulting {

    /** Words are tried with a key of their own: the doctor may run before there is one, and as another user. */
    private static final ReplyIds ANY_IDS = new ReplyIds(new byte[32]);

    private Consulting() {}

    static Doctor doctor(Config config) {
        Sender sender = Foundation.sender(config, ANY_IDS);
        return new Doctor(
                config.lists(),
                accounts(config),
                Consulting::maildirTrouble,
                postman(config, config.smtp()),
                config.toAdmins()
                        .account()
                        .map(account -> new Doctor.ToAdmins(
                                postman(config, account), config.toAdmins().mailed())),
                () -> unfit(config, sender),
                () -> desk(config),
                TestSwitches.clock(config));
    }

    private static Postman postman(Config config, MailAccount account) {
        return new SmtpPostman(
                account,
                Foundation.secret(account),
                new MailAddress(config.ownAddress()).host(),
                FailPoint.INERT,
                TestSwitches.silence("smtp").map(SmtpTimeouts.DEFAULT::atMost).orElse(SmtpTimeouts.DEFAULT));
    }

    private static Map<String, MailSource> accounts(Config config) {
        ImapTimeouts waits =
                TestSwitches.silence("imap").map(ImapTimeouts.DEFAULT::atMost).orElse(ImapTimeouts.DEFAULT);
        Map<String, MailSource> accounts = new HashMap<>();
        config.imap()
                .forEach((name, account) -> accounts.put(
                        name, new ImapMailSource(account, Foundation.secret(account), FailPoint.INERT, waits)));
        return accounts;
    }

    private static Optional<String> unfit(Config config, Sender sender) {
        try {
            UnfitWords.refuse(
                    config.lists(),
                    sender,
                    ProgramMark.VALUE,
                    FitWords.UNKNOWN,
                    InstantSource.system().instant());
            return Optional.empty();
        } catch (UnfitWords e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Optional<AdminDesk> desk(Config config) {
        return DataFolder.holdsNothing(config.dataFolder()) ? Optional.empty() : Optional.of(Desks.open(config));
    }

    private static Optional<String> maildirTrouble(WatchedList list) {
        return Stream.of("new", "cur")
                .map(Path.of(list.folder())::resolve)
                .filter(folder -> !Files.isDirectory(folder) || !Files.isReadable(folder))
                .findFirst()
                .map(folder -> folder + (Files.isDirectory(folder) ? " may not be read by this user" : " is missing"));
    }
}
