package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.cli.Verbs;
import org.triaged.config.MaintainersOnDisk;
import org.triaged.delivery.EmlShelf;
import org.triaged.delivery.FileSendJournal;
import org.triaged.mail.Limits;
import org.triaged.mail.MessageId;
import org.triaged.policy.Finding;
import org.triaged.reply.Earlier;
import org.triaged.reply.MailAddress;
import org.triaged.reply.ReplyIds;
import org.triaged.reply.Sender;
import org.triaged.series.ListMail;
import org.triaged.series.Series;
import org.triaged.store.TestStore;
import org.triaged.triage.Confirmation;
import org.triaged.triage.Decider;
import org.triaged.triage.Demotion;
import org.triaged.triage.Events;
import org.triaged.triage.FailPoint;
import org.triaged.triage.FreshMaintainers;
import org.triaged.triage.MailReading;
import org.triaged.triage.MailSource;
import org.triaged.triage.Mailbox;
import org.triaged.triage.Restraint;
import org.triaged.triage.SeriesBook;
import org.triaged.triage.StopRequest;
import org.triaged.triage.Triage;
import org.triaged.triage.WatchedList;
import org.triaged.wire.MailServer;

/** Series that show a fault of ours, each time they are judged. */
class FaultySeriesIT {

    /** More than triage takes at once. */
    private static final int FAULTY = 55;

    @TempDir
    private Path folder;

    @Test
    void manyThatFailDoNotHideTheOneBehindThem() {
        try (MailServer server = new MailServer();
                TestStore store = TestStore.in(folder.resolve("data"))) {
            WatchedList list =
                    Installation.at(folder, server, "record").config().lists().get(0);
            Mailbox mailbox = store.ledger().open(list, 1, 1, Instant.now().minus(Duration.ofDays(1)));
            store.ledger()
                    .keep(
                            mailbox,
                            LongStream.rangeClosed(1, FAULTY + 1)
                                    .mapToObj(FaultySeriesIT::mail)
                                    .toList(),
                            List.of(),
                            FAULTY + 2);
            triage(list, store).run();
            assertThat(store.rows("SELECT root FROM series_verdict")).containsExactly(id(FAULTY + 1));
            assertThat(store.rows("SELECT COUNT(*) FROM series WHERE look_at IS NOT NULL"))
                    .containsExactly(Integer.toString(FAULTY));
        }
    }

    private Triage triage(WatchedList list, TestStore store) {
        InstantSource clock = InstantSource.system();
        MailAddress own = new MailAddress("triaged@triage.example.org");
        Sender sender = new Sender(own, own, Verbs.PRODUCT, new ReplyIds(new byte[32]));
        MailReading reading = new MailReading(Limits.DEFAULT);
        FileSendJournal journal = FileSendJournal.open(folder.resolve("send.journal"), clock, FailPoint.INERT);
        SeriesBook book = new FaultyBook(store.seriesBook());
        return new Triage(
                List.of(list),
                store.ledger(),
                book,
                new Confirmation(store.outbox(), journal, store.auditTrail(), own, reading, Events.SILENT, clock),
                new Decider(book, sender, new EmlShelf(folder.resolve("outbox"), FailPoint.INERT), Events.SILENT),
                reading,
                new FreshMaintainers(new MaintainersOnDisk(), Events.SILENT),
                Events.SILENT,
                clock,
                new StopRequest());
    }

    /** Each from another sender, so that nothing connects them. */
    private static MailSource.Fetched mail(long number) {
        String mail = new String(
                Installation.patch(id(number), "[PATCH] hw: window " + number, true), StandardCharsets.UTF_8);
        byte[] bytes = mail.replace("ann@contrib", "ann" + number + "@contrib").getBytes(StandardCharsets.UTF_8);
        Instant arrival = Instant.now().minus(Duration.ofHours(1)).plusSeconds(number);
        return new MailSource.Fetched(new MailSource.Listing(number, arrival, bytes.length), bytes);
    }

    private static String id(long number) {
        return number + "@contrib.example.org";
    }

    /** Keeps no verdict but that of the last series. */
    private record FaultyBook(SeriesBook real) implements SeriesBook {

        @Override
        public void assembled(String list, List<Placed> series, List<ListMail> mails, Collection<Long> done) {
            real.assembled(list, series, mails, done);
        }

        @Override
        public List<Due> due(String list, Instant now, int limit) {
            return real.due(list, now, limit);
        }

        @Override
        public Optional<MessageId> alreadyAnswered(String list, Series series) {
            return real.alreadyAnswered(list, series);
        }

        @Override
        public Optional<Earlier> earlier(String list, Series series) {
            return real.earlier(list, series);
        }

        @Override
        public boolean wantsNoCopy(String address) {
            return real.wantsNoCopy(address);
        }

        @Override
        public Map<Finding, Restraint> restraints(String list, long series, List<Finding> findings) {
            return real.restraints(list, series, findings);
        }

        @Override
        public List<Demotion> judged(Verdict verdict) {
            if (verdict.series() <= FAULTY) {
                throw new IllegalStateException("a fault of ours");
            }
            return real.judged(verdict);
        }
    }
}
