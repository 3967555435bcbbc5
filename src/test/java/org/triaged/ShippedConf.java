package org.triaged;

import java.nio.file.Path;
import java.util.Optional;
import org.triaged.cli.Verbs;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.mail.Limits;
import org.triaged.policy.Profile;
import org.triaged.policy.ProfileId;
import org.triaged.policy.Scope;
import org.triaged.reply.MailAddress;
import org.triaged.reply.ReplyIds;
import org.triaged.reply.Sender;
import org.triaged.triage.Examination;
import org.triaged.triage.MailReading;

/** Judges mail as {@code check} does with the configuration that we ship, whatever tree it is for. */
final class ShippedConf {

    private ShippedConf() {}

    private static Config load() {
        return ConfigLoader.load(Path.of("conf"), Optional.empty());
    }

    static Profile profile(String id) {
        return load().policies().find(new ProfileId(id)).orElseThrow();
    }

    static Examination examination() {
        Config config = load();
        Sender sender = new Sender(
                new MailAddress(config.ownAddress()),
                new MailAddress(config.owner()),
                Verbs.PRODUCT,
                new ReplyIds(new byte[32]));
        return new Examination(
                config.lists(),
                config.lists().stream().findFirst(),
                sender,
                new MailReading(Limits.DEFAULT),
                Optional.of(Scope.OURS));
    }
}
