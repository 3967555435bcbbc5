package org.triaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triaged.cli.Verbs;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.mail.Limits;
import org.triaged.policy.Scope;
import org.triaged.reply.MailAddress;
import org.triaged.reply.ReplyIds;
import org.triaged.reply.Sender;
import org.triaged.triage.Examination;
import org.triaged.triage.MailReading;

/** What is shipped in conf. */
final class ShippedConf {

    private ShippedConf() {}

    /** Judges mail as {@code check} does with this, whatever tree it is for. */
    static Examination examination() {
        Config config = ConfigLoader.load(Path.of("conf"), Optional.empty());
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

    /** Copies what is there whatever the list: policies, their evidence and their words. */
    static void copyTo(Path conf) {
        for (String shared : List.of("policies", "evidence", "words")) {
            copy(Path.of("conf", shared), conf.resolve(shared));
        }
    }

    /** What is left is of no project. */
    static void forgetProjects(Path conf) {
        for (String shared : List.of("policies", "words")) {
            try (Stream<Path> files = Files.walk(conf.resolve(shared))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (!conf.relativize(file).toString().contains("generic")) {
                        Files.delete(file);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
