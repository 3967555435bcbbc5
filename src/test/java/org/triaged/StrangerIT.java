package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triaged.config.MaintainersOnDisk;
import org.triaged.mail.Limits;
import org.triaged.reply.MailAddress;
import org.triaged.reply.ReplyIds;
import org.triaged.reply.Sender;
import org.triaged.store.TestStore;
import org.triaged.triage.Confirmation;
import org.triaged.triage.Decider;
import org.triaged.triage.Events;
import org.triaged.triage.FreshMaintainers;
import org.triaged.triage.JournalEntry;
import org.triaged.triage.Ledger;
import org.triaged.triage.MailReading;
import org.triaged.triage.MailSource;
import org.triaged.triage.SendJournal;
import org.triaged.triage.SeriesBook;
import org.triaged.triage.StopRequest;
import org.triaged.triage.Triage;
import org.triaged.triage.TriageDaemon;
import org.triaged.triage.WatchedList;
import org.triaged.wire.MailServer;

/** Whoever may only mail the list can neither silence us for others nor make us write to somebody else. */
class StrangerIT {

    private static final String HONEST = "honest@contrib.example.org";

    @TempDir
    private Path folder;

    private MailServer server;

    private Installation here;

    @BeforeEach
    void startServer() {
        server = new MailServer().user(LIST);
        here = Installation.at(folder, server, "live");
        round();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void mailsOfTwoAddressesUnderOneNameMakeNoSeriesThatBlocksTheNext() {
        deliver(mail("r1", "Xaver Q <x1@evil.example.org>", "Re: frob", "", "I agree.\n", "<t@evil.example.org>"));
        deliver(mail("r2", "Xaver Q <x2@evil.example.org>", "Re: frob", "", "Me too.\n", "<t@evil.example.org>"));
        deliver(from("Xaver Q <x1@evil.example.org>", patch("b@evil.example.org", "[PATCH 1/2] one", true)));
        deliver(from("Xaver Q <x2@evil.example.org>", patch("c@evil.example.org", "[PATCH 2/2] two", true)));
        round();
        deliver(from("Xaver Q <x2@evil.example.org>", patch("d@evil.example.org", "[PATCH 1/2] three", true)));
        round();
        honestIsAnswered();
        assertThat(here.ask("SELECT COUNT(*) FROM series WHERE merged_into IS NULL"))
                .isEqualTo("3");
    }

    @Test
    void eachOfManyPatchesByOneSenderIsReadThreeTimes() {
        int many = 120;
        AtomicInteger reads = new AtomicInteger();
        try (TestStore store = TestStore.in(folder.resolve("store"))) {
            List<WatchedList> lists = here.config().lists();
            List<MailSource.Fetched> mails = new ArrayList<>();
            for (int uid = 1; uid <= many; uid++) {
                byte[] mail = patch(uid + "@evil.example.org", "[PATCH] hw: one of many", false);
                mails.add(new MailSource.Fetched(new MailSource.Listing(uid, Instant.now(), mail.length), mail));
            }
            store.ledger().keep(store.ledger().open(lists.get(0), 1, 1, Instant.now()), mails, List.of(), many + 1);
            triage(counting(store.ledger(), reads), store.seriesBook(), store, lists)
                    .run();
            assertThat(store.rows("SELECT COUNT(*) FROM series_verdict")).containsExactly("" + many);
        }
        assertThat(reads).hasValue(3 * many);
    }

    @Test
    void aSeriesThatShowsAFaultOfOursKeepsNoOtherWaiting() {
        try (TestStore store = TestStore.in(folder.resolve("store"))) {
            List<WatchedList> lists = here.config().lists();
            byte[] bad = patch("bad@evil.example.org", "[PATCH] hw: bad", false);
            byte[] good = patch(HONEST, "[PATCH] hw: good", false);
            Instant now = Instant.now();
            List<MailSource.Fetched> mails = List.of(
                    new MailSource.Fetched(new MailSource.Listing(1, now, bad.length), bad),
                    new MailSource.Fetched(new MailSource.Listing(2, now, good.length), good));
            store.ledger().keep(store.ledger().open(lists.get(0), 1, 1, now), mails, List.of(), 3);
            triage(store.ledger(), failing(store.seriesBook()), store, lists).run();
            assertThat(store.rows("SELECT root FROM series_verdict")).containsExactly(HONEST);
        }
    }

    private static SeriesBook failing(SeriesBook book) {
        return (SeriesBook) Proxy.newProxyInstance(
                SeriesBook.class.getClassLoader(), new Class<?>[] {SeriesBook.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("judged")
                            && arguments[0].toString().contains("bad@evil")) {
                        throw new IllegalStateException("a fault of ours");
                    }
                    return method.invoke(book, arguments);
                });
    }

    private static Triage triage(Ledger ledger, SeriesBook book, TestStore store, List<WatchedList> lists) {
        MailAddress own = new MailAddress("triaged@triage.example.org");
        Sender sender = new Sender(own, own, "triaged test", new ReplyIds(new byte[32]));
        MailReading reading = new MailReading(Limits.DEFAULT);
        SendJournal journal = new SendJournal() {
            @Override
            public List<JournalEntry> history() {
                return List.of();
            }

            @Override
            public boolean damaged() {
                return false;
            }

            @Override
            public void append(JournalEntry.Event event, Map<String, String> fields) {}
        };
        Confirmation confirmation = new Confirmation(
                store.outbox(), journal, store.auditTrail(), own, reading, Events.SILENT, InstantSource.system());
        Decider decider = new Decider(book, sender, (reply, spoken) -> {}, Events.SILENT);
        return new Triage(
                lists,
                ledger,
                book,
                confirmation,
                decider,
                reading,
                new FreshMaintainers(new MaintainersOnDisk(), Events.SILENT),
                Events.SILENT,
                InstantSource.system(),
                new StopRequest());
    }

    private static Ledger counting(Ledger ledger, AtomicInteger reads) {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    reads.addAndGet(method.getName().equals("raw") ? 1 : 0);
                    return method.invoke(ledger, arguments);
                });
    }

    static Stream<String> notPeople() {
        return Stream.of(
                "Triaged@Triage.example.org",
                "bounce+T-abcdefghij.aaaaaa@triage.example.org",
                "noreply@evil.example.org",
                "mailer-daemon@evil.example.org");
    }

    @ParameterizedTest
    @MethodSource("notPeople")
    void aHiddenSenderThatTheMailCallsARobotOrUsIsNotAnswered(String address) {
        String via = "Eve via devel <" + LIST + ">";
        deliver(mail("inbody", via, "[PATCH] one", "", "From: Eve <" + address + ">\n\nText.\n" + diff(), ""));
        String original = "X-Original-From: Eve <" + address + ">\n";
        deliver(mail("header", via, "[PATCH] two", original, "Text.\n" + diff(), ""));
        round();
        assertThat(replies()).isEmpty();
        assertThat(here.ask("SELECT COUNT(*) FROM series_verdict WHERE verdict = 'not-answerable'"))
                .isEqualTo("2");
    }

    private void honestIsAnswered() {
        deliver(patch(HONEST, "[PATCH] hw/misc: widen the frob window", false));
        round();
        assertThat(replies()).singleElement().asString().contains("In-Reply-To: <" + HONEST + ">");
    }

    private static String diff() {
        return "---\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-a\n+b\n";
    }

    private static byte[] mail(String id, String from, String subject, String more, String text, String parent) {
        return ("From: " + from + "\nTo: " + LIST + "\nSubject: " + subject + "\nMessage-ID: <" + id
                        + "@evil.example.org>\n" + (parent.isEmpty() ? "" : "In-Reply-To: " + parent + "\n") + more
                        + "List-Id: <devel.lists.example.org>\n\n" + text)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] from(String sender, byte[] mail) {
        return new String(mail, StandardCharsets.UTF_8)
                .replaceFirst("From: .*\r\n", "From: " + sender + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void deliver(byte[] mail) {
        server.append(LIST, mail, Instant.now());
    }

    private void round() {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
        }
    }

    private List<String> replies() {
        List<String> replies = new ArrayList<>();
        for (MailServer.Held mail : server.mails(LIST)) {
            String text = new String(mail.bytes(), StandardCharsets.UTF_8);
            if (text.contains("X-Triaged-Report:")) {
                replies.add(text);
            }
        }
        return replies;
    }
}
