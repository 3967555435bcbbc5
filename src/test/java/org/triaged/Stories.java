package org.triaged;

import static org.awaitility.Awaitility.await;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.drop;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.reply;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.triaged.Story.Chapter;
import org.triaged.Story.Happening;
import org.triaged.policy.Judgement;
import org.triaged.policy.Scope;
import org.triaged.triage.BounceBook;
import org.triaged.triage.FindingId;
import org.triaged.triage.Findings;
import org.triaged.triage.Import;
import org.triaged.triage.MailFiles;
import org.triaged.triage.MailFiles.FiledMail;
import org.triaged.triage.MailSource;
import org.triaged.triage.Progress;
import org.triaged.triage.Quarantine;
import org.triaged.triage.Replies;
import org.triaged.triage.SeriesBook;
import org.triaged.wire.ScriptedSmtpServer;
import org.triaged.wire.ScriptedSmtpServer.Step;

/** One story for each way a mail, a reply or a start can go. */
final class Stories {

    private static final Duration START = Duration.ZERO;

    /** All that was posted is ripe. */
    private static final Duration RIPE = Duration.ofHours(2);

    private static final Duration END = Duration.ofHours(3);

    private static final Happening POST = (world, data) -> world.post(unsigned("a"));

    private static final Consumer<ScriptedSmtpServer> LATER = server -> server.at(Step.DOT, reply("451 later"));

    private static final Consumer<ScriptedSmtpServer> NEVER = server -> server.at(Step.DOT, reply("554 spam"));

    private static final Consumer<ScriptedSmtpServer> CUT = server -> server.at(Step.DOT, drop());

    private static final Consumer<ScriptedSmtpServer> MODERATED = server -> server.at(Step.DOT, reply(World.MODERATED));

    private static final String SEEN = "| live | SEEN |";

    private static final String FAILED = "| live | FAILED |";

    private static final String HELD = "| live | HELD |";

    private static final String ADMIN = "admin@triage.example.org";

    private static final String UNREACHED = "ann@contrib.example.org";

    private static final String SIGNED = "Signed-off-by: Ann Dev <ann@contrib.example.org>";

    private static final Path OLDER = Path.of("older");

    private Stories() {}

    /** Twenty mails, and three replies to them. */
    static Story ofTwentyMails(String mode) {
        return new Story(
                "twenty mails, " + mode,
                mode,
                false,
                List.of(
                        Chapter.at(START),
                        Chapter.at(RIPE).after((world, data) -> TwentyMails.to(Installation.LIST)
                                .forEach(world::post)),
                        Chapter.at(RIPE),
                        Chapter.at(RIPE)),
                END,
                mode.equals("live") ? SEEN : "| dry-run | WRITTEN |",
                "",
                "");
    }

    /** What twenty mails that go their usual way do not show. */
    static List<Story> ofTheUnusual() {
        return Stream.of(
                        ofReplies(),
                        ofObjections(),
                        ofDecisions(),
                        ofBrakes(),
                        ofAdmins(),
                        ofWhatADeathLeaves(),
                        ofMail(),
                        List.of(ofAnArchive()),
                        ofStarts())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Story> ofReplies() {
        return List.of(
                story("put off, then taken", SEEN, sent().with(LATER), at(130)),
                story("refused", FAILED, sent().with(NEVER)),
                story(
                        "refused for the author, taken for the list",
                        "audit: reply-narrowed",
                        sent().with(server ->
                                server.at(Step.RCPT, "ann@contrib.example.org", reply("550 no such user"))),
                        at(121)),
                story(
                        "in doubt, and back later",
                        SEEN,
                        sent().with(CUT),
                        at(125).after((world, data) -> world.deliverLate())),
                story("in doubt for ever", HELD, sent().with(CUT), at(130), at(175)),
                story(
                                "taken, and never seen again",
                                "audit: reply-lost",
                                sent().with(MODERATED),
                                at(8 * 60 + 1).with(MODERATED))
                        .ending(Duration.ofHours(9)),
                story(
                                "too old",
                                "| live | EXPIRED |",
                                sent().with(LATER),
                                at(27 * 60).with(LATER))
                        .ending(Duration.ofHours(28)),
                story(
                        "overtaken by a newer version",
                        "| live | SUPPRESSED |",
                        sent().with(LATER),
                        at(240).with(LATER).after((world, data) -> world.post(newer("a")))));
    }

    /** What is posted between the judgement and the mail, and makes it pointless, or a part of it. */
    private static List<Story> ofObjections() {
        return List.of(
                opposed("withdrawn", answer("Ann Dev <ann@contrib.example.org>", "", "Please drop it.")),
                opposed("author-settled", answer("Ann Dev <ann@contrib.example.org>", "", SIGNED)),
                opposed("already-raised", answer("Rita <rita@review.example.org>", "", "There is no sign-off.")),
                opposed("applied", answer("Mary <mary@maint.example.org>", "", "Queued, thanks."))
                        .where("maintainers: [mary@maint.example.org]"),
                opposed(
                        "other-instance",
                        answer(
                                "Another <triaged@elsewhere.example.com>",
                                "X-Triaged-Series: <a@contrib.example.org>\nX-Triaged-Reroll: v1\n",
                                "Found: no sign-off.")),
                story(
                                "composed anew, for one of two patches was signed by mail",
                                "audit: reply-recomposed",
                                at(120).after((world, data) -> {
                                    world.post(part("a", 1));
                                    world.post(part("b", 2));
                                }),
                                at(131),
                                at(132).after((world, data) ->
                                        world.post(answer("Ann Dev <ann@contrib.example.org>", "", SIGNED))),
                                at(200),
                                at(201))
                        .where("delay: PT1H")
                        .ending(Duration.ofHours(4)));
    }

    /** None of its mails is answered, and the one that is dirty draws no reply. */
    private static Story ofAnArchive() {
        MailFiles archive = (argument, mboxrd, to) -> {
            to.accept(new FiledMail(argument, 1, unsigned("old"), Instant.parse("2026-01-05T09:00:00Z")));
            to.accept(new FiledMail(argument, 2, TwentyMails.unreadable(), Instant.parse("2026-01-05T09:01:00Z")));
        };
        return story("an archive", "audit: import-begun", at(120).doing((daemon, foundation, beside) -> {
            Import work = foundation.importing(archive);
            try {
                work.take(ADMIN, "devel", "archive", false, Progress.UNHEARD);
            } catch (MailFiles.Unreadable e) {
                throw new IllegalStateException(e);
            }
            work.judge(0, Progress.UNHEARD);
        }));
    }

    private static Story opposed(String reason, byte[] answer) {
        return story(
                reason,
                "| live | SUPPRESSED |",
                sent().with(LATER),
                at(240).with(LATER).after((world, data) -> world.post(answer)));
    }

    private static List<Story> ofDecisions() {
        return List.of(
                story(
                        "in doubt, held, and discarded by an admin",
                        "| live | DISCARDED |",
                        sent().with(CUT),
                        at(175),
                        at(176).doing(decided(Replies.Deed.DISCARD))),
                story(
                                "waiting, and approved by an admin",
                                "| approve | SEEN |",
                                sent(),
                                at(121).doing(decided(Replies.Deed.APPROVE)))
                        .in("approve"),
                story(
                        "what another profile would find, kept for an admin",
                        SEEN,
                        sent(),
                        at(121).doing((daemon, foundation, beside) -> {
                            foundation.database().shadowBook().keep(ofTheDraft());
                            daemon.once();
                        })),
                story("for admins alone", "| shadow | shadow | SENT |", sent()).in("shadow"));
    }

    private static SeriesBook.Verdict ofTheDraft() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        Judgement clean = new Judgement(
                ShippedConf.profile("qemu/2026-05-draft"),
                now,
                Scope.OURS,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                "");
        return SeriesBook.Verdict.aside(1, "devel", clean, now);
    }

    private static Story.Work decided(Replies.Deed deed) {
        return (daemon, foundation, beside) -> {
            Replies replies = foundation.replies("admin");
            String report = replies.replies(Replies.Choice.ALL).get(0).report();
            replies.act(deed, report, "so it was decided", Optional.empty());
            daemon.once();
        };
    }

    private static List<Story> ofBrakes() {
        return List.of(
                story(
                                "too many at once, and an admin lets them go on",
                                "audit: breaker-resumed",
                                at(120).after((world, data) -> {
                                    world.post(unsigned("a"));
                                    world.post(unsigned("b"));
                                    world.post(unsigned("c"));
                                }),
                                at(121).doing((daemon, foundation, beside) -> {
                                    foundation.pedals("admin").resume("devel", "they are wanted");
                                    daemon.once();
                                }),
                                at(122),
                                at(123),
                                at(124))
                        .where("breaker: {ready-in-ten-minutes: 2}"),
                story(
                        "stopped by an admin, and let go on",
                        SEEN,
                        sent().doing((daemon, foundation, beside) -> {
                            foundation.pedals("admin").stop("a wrong word");
                            daemon.once();
                        }),
                        at(121).after((world, data) -> Files.deleteIfExists(data.resolve("STOP"))),
                        at(122)),
                story(
                        "an author whom mail does not reach, and then does",
                        "dead_address: " + UNREACHED + " | false",
                        at(120).doing((daemon, foundation, beside) ->
                                bounce(foundation.database().bounceBook()))),
                story(
                        "set aside while it waits, and a rule that was not demoted",
                        "| live | SUPPRESSED |",
                        sent().with(LATER),
                        at(123).with(LATER).doing((daemon, foundation, beside) -> {
                            setAside(foundation);
                            daemon.once();
                        })),
                story(
                                "in doubt, and once more",
                                SEEN,
                                sent().with(server -> server.at(Step.MAIL, drop())),
                                at(155),
                                at(156))
                        .where("on-unknown: resend-once"));
    }

    /** What stands in the mail that waits. */
    private static void setAside(Foundation foundation) {
        Findings findings = foundation.findings("admin");
        for (List<String> row : foundation
                .database()
                .reader()
                .query("SELECT finding FROM findings WHERE told")
                .rows()) {
            FindingId finding = FindingId.of(row.get(0)).orElseThrow();
            findings.dismiss(finding, Findings.Kind.OVERRIDE, "so it was decided", Optional.empty());
        }
        findings.restore("dco-sob-missing", "devel", "it was never demoted");
        foundation.pedals("admin").nocopy(UNREACHED, false, "asked for it");
        foundation.pedals("admin").nocopy(UNREACHED, true, "wants them again");
        Replies replies = foundation.replies("admin");
        replies.replies(Replies.Choice.ALL).forEach(reply -> replies.drafted(reply.report()));
    }

    /** What admins are mailed: put off, then taken, and forgotten after a season. */
    private static List<Story> ofAdmins() {
        return List.of(story(
                        "refused, and admins are told",
                        FAILED,
                        sent().with(server -> server.at(Step.DOT, Installation.LIST, reply("554 spam"))
                                .at(Step.DOT, ADMIN, reply("451 later"))),
                        at(140),
                        at(91 * 24 * 60))
                .whereDaemon("admins: [" + ADMIN + "]\ndigest: none")
                .ending(Duration.ofDays(92)));
    }

    /** Two reports on two replies, a revival, and the end of what is kept. */
    private static void bounce(BounceBook book) {
        Instant now = Instant.now();
        BounceBook.Place place = new BounceBook.Place("main", "bounces", 1);
        for (int uid = 1; uid <= 2; uid++) {
            BounceBook.Bounce bounce = new BounceBook.Bounce(
                    new MailSource.Fetched(new MailSource.Listing(uid, now, 1), new byte[] {(byte) uid}),
                    BounceBook.Verdict.AUTHOR,
                    Optional.of("T-report" + uid),
                    Optional.of("devel"),
                    Optional.of(UNREACHED),
                    Optional.of("5.1.1"));
            book.begin(place, uid);
            book.keep(place, List.of(bounce), uid + 1, now);
        }
        book.revive(UNREACHED, "admin", "the mailbox has room again", now);
        book.forget(now.plus(Duration.ofDays(BounceBook.DAYS_KEPT + 1)));
    }

    private static List<Story> ofWhatADeathLeaves() {
        return List.of(
                story("dead after the yes", SEEN, sent().dyingAt("journal.accepted.after"), at(121)),
                story("dead after the later", SEEN, sent().with(LATER).dyingAt("journal.deferred.after"), at(130)),
                story("dead after the no", FAILED, sent().with(NEVER).dyingAt("journal.refused.after"), at(121)),
                story("dead before the intent", SEEN, sent().dyingAt("outbox.sending.after-sync"), at(130)),
                story("dead after the mail left", SEEN, sent().dyingAt("smtp.dot.after"), at(121)),
                story("dead before the mail left", HELD, sent().dyingAt("journal.intent.after"), at(121), at(175)));
    }

    private static List<Story> ofMail() {
        return List.of(
                story(
                        "a mail that kills",
                        "| QUARANTINED |  | false | true | crash |",
                        at(120).after((world, data) -> {
                                    world.post(unsigned("poison"));
                                    world.post(signed("b"));
                                })
                                .dyingAt("parse.before"),
                        at(121).dyingAt("parse.before"),
                        at(122).dyingAt("parse.before"),
                        at(123)),
                story(
                        "read once more, in vain",
                        "audit: quarantine-retry",
                        at(120).after((world, data) -> world.post(TwentyMails.unreadable())),
                        at(121).doing((daemon, foundation, beside) -> {
                            foundation.quarantine("admin").retry(Quarantine.Choice.ALL, "a new version");
                            daemon.once();
                        })),
                story(
                                "a file of a Maildir that goes while it is read",
                                SEEN,
                                at(120).after((world, data) -> {
                                            world.post(unsigned("a"));
                                            world.post(unsigned("gone"));
                                        })
                                        .whenever(
                                                "files.numbered.after-commit",
                                                (world, data) -> World.delete(
                                                        world.maildir().resolve("new/00002.world"))))
                        .inMaildir());
    }

    private static List<Story> ofStarts() {
        return List.of(
                Story.of(
                        "a first start in two halves",
                        SEEN,
                        List.of(Chapter.at(START).dyingAt("first-start.passwords-made"), Chapter.at(START), sent())),
                story(
                        "a line of the journal that was cut",
                        "journal: unreadable line",
                        sent(),
                        at(121).after((world, data) ->
                                Files.writeString(data.resolve("send.journal"), "TJ1 9 ", StandardOpenOption.APPEND))),
                story(
                        "an older database",
                        "| journal | SEEN |",
                        sent().after((world, data) -> {
                            Files.copy(data.resolve("triaged.mv.db"), data.resolve(OLDER));
                            POST.in(world, data);
                        }),
                        at(121),
                        at(122).after((world, data) -> Files.move(
                                data.resolve(OLDER),
                                data.resolve("triaged.mv.db"),
                                StandardCopyOption.REPLACE_EXISTING))),
                story(
                        "a folder that is watched, and a database that is opened anew",
                        SEEN,
                        sent().watchedDoing((daemon, foundation, beside) -> {
                            daemon.intake();
                            await().until(() -> beside.came() || beside.points().contains("imap.watch.examine.after"));
                            daemon.triage();
                            foundation.database().reopen();
                            daemon.deliver();
                        })));
    }

    private static Story story(String name, String outcome, Chapter... chapters) {
        return Story.of(name, outcome, chapters(chapters));
    }

    /** After a first start. */
    private static List<Chapter> chapters(Chapter... chapters) {
        return Stream.concat(Stream.of(Chapter.at(START)), Stream.of(chapters)).toList();
    }

    /** A mail was posted, and its reply is due. */
    private static Chapter sent() {
        return Chapter.at(RIPE).after(POST);
    }

    /** Never merely one more round: what it finds depends on its time. */
    private static Chapter at(int minutes) {
        return Chapter.at(Duration.ofMinutes(minutes)).after((world, data) -> {});
    }

    private static byte[] unsigned(String id) {
        return Installation.patch(id + "@contrib.example.org", "[PATCH] hw/frob: " + id, false);
    }

    private static byte[] signed(String id) {
        return Installation.patch(id + "@contrib.example.org", "[PATCH] hw/frob: " + id, true);
    }

    private static byte[] part(String id, int number) {
        return Installation.patch(id + "@contrib.example.org", "[PATCH " + number + "/2] hw/frob: " + id, false);
    }

    /** To the patch {@code a}. */
    private static byte[] answer(String from, String more, String text) {
        String mail = """
                From: %s
                To: devel@lists.example.org
                Subject: Re: [PATCH] hw/frob: a
                Message-ID: <answer@contrib.example.org>
                In-Reply-To: <a@contrib.example.org>
                %sMIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                List-Id: <devel.lists.example.org>

                %s
                """;
        return mail.formatted(from, more, text).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] newer(String id) {
        return Installation.patch(id + "2@contrib.example.org", "[PATCH v2] hw/frob: " + id, true);
    }
}
