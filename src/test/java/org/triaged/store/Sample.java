package org.triaged.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.triaged.mail.Envelope;
import org.triaged.mail.MessageId;
import org.triaged.mail.Person;
import org.triaged.mail.Sha256;
import org.triaged.policy.AiEvidence;
import org.triaged.policy.Claim;
import org.triaged.policy.DisclosureForm;
import org.triaged.policy.Finding;
import org.triaged.policy.Judge;
import org.triaged.policy.Judgement;
import org.triaged.policy.PathList;
import org.triaged.policy.PathPatterns;
import org.triaged.policy.Policies;
import org.triaged.policy.Profile;
import org.triaged.policy.ProfileId;
import org.triaged.policy.RuleId;
import org.triaged.policy.Scope;
import org.triaged.policy.Severity;
import org.triaged.policy.Skipped;
import org.triaged.policy.ToolProse;
import org.triaged.policy.Weight;
import org.triaged.policy.Words;
import org.triaged.reply.FrozenReply;
import org.triaged.series.Details;
import org.triaged.series.FileChange;
import org.triaged.series.Kin;
import org.triaged.series.Kind;
import org.triaged.series.Links;
import org.triaged.series.ListFacts;
import org.triaged.series.ListMail;
import org.triaged.series.PartNumber;
import org.triaged.series.Series;
import org.triaged.series.Subject;
import org.triaged.series.Trailer;
import org.triaged.triage.MailSource;
import org.triaged.triage.Mailbox;
import org.triaged.triage.Mode;
import org.triaged.triage.ReplyState;
import org.triaged.triage.SeriesBook.Decision;
import org.triaged.triage.SeriesBook.Placed;
import org.triaged.triage.SeriesBook.Reason;
import org.triaged.triage.SeriesBook.Verdict;
import org.triaged.triage.StoredMail;
import org.triaged.triage.WatchedList;

/** Mails, series and verdicts of a small list, for the tests of this room. */
final class Sample {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final Person ALEX = Person.of("Alex", "Alex@contrib.example.org");
    static final Person MAINA = Person.of("Maina", "maina@example.org");
    static final String LIST = "devel";

    static final WatchedList DEVEL = new WatchedList(
            new ListFacts(
                    LIST,
                    "devel.lists.example.org",
                    List.of("devel@lists.example.org"),
                    List.of(),
                    List.of(),
                    "triage@example.org"),
            "imap",
            "INBOX",
            true,
            Mode.LIVE,
            new Judge.Terms(
                    new Policies(Map.of()),
                    new Policies.Following.Pin(new ProfileId("qemu/test")),
                    Optional.empty(),
                    Map.of()),
            Set.of(),
            Duration.ofMinutes(10),
            Duration.ofHours(24),
            Duration.ofMinutes(30));

    private Sample() {}

    static MessageId id(String local) {
        return new MessageId(local + "@example.org");
    }

    static byte[] bytes(String local) {
        return ("Message-ID: <" + local + "@example.org>\r\n\r\n" + local + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    static MailSource.Listing listing(long uid, Instant arrival) {
        return new MailSource.Listing(uid, arrival, 100);
    }

    static MailSource.Fetched fetched(long uid, String content) {
        return new MailSource.Fetched(listing(uid, NOW.plusSeconds(uid)), bytes(content));
    }

    /** One mail of a list, as it would be read. */
    record Read(
            String local,
            String content,
            Kind kind,
            String title,
            Person sender,
            Instant date,
            Instant arrival,
            int version,
            int number,
            int total,
            List<MessageId> parents) {

        static Read patch(String local) {
            return new Read(local, local, Kind.PATCH, local, ALEX, NOW, NOW, 1, 1, 1, List.of());
        }

        Read titled(String other) {
            return new Read(local, content, kind, other, sender, date, arrival, version, number, total, parents);
        }

        Read from(Person other) {
            return new Read(local, content, kind, title, other, date, arrival, version, number, total, parents);
        }

        Read of(Kind other) {
            return new Read(local, content, other, title, sender, date, arrival, version, number, total, parents);
        }

        Read at(Instant other) {
            return new Read(local, content, kind, title, sender, other, other, version, number, total, parents);
        }

        Read inVersion(int other) {
            return new Read(local, content, kind, title, sender, date, arrival, other, number, total, parents);
        }

        Read part(int n, int m) {
            return new Read(local, content, kind, title, sender, date, arrival, version, n, m, parents);
        }

        Read answering(String... ids) {
            List<MessageId> answered = Arrays.stream(ids).map(Sample::id).toList();
            return new Read(local, content, kind, title, sender, date, arrival, version, number, total, answered);
        }

        /** Another mail under the same id. */
        Read withContent(String other) {
            return new Read(local, other, kind, title, sender, date, arrival, version, number, total, parents);
        }

        ListMail mail() {
            Envelope envelope = new Envelope(
                    id(local),
                    false,
                    "[PATCH] " + title,
                    sender,
                    date,
                    arrival,
                    parents,
                    List.of(),
                    Sha256.hex(bytes(content)));
            Trailer signedOff = new Trailer("Signed-off-by", "Alex <alex@contrib.example.org>", ALEX);
            FileChange file = new FileChange(
                    "hw/a.c", Optional.empty(), FileChange.Status.MODIFIED, Optional.of(3), Optional.of(1));
            FileChange blob = new FileChange(
                    "pc-bios/b.bin",
                    Optional.of("pc-bios/a.bin"),
                    FileChange.Status.RENAMED,
                    Optional.empty(),
                    Optional.empty());
            return new ListMail(
                    envelope,
                    kind,
                    new Subject(
                            title,
                            List.of(),
                            Optional.of(version).filter(stated -> stated > 1),
                            Optional.empty(),
                            Optional.of(new PartNumber(number, total)),
                            false,
                            true,
                            false,
                            false),
                    sender,
                    sender,
                    Optional.empty(),
                    "message",
                    "",
                    "",
                    List.of(signedOff),
                    List.of(),
                    List.of(file, blob),
                    Optional.of(Sha256.hex(content)),
                    new TreeSet<>(),
                    Links.NONE,
                    Details.NONE);
        }
    }

    /** Stores these mails under the next UIDs and parses them. */
    static List<StoredMail> store(TestStore store, Read... reads) {
        Mailbox mailbox = store.ledger().open(DEVEL, 1, 1, NOW.minusSeconds(86_400));
        long uid = mailbox.nextUid();
        for (Read read : reads) {
            MailSource.Listing listing = new MailSource.Listing(uid, read.arrival(), 100);
            store.ledger()
                    .keep(mailbox, List.of(new MailSource.Fetched(listing, bytes(read.content()))), List.of(), ++uid);
        }
        List<StoredMail> stored = store.ledger().claimUnparsed(reads.length);
        for (int i = 0; i < reads.length; i++) {
            store.ledger().parsed(stored.get(i), reads[i].mail(), List.of(), Optional.empty());
        }
        return stored;
    }

    static Series series(Read... parts) {
        TreeMap<Integer, ListMail> patches = new TreeMap<>();
        Optional<ListMail> cover = Optional.empty();
        for (Read part : parts) {
            if (part.kind() == Kind.COVER) {
                cover = Optional.of(part.mail());
            } else {
                patches.put(part.number(), part.mail());
            }
        }
        Read head = parts[0];
        return new Series(
                id(head.local()),
                head.title(),
                head.sender(),
                head.version(),
                Optional.empty(),
                head.total(),
                cover,
                patches,
                false,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Kin.NONE);
    }

    static Placed placed(Read... parts) {
        return new Placed(series(parts), Optional.of(NOW), Optional.empty());
    }

    /** Stores, parses and assembles one series; its row. */
    static long seriesRow(TestStore store, Read... parts) {
        List<StoredMail> stored = store(store, parts);
        store.seriesBook()
                .assembled(
                        LIST,
                        List.of(placed(parts)),
                        Arrays.stream(parts).map(Read::mail).toList(),
                        stored.stream().map(StoredMail::id).toList());
        return Long.parseLong(store.rows("SELECT MAX(id) FROM series").get(0));
    }

    static final Profile PROFILE = new Profile(
            new ProfileId("qemu/test"),
            Sha256.hex("profile"),
            Sha256.hex("content"),
            Profile.Status.ACTIVE,
            Optional.empty(),
            Optional.of(NOW.plusSeconds(1)),
            Duration.ZERO,
            Optional.empty(),
            Map.of(),
            Map.of(),
            new Words("none", new Words.Phrases("", "", "", "", ""), Map.of()),
            new Profile.Dco(true, Profile.AuthorMatch.EITHER, List.of(), List.of()),
            new Profile.Ai(
                    Profile.Stance.FORBID,
                    new AiEvidence(
                            "none",
                            List.of(),
                            Map.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            new ToolProse(List.of(), List.of(), List.of(), List.of(), List.of(), List.of())),
                    new DisclosureForm(
                            List.of(),
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            Set.of(),
                            DisclosureForm.Placement.ANY,
                            ""),
                    Set.of(),
                    Optional.empty(),
                    new PathList(List.of()),
                    new PathList(List.of())),
            new Profile.ExceptionProcess(
                    Profile.ExceptionProcess.Mode.NAMED_GRANTER,
                    List.of(),
                    Optional.empty(),
                    true,
                    Set.of(),
                    true,
                    true),
            new Profile.Waits(Duration.ofMinutes(60), Duration.ofMinutes(30)),
            Profile.Names.NONE,
            new Profile.Files(new PathPatterns(List.of()), new PathPatterns(List.of()), new PathPatterns(List.of()), 0),
            Set.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Set.of());

    static Judgement judgement(MessageId mail) {
        return new Judgement(
                PROFILE,
                NOW,
                Scope.OURS,
                List.of(
                        new Finding(
                                new RuleId("dco-sob-missing"),
                                Severity.VIOLATION,
                                Weight.REPLY,
                                Optional.of(mail),
                                Optional.of(1),
                                "",
                                "Signed-off-by",
                                ""),
                        new Finding(
                                new RuleId("ai-declared"),
                                Severity.VIOLATION,
                                Weight.RECORD,
                                Optional.of(mail),
                                Optional.of(1),
                                "Assisted-by: a tool",
                                "Assisted-by",
                                "class=A")),
                List.of(new Skipped(new RuleId("route-no-maintainer"), "no MAINTAINERS file")),
                List.of(new Claim(
                        mail,
                        "AI-exception-granted-by: Alex <alex@contrib.example.org>",
                        Claim.Form.TRAILER,
                        Optional.of("Alex"),
                        Optional.of("alex@contrib.example.org"),
                        Optional.empty(),
                        true,
                        true,
                        new Claim.Standing("skipped: no MAINTAINERS file", List.of()),
                        Optional.empty(),
                        Claim.Outcome.SELF,
                        "")),
                List.of(),
                Optional.empty(),
                Sha256.hex("input"));
    }

    static FrozenReply reply(String report, MessageId root, int version, MessageId... covers) {
        return new FrozenReply(
                report,
                new MessageId("triaged1." + report + "@example.org"),
                LIST,
                root,
                version,
                covers[0],
                List.of(covers),
                List.of(new RuleId("dco-sob-missing")),
                NOW,
                "triage@example.org",
                List.of("devel@lists.example.org", "alex@contrib.example.org"),
                ("Message-ID: <triaged1." + report + "@example.org>\r\n\r\nhello\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    static Verdict verdict(long series, MessageId head, Decision decision) {
        return verdict(series, head, Reason.FIRST, decision);
    }

    static Verdict verdict(long series, MessageId head, Reason reason, Decision decision) {
        return new Verdict(series, LIST, judgement(head), reason, decision, Optional.empty(), NOW, List.of());
    }

    static Decision speak(FrozenReply reply, ReplyState state) {
        return new Decision.Speak(reply, Mode.LIVE, state, Optional.empty(), NOW);
    }

    static Decision silent(String cause) {
        return new Decision.Silent(cause, Optional.empty());
    }
}
