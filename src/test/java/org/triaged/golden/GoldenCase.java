package org.triaged.golden;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.mail.Budget;
import org.triaged.mail.Limits;
import org.triaged.mail.MailParser;
import org.triaged.mail.MessageId;
import org.triaged.mail.ParseResult;
import org.triaged.policy.Finding;
import org.triaged.policy.Judge;
import org.triaged.policy.Judgement;
import org.triaged.policy.Policies;
import org.triaged.policy.ProfileId;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.policy.ScopeTable;
import org.triaged.policy.Weight;
import org.triaged.reply.Answerable;
import org.triaged.reply.Composed;
import org.triaged.reply.Composer;
import org.triaged.reply.Composition;
import org.triaged.reply.Earlier;
import org.triaged.reply.FrozenReply;
import org.triaged.reply.MailAddress;
import org.triaged.reply.ReplyIds;
import org.triaged.reply.Sender;
import org.triaged.series.ListFacts;
import org.triaged.series.ListMail;
import org.triaged.series.MailReader;
import org.triaged.series.Series;
import org.triaged.series.SeriesAssembler;

/**
 * A folder of mails, what is found in them, and the reply where one is made; of several versions the newest is answered. The file {@code options} holds the profile,
 * the instant and, where it matters, the list whose scope table tells whose series it is, whether the series has had its
 * time, and a rule that is off; the key of the ids is 00..1f, the list is {@code devel}, every rule has weight reply.
 */
record GoldenCase(Path folder) {

    private static final Path ROOT = Path.of("src/test/golden");

    private static final String POLICY_HASH = "(?m)^(X-Triaged-Policy: \\S+@)[0-9a-f]{12}";

    private static final String PLACEHOLDER = "000000000000";

    private static final ListFacts DEVEL = new ListFacts(
            "devel",
            "devel.lists.example.org",
            List.of("devel@lists.example.org"),
            List.of(),
            List.of(),
            "triaged@triage.example.org");

    private static final Config CONF = ConfigLoader.load(Path.of("conf"), Optional.of(Path.of("unused")));

    private static final Policies POLICIES = CONF.policies();

    static Stream<GoldenCase> all() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files
                    .filter(file -> file.getFileName().toString().equals("options"))
                    .map(file -> new GoldenCase(file.getParent()))
                    .sorted((a, b) -> a.folder.compareTo(b.folder))
                    .toList()
                    .stream();
        }
    }

    /** What came of the mails: a line for each finding and reply, and the bytes of the reply. */
    record Outcome(String lines, Optional<FrozenReply> reply) {}

    Path expectedLines() {
        return folder.resolve("expected.jsonl");
    }

    Path expectedReply() {
        return folder.resolve("reply.eml");
    }

    Outcome judge(String newline) {
        Map<String, String> options = options();
        Instant now = Instant.parse(options.get("--now"));
        Policies.Following following = new Policies.Following.Pin(new ProfileId(options.get("--policy")));
        List<String> lines = new ArrayList<>();
        Optional<FrozenReply> reply = Optional.empty();
        Judge.Terms terms = new Judge.Terms(POLICIES, following, scope(options), weights(options));
        List<Series> posted =
                SeriesAssembler.assemble(mails(newline, now), DEVEL).series();
        for (Series series : posted) {
            Judgement judgement = Judge.judge(series, terms, ripe(options));
            Optional<Earlier> earlier = posted.stream()
                    .filter(before -> series.previous().equals(Optional.of(before.root())))
                    .findFirst()
                    .map(before -> Earlier.of(before, Judge.judge(before, terms, ripe(options))));
            judgement.findings().forEach(finding -> lines.add(line(series, finding, judgement)));
            Composition task = new Composition(series, judgement, earlier, DEVEL, sender(), now);
            if (!judgement.spoken().isEmpty()
                    && series.newer().isEmpty()
                    && Answerable.check(series, DEVEL, sender(), Set.of())) {
                Composed composed = Composer.compose(task);
                lines.add(line(series, composed));
                if (composed instanceof Composed.Mail mail) {
                    reply = Optional.of(mail.reply());
                }
            }
        }
        return new Outcome(String.join("", lines), reply);
    }

    void accept(Outcome outcome) throws IOException {
        Files.writeString(expectedLines(), outcome.lines());
        if (outcome.reply().isEmpty()) {
            Files.deleteIfExists(expectedReply());
            return;
        }
        String reply = new String(outcome.reply().get().bytes(), StandardCharsets.US_ASCII);
        boolean same = Files.exists(expectedReply())
                && withHash(Files.readString(expectedReply())).equals(reply);
        if (!same) {
            Files.writeString(expectedReply(), reply.replaceFirst(POLICY_HASH, "$1" + PLACEHOLDER));
        }
    }

    /** The hash of the profile changes with every word of it; the golden replies hold a placeholder. */
    String withHash(String reply) {
        ProfileId profile = new ProfileId(options().get("--policy"));
        String hash = POLICIES.find(profile).orElseThrow().hash().substring(0, 12);
        return reply.replaceFirst(POLICY_HASH, "$1" + hash);
    }

    /** The scope table of a shipped list file; none without the option. */
    private static Optional<ScopeTable> scope(Map<String, String> options) {
        return CONF.lists().stream()
                .filter(list -> list.name().equals(options.get("--scope")))
                .findFirst()
                .flatMap(list -> list.terms().scope());
    }

    private Map<String, String> options() {
        try {
            String[] words = Files.readString(folder.resolve("options")).strip().split("\\s+");
            Map<String, String> options = new HashMap<>();
            for (int i = 0; i < words.length; i += 2) {
                options.put(words[i], words[i + 1]);
            }
            return options;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ListMail> mails(String newline, Instant now) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9]+\\.eml"))
                    .sorted()
                    .map(file -> read(file, newline, now.minus(Duration.ofMinutes(5))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ListMail read(Path file, String newline, Instant arrival) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).replace("\n", newline);
            ParseResult result = MailParser.parse(
                    text.getBytes(StandardCharsets.ISO_8859_1), arrival, Limits.DEFAULT, Budget.UNLIMITED);
            return MailReader.read(((ParseResult.Parsed) result).mail(), DEVEL, Limits.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<RuleId, Weight> weights(Map<String, String> options) {
        Map<RuleId, Weight> weights = new HashMap<>();
        RuleBook.entries().forEach(rule -> weights.put(rule.id(), Weight.REPLY));
        Optional.ofNullable(options.get("--off")).ifPresent(rule -> weights.put(new RuleId(rule), Weight.OFF));
        return weights;
    }

    private static boolean ripe(Map<String, String> options) {
        return options.getOrDefault("--ripe", "no").equals("yes");
    }

    private static Sender sender() {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        return new Sender(
                new MailAddress("triaged@triage.example.org"),
                new MailAddress("triage-owner@triage.example.org"),
                "triaged 1.0",
                new ReplyIds(key));
    }

    private static String line(Series series, Finding finding, Judgement judgement) {
        return json(json -> {
            json.writeStringField("type", "finding");
            json.writeStringField("rule", finding.rule().value());
            json.writeStringField("severity", finding.severity().word());
            json.writeStringField("weight", finding.weight().word());
            json.writeStringField("series", series.root().value());
            json.writeStringField(
                    "message_id", finding.mail().map(MessageId::value).orElse(null));
            json.writeStringField("evidence", finding.evidence());
            json.writeStringField("note", finding.note());
            json.writeStringField("profile", judgement.profile().id().value());
        });
    }

    private static String line(Series series, Composed composed) {
        return json(json -> {
            json.writeStringField("type", "reply");
            json.writeStringField("series", series.root().value());
            if (composed instanceof Composed.Mail mail) {
                json.writeStringField("message_id", mail.reply().messageId().value());
                json.writeStringField(
                        "recipients", String.join(" ", mail.reply().recipients()));
            } else if (composed instanceof Composed.Refused refused) {
                json.writeStringField("refused", refused.check());
            } else if (composed instanceof Composed.Impossible impossible) {
                json.writeStringField("withheld", impossible.cause());
            }
        });
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static String json(Fields fields) {
        try {
            StringWriter line = new StringWriter();
            try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
                json.writeStartObject();
                fields.write(json);
                json.writeEndObject();
            }
            return line + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return ROOT.relativize(folder).toString();
    }
}
