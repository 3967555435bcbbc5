package org.triaged.control;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.triaged.mail.MessageId;
import org.triaged.policy.RuleId;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Answer;
import org.triaged.triage.AuditCheck;
import org.triaged.triage.BackupFacts;
import org.triaged.triage.Breakers;
import org.triaged.triage.Caps;
import org.triaged.triage.Demotion;
import org.triaged.triage.Difference;
import org.triaged.triage.FindingId;
import org.triaged.triage.Findings;
import org.triaged.triage.Invariant;
import org.triaged.triage.JournalHead;
import org.triaged.triage.Mode;
import org.triaged.triage.Pedals;
import org.triaged.triage.Progress;
import org.triaged.triage.Quarantine;
import org.triaged.triage.QueryRefused;
import org.triaged.triage.Question;
import org.triaged.triage.Replies;
import org.triaged.triage.ReplyState;
import org.triaged.triage.Selftest;
import org.triaged.triage.Status;
import org.triaged.triage.WhatIf;

/**
 * A desk that answers by the words of the question: {@code wait} until it is released, {@code refuse}, {@code break},
 * {@code much}, else its parameters as one row.
 */
final class FixedDesk implements AdminDesk {

    static final List<String> HELD = List.of("devel", Breakers.ALL);

    static final Status STATUS = new Status(
            Instant.parse("2026-11-22T10:00:00.123Z"),
            Optional.of(42L),
            "/var/lib/triaged",
            List.of(
                    new Status.OfList(
                            "devel",
                            Mode.DRY_RUN,
                            "main",
                            "IN \"BOX\" \u202e",
                            true,
                            "qemu/x",
                            Optional.of(Instant.EPOCH),
                            1,
                            2,
                            3,
                            4),
                    new Status.OfList(
                            "new",
                            Mode.LIVE,
                            "maildir:",
                            "/var/mail/new",
                            false,
                            "qemu/x",
                            Optional.empty(),
                            0,
                            0,
                            0,
                            0)),
            Map.of(ReplyState.HELD, 3, ReplyState.SEEN, 70_000),
            5,
            6,
            7,
            Optional.of(new Status.Waiting("T-abc", "devel", ReplyState.HELD, Instant.EPOCH)),
            Optional.of("stop"),
            new Status.Sent(8, 9, new Caps(10, 40)),
            new Status.Space(5_000_000_000L, 6_000_000_000L),
            List.of(new Status.Need("what", "next")));

    static final List<Selftest.Line> SELFTEST = List.of(
            new Selftest.Line(Invariant.I1, Selftest.Outcome.NOT_CHECKED, List.of("devel: \u202e away"), "again"),
            new Selftest.Line(Invariant.I2, Selftest.Outcome.HOLDS, List.of(), ""));

    static final Quarantine.Choice CHOICE = new Quarantine.Choice(List.of(7L, 1L << 40), Optional.of("crash"));

    static final List<Quarantine.Mail> QUARANTINE = List.of(
            new Quarantine.Mail(
                    7,
                    "devel",
                    "crash",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    3_000_000_000L,
                    Instant.EPOCH,
                    Instant.parse("2026-11-22T10:00:00.123Z"),
                    3),
            new Quarantine.Mail(
                    1L << 40,
                    "devel",
                    "crash",
                    Optional.of("a@b"),
                    Optional.of("\u202e \ud800"),
                    Optional.of("Ann"),
                    Optional.of("ann@contrib.example.org"),
                    0,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    0));

    static final BackupFacts BACKUP = new BackupFacts(
            Path.of("/var/lib/triaged/backup/a \u202e.zip"),
            5_000_000_000L,
            "id",
            "1",
            Instant.parse("2026-11-22T10:00:00.123Z"),
            1L << 40,
            7,
            "9:" + "a".repeat(64),
            true,
            false);
    static final Replies.Choice REPLY_CHOICE = new Replies.Choice(
            Optional.of("T-jyj7qfnwub"),
            Optional.of("devel"),
            Optional.of(Instant.EPOCH),
            Optional.of("Ann \u202e"),
            Optional.of("dco-sob-missing"),
            Optional.of(ReplyState.HELD),
            7);

    static final Replies.Reply REPLY = new Replies.Reply(
            "T-jyj7qfnwub",
            "shadow",
            "devel",
            "live",
            ReplyState.HELD,
            "not seen",
            "own@triage.example.org",
            "root@contrib.example.org",
            2,
            "anchor@contrib.example.org",
            "hw/frob \u202e",
            Optional.of("Ann"),
            Optional.empty(),
            List.of("dco-sob-missing", "ai-declared"),
            List.of("devel@lists.example.org"),
            3,
            "250 ok",
            Optional.of("c@d"),
            Instant.EPOCH,
            Instant.parse("2026-11-22T10:00:00.123Z"),
            true);

    static final FindingId FINDING = new FindingId(1L << 40, 3);

    static final Demotion DEMOTION = new Demotion(
            "devel",
            new RuleId("dco-sob-missing"),
            "precision",
            "2 of \u202e",
            Instant.parse("2026-11-22T10:00:00.123Z"));

    static final byte[] RAW = {0, 13, 10, (byte) 0xff};

    final CountDownLatch released = new CountDownLatch(1);

    final CountDownLatch waiting = new CountDownLatch(3);

    volatile AuditCheck audit = new AuditCheck(
            1L << 40,
            "7:abc",
            Optional.of(new AuditCheck.Broken(8, "it is \u202e another")),
            2,
            3,
            Optional.of(new JournalHead(4, "9:def")));

    volatile Duration slowness = Duration.ZERO;

    @Override
    public Status status() {
        LockSupport.parkNanos(slowness.toNanos());
        return STATUS;
    }

    @Override
    public List<Selftest.Line> selftest() {
        return SELFTEST;
    }

    @Override
    public Pedals pedals(String actor) {
        return new Pedals() {
            @Override
            public boolean resume(String list, String why) {
                return (list + why).equals("develthe server was \u00fcberlastet");
            }

            @Override
            public List<String> held() {
                return HELD;
            }

            @Override
            public boolean revive(String address, String why) {
                return address.equals("ann@contrib.example.org");
            }

            @Override
            public boolean nocopy(String address, boolean remove, String why) {
                return address.equals("ann@contrib.example.org") && remove == why.equals("again");
            }

            @Override
            public int rebuildJournal(String why) {
                return why.length();
            }

            @Override
            public String stop(String why) {
                return "STOP, for " + why;
            }
        };
    }

    @Override
    public AuditCheck verifyAudit() {
        return audit;
    }

    @Override
    public Quarantine quarantine(String actor) {
        return new Quarantine() {
            @Override
            public List<Mail> mails(Choice choice) {
                return choice.equals(CHOICE) ? QUARANTINE : List.of();
            }

            @Override
            public Optional<byte[]> raw(long mail) {
                return Optional.of(RAW).filter(bytes -> mail == 7);
            }

            @Override
            public List<Mail> retry(Choice choice, String why) {
                return why.equals(actor + " \u202e") ? mails(choice) : List.of();
            }
        };
    }

    @Override
    public BackupFacts backup(String actor) {
        return BACKUP;
    }

    @Override
    public Replies replies(String actor) {
        return new Replies() {
            @Override
            public List<Reply> replies(Choice choice) {
                return choice.equals(REPLY_CHOICE) ? List.of(REPLY) : List.of();
            }

            @Override
            public Optional<byte[]> raw(String report) {
                return Optional.of(RAW).filter(bytes -> report.equals(REPLY.report()));
            }

            @Override
            public boolean drafted(String report) {
                return report.equals(REPLY.report());
            }

            @Override
            public boolean act(Deed deed, String report, String why, Optional<MessageId> proof) {
                return deed == Deed.CONFIRM
                        && report.equals(REPLY.report())
                        && why.equals(actor + " \u202e")
                        && proof.equals(Optional.of(new MessageId("a@b")));
            }
        };
    }

    @Override
    public Findings findings(String actor) {
        return new Findings() {
            @Override
            public Optional<Dismissal> dismiss(FindingId finding, Kind as, String why, Optional<MessageId> proof) {
                return finding.equals(FINDING) && as == Kind.FALSE_POSITIVE && why.equals(actor + " \u202e")
                        ? Optional.of(new Dismissal(proof.map(mail -> DEMOTION)))
                        : Optional.empty();
            }

            @Override
            public boolean restore(String rule, String list, String why) {
                return (rule + " " + list + " " + why).equals("dco-sob-missing devel " + actor);
            }
        };
    }

    @Override
    public List<Difference> whatIf(WhatIf question, Progress progress) {
        progress.made(1, 2);
        return List.of();
    }

    @Override
    public Optional<List<String>> reload(String actor) {
        return Optional.of(List.of("for " + actor + ": lists/\u202e.yaml:1:2: \"wrong\""));
    }

    @Override
    public boolean query(Question question, Answer into) {
        switch (question.sql()) {
            case "wait" -> await();
            case "refuse" -> throw new QueryRefused("not that; did you mean 'this'?");
            case "break" -> throw new ControlTrouble(ControlTrouble.INTERNAL, "the heap is exhausted");
            case "much" -> {
                into.columns(List.of(new Answer.Column("a", Answer.Type.TEXT)));
                for (int row = 0; row < question.rows(); row++) {
                    into.row(List.of(Optional.of("x".repeat(10_000))));
                }
            }
            default -> {
                into.columns(question.parameters().stream()
                        .map(value -> new Answer.Column("c\u00e9", Answer.Type.BOOLEAN))
                        .toList());
                into.row(question.parameters().stream()
                        .map(value -> Optional.of(value).filter(text -> !text.equals("NULL")))
                        .toList());
            }
        }
        return question.rows() > 1;
    }

    private void await() {
        waiting.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
