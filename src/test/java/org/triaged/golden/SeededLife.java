package org.triaged.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.config.MaintainersOnDisk;
import org.triaged.mail.Limits;
import org.triaged.mail.MessageId;
import org.triaged.reply.MailAddress;
import org.triaged.reply.ReplyIds;
import org.triaged.reply.Sender;
import org.triaged.store.TestStore;
import org.triaged.triage.Confirmation;
import org.triaged.triage.Decider;
import org.triaged.triage.Events;
import org.triaged.triage.FindingId;
import org.triaged.triage.Findings;
import org.triaged.triage.FreshMaintainers;
import org.triaged.triage.InForce;
import org.triaged.triage.JournalEntry;
import org.triaged.triage.MailReading;
import org.triaged.triage.MailSource;
import org.triaged.triage.Mailbox;
import org.triaged.triage.Outbox;
import org.triaged.triage.Outbox.Step;
import org.triaged.triage.ReplyState;
import org.triaged.triage.SendJournal;
import org.triaged.triage.StopRequest;
import org.triaged.triage.Triage;
import org.triaged.triage.WatchedList;

/** Two days of a small list, lived by the daemon's own use cases at times that never change, to be asked about. */
public final class SeededLife {

    /** When questions about it are asked. */
    public static final Instant ASKED = Instant.parse("2026-01-14T10:00:00Z");

    private static final Instant BEGAN = Instant.parse("2026-01-12T10:00:00Z");

    private static final Duration HOUR = Duration.ofHours(1);

    private final TestStore store;

    private final WatchedList list;

    private final Mailbox mailbox;

    private long uid = 1;

    private SeededLife(TestStore store, WatchedList list) {
        this.store = store;
        this.list = list;
        this.mailbox = store.ledger().open(list, 1, 1, BEGAN.minus(Duration.ofDays(30)));
    }

    /** @param folder gets {@code conf} and {@code data}; the conf comes back */
    public static Path in(Path folder) {
        Path conf = new GoldenConf(folder).named("devel-with-maintainers");
        try {
            Path file = conf.resolve("lists/devel.yaml");
            Files.writeString(
                    file,
                    Files.readString(file).replace("{project: qemu, follow: timeline}", "{pin: qemu/2025-09-rfc}")
                            + "mode: live\nshadow: [generic/dco]\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Config config = ConfigLoader.load(conf, Optional.of(folder.resolve("data")));
        try (TestStore store = TestStore.in(config.dataFolder())) {
            new SeededLife(store, config.lists().get(0)).live();
        }
        return conf;
    }

    private void live() {
        store.auditTrail().loaded("daemon", facts("record"), BEGAN);
        store.auditTrail().loaded("carol", facts("reply"), BEGAN.plusSeconds(600));
        answeredAndSeen();
        silent();
        claimed();
        heldAndOvertaken();
        setAside("doubt", Findings.Kind.FALSE_POSITIVE, "the sign-off is in the attachment");
        store.auditTrail()
                .noteBy("carol", "stop-raised", "daemon", "1.0", "the list moves", BEGAN.plus(HOUR.multipliedBy(30)));
    }

    private void answeredAndSeen() {
        Instant at = BEGAN.plus(HOUR);
        arrive(at, patch("grow", "ann", "hw/net/frob: grow the window", at, false, ""));
        triage(at.plus(HOUR));
        Outbox.Row row = row("grow");
        Instant sent = at.plus(HOUR.multipliedBy(2));
        move("grow", Step.of(ReplyState.READY, ReplyState.SENDING, sent));
        move(
                "grow",
                Step.of(ReplyState.SENDING, ReplyState.READY, sent.plusSeconds(1))
                        .said("451 4.7.1 try again later")
                        .because("deferred")
                        .notBefore(sent.plusSeconds(60)));
        move("grow", Step.of(ReplyState.READY, ReplyState.SENDING, sent.plusSeconds(61)));
        move(
                "grow",
                Step.of(ReplyState.SENDING, ReplyState.SENT, sent.plusSeconds(62))
                        .said("250 2.0.0 queued as 4711"));
        move(
                "grow",
                Step.of(ReplyState.SENT, ReplyState.SEEN, sent.plusSeconds(120)).provenBy(row.messageId()));
        Instant later = at.plus(HOUR.multipliedBy(5));
        arrive(later, patch("grow-v2", "ann", "[PATCH v2] hw/net/frob: grow the window", later, true, ""));
        triage(later.plus(HOUR));
    }

    private void silent() {
        Instant at = BEGAN.plus(HOUR.multipliedBy(8));
        arrive(at, patch("clean", "bob", "hw/net/frob: name the register", at, true, ""));
        Instant old = at.minus(Duration.ofDays(3));
        arrive(old, patch("late", "bob", "hw/net/frob: drop the timer", old, false, ""));
        arrive(at, patch("foreign", "bob", "[kvm-unit-tests PATCH] x86: test a frob reset", at, false, ""));
        arrive(at, unreadable(patch("broken", "bob", "hw/net/frob: broken", at, true, "")));
        arrive(at, answer("thanks", "kim", "clean", "Thanks, this reads well.", at));
        triage(at.plus(HOUR));
        triage(at.plus(HOUR.multipliedBy(2)));
    }

    private void claimed() {
        Instant at = BEGAN.plus(HOUR.multipliedBy(12));
        arrive(
                at,
                patch(
                        "granted",
                        "ann",
                        "hw/net/frob: raise the interrupt after reset",
                        at,
                        true,
                        "Assisted-by: Toolname:x-1\nAI-exception-granted-by: Ann Dev <ann@example.org>\n"));
        triage(at.plus(HOUR));
        arrive(
                at.plus(HOUR.multipliedBy(2)),
                answer(
                        "review",
                        "bob",
                        "granted",
                        "Reviewed-by: Bob Dev <bob@example.org>",
                        at.plus(HOUR.multipliedBy(2))));
        triage(at.plus(HOUR.multipliedBy(3)));
        store.outbox().waits(row("granted"), "cap-author", at.plus(HOUR), Optional.empty());
        store.outbox().waits(row("granted"), "cap-author", at.plus(HOUR.multipliedBy(4)), Optional.empty());
    }

    private void heldAndOvertaken() {
        Instant at = BEGAN.plus(HOUR.multipliedBy(20));
        arrive(at, patch("doubt", "kim", "hw/display/kibble: clear the screen", at, false, ""));
        arrive(at, patch("hasty", "kim", "hw/display/kibble: hide the cursor", at.plusSeconds(60), false, ""));
        triage(at.plus(HOUR));
        Instant sent = at.plus(HOUR.multipliedBy(2));
        move("doubt", Step.of(ReplyState.READY, ReplyState.SENDING, sent));
        move(
                "doubt",
                Step.of(ReplyState.SENDING, ReplyState.UNKNOWN, sent.plusSeconds(60))
                        .because("no-clear-answer")
                        .said("421 4.4.2 timeout"));
        move(
                "doubt",
                Step.of(ReplyState.UNKNOWN, ReplyState.HELD, sent.plusSeconds(4_000))
                        .because("not-found"));
        arrive(sent, patch("hasty-v2", "kim", "[PATCH v2] hw/display/kibble: hide the cursor", sent, true, ""));
        triage(sent.plus(HOUR));
        move(
                "hasty",
                Step.of(ReplyState.READY, ReplyState.SUPPRESSED, sent.plus(HOUR))
                        .because("newer-version")
                        .provenBy(id("hasty-v2")));
    }

    private void setAside(String part, Findings.Kind as, String why) {
        String finding = store.rows("SELECT finding FROM findings WHERE told AND about = '" + id(part).value() + "'")
                .get(0);
        store.database()
                .findings("carol", InstantSource.fixed(BEGAN.plus(HOUR.multipliedBy(29))))
                .dismiss(FindingId.of(finding).orElseThrow(), as, why, Optional.empty());
    }

    private static List<InForce> facts(String weight) {
        return List.of(
                new InForce(InForce.Kind.CONF, "", "", "conf with " + weight),
                new InForce(InForce.Kind.POLICY, "devel", "", "pin qemu/2025-09-rfc"),
                new InForce(InForce.Kind.WEIGHT, "devel", "dco-sob-missing", weight));
    }

    private void arrive(Instant at, String mail) {
        byte[] raw = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        MailSource.Listing listing = new MailSource.Listing(uid++, at, raw.length);
        store.ledger().keep(mailbox, List.of(new MailSource.Fetched(listing, raw)), List.of(), uid);
    }

    private Outbox.Row row(String anchor) {
        String name = store.rows("SELECT message_id FROM reply WHERE anchor = '"
                        + id(anchor).value() + "'")
                .get(0);
        return store.outbox().find(new MessageId(name)).orElseThrow();
    }

    private void move(String anchor, Step step) {
        if (!store.outbox().move(row(anchor), step)) {
            throw new IllegalStateException(anchor + " is not " + step.from());
        }
    }

    private static MessageId id(String local) {
        return new MessageId(local + "@contrib.example.org");
    }

    private static String name(String local) {
        return Character.toUpperCase(local.charAt(0)) + local.substring(1) + " Dev <" + local + "@example.org>";
    }

    private static String head(String local, String from, String subject, Instant at, String more) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
        return """
                From: %s
                To: devel@lists.example.org
                Subject: %s
                Date: %s
                Message-ID: <%s>
                %sMIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                List-Id: <devel.lists.example.org>

                """.formatted(name(from), subject, date, id(local).value(), more);
    }

    private static String patch(
            String local, String from, String subject, Instant at, boolean signed, String trailers) {
        String tagged = subject.startsWith("[") ? subject : "[PATCH] " + subject;
        String place = subject.contains("kibble") ? "hw/display/kibble.c" : "hw/net/frob.c";
        String signature = signed ? "Signed-off-by: " + name(from) + "\n" : "";
        return head(local, from, tagged, at, "")
                + """
                What %s is for.

                %s%s---
                 %s | 1 +
                 1 file changed, 1 insertion(+)

                diff --git a/%s b/%s
                index 1f0a4c2e11..8d5b0e77aa 100644
                --- a/%s
                +++ b/%s
                @@ -1,2 +1,3 @@
                 int before;
                +int %s;
                 int end;
                """.formatted(local, trailers, signature, place, place, place, place, place, local.replace("-", "_"));
    }

    private static String answer(String local, String from, String to, String text, Instant at) {
        return head(local, from, "Re: [PATCH] what was posted", at, "In-Reply-To: <" + id(to).value() + ">\n") + text
                + "\n";
    }

    /** Parts within parts, deeper than anybody reads. */
    private static String unreadable(String mail) {
        StringBuilder body = new StringBuilder();
        for (int depth = 0; depth < 60; depth++) {
            body.append("Content-Type: multipart/mixed; boundary=b" + depth + "\n\n--b" + depth + "\n");
        }
        return mail.replaceFirst("Content-Type: [^\n]*\n", "").replaceFirst("(?s)\n\n.*", "\n" + body);
    }

    private void triage(Instant now) {
        MailAddress own = new MailAddress("triaged@triage.example.org");
        InstantSource clock = InstantSource.fixed(now);
        MailReading reading = new MailReading(Limits.DEFAULT);
        Sender sender = new Sender(
                own, new MailAddress("triage-owner@triage.example.org"), "triaged 1.0", new ReplyIds(new byte[32]));
        new Triage(
                        List.of(list),
                        store.ledger(),
                        store.seriesBook(),
                        new Confirmation(
                                store.outbox(),
                                new NoJournal(),
                                store.auditTrail(),
                                own,
                                reading,
                                Events.SILENT,
                                clock),
                        new Decider(store.seriesBook(), sender, (reply, spoken) -> {}, Events.SILENT),
                        reading,
                        new FreshMaintainers(new MaintainersOnDisk(), Events.SILENT),
                        Events.SILENT,
                        clock,
                        new StopRequest())
                .run();
    }

    /** Nothing is sent here. */
    private static final class NoJournal implements SendJournal {

        @Override
        public List<JournalEntry> history() {
            return List.of();
        }

        @Override
        public boolean damaged() {
            return false;
        }

        @Override
        public void append(JournalEntry.Event event, Map<String, String> fields) {
            throw new IllegalStateException("nothing is ever sent");
        }
    }
}
