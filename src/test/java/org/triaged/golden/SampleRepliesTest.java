package org.triaged.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.cli.Verbs;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.mail.Limits;
import org.triaged.policy.Policies;
import org.triaged.policy.ProfileId;
import org.triaged.reply.MailAddress;
import org.triaged.reply.ReplyIds;
import org.triaged.reply.Sender;
import org.triaged.source.MailFilesOnDisk;
import org.triaged.triage.Examination;
import org.triaged.triage.MailFiles.FiledMail;
import org.triaged.triage.MailFiles.Unreadable;
import org.triaged.triage.MailReading;
import org.triaged.triage.WatchedList;

/**
 * The four sample replies, byte for byte as they were agreed on: with a key of 00..1f. The hash of the profile is not
 * compared: every word of the profile changes it.
 */
class SampleRepliesTest {

    private static final String HASH = "(?m)^(X-Triaged-Policy: \\S+@)[0-9a-f]{12}$";

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicTest> samples() throws IOException {
        Path conf = new GoldenConf(Files.createDirectory(folder.resolve("confs"))).named("devel");
        Config config = ConfigLoader.load(conf, Optional.empty());
        return GoldenCase.all()
                .filter(example -> Files.exists(example.sample()))
                .map(example -> dynamicTest(example.toString(), () -> assertThat(reply(example, config))
                        .isEqualTo(withoutHash(Files.readString(example.sample())))));
    }

    private static String reply(GoldenCase example, Config config) throws IOException, Unreadable {
        Path mails = Files.createTempDirectory(folder, "mails");
        example.copyMails(mails, "\n");
        List<FiledMail> read = new ArrayList<>();
        new MailFilesOnDisk(InputStream.nullInputStream()).read(mails.toString(), false, read::add);
        Policies.Following pinned = new Policies.Following.Pin(new ProfileId(example.option("--policy")));
        List<WatchedList> lists =
                config.lists().stream().map(list -> list.following(pinned)).toList();
        Examination examination = new Examination(
                lists, Optional.empty(), sender(config), new MailReading(Limits.DEFAULT), Optional.empty());
        String raw = examination.examine(read, Optional.of(Instant.parse(example.option("--now")))).series().stream()
                .flatMap(seen -> seen.answer().stream())
                .filter(answer -> answer.withheld().isEmpty())
                .findFirst()
                .orElseThrow()
                .raw();
        return withoutHash(raw);
    }

    private static String withoutHash(String reply) {
        return reply.replaceFirst(HASH, "$1");
    }

    private static Sender sender(Config config) {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        return new Sender(
                new MailAddress(config.ownAddress()),
                new MailAddress(config.owner()),
                Verbs.PRODUCT,
                new ReplyIds(key));
    }
}
