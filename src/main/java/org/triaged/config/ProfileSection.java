package org.triaged.config;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.triaged.mail.Sha256;
import org.triaged.policy.AiEvidence;
import org.triaged.policy.PathPatterns;
import org.triaged.policy.Profile;
import org.triaged.policy.ProfileId;
import org.triaged.policy.RuleId;
import org.triaged.policy.Severity;
import org.triaged.policy.Words;

/**
 * Reads a profile whose parents are merged in. Keys that no rule uses yet are read as strictly as the others: a profile
 * is written once, and a mistake in it must not wait for the rule that trips over it.
 */
final class ProfileSection {

    private static final Form<Optional<Instant>> TIME = Form.INSTANT.or("open");
    private static final Form<String> COMMIT = Form.matching("a commit hash of 7 to 64 hex digits", "[0-9a-f]{7,64}");
    private static final Form<String> DOCUMENT = Form.matching("a short name such as CP", "[A-Z]{1,8}");
    private static final Form<String> RULES = Form.matching("rule ids such as series-*", "[a-z0-9-]+\\*?");

    private static final long LARGEST_BINARY = 64 << 10;

    private final Tables tables;
    private final WordsTables words;

    ProfileSection(Tables tables, WordsTables words) {
        this.tables = tables;
        this.words = words;
    }

    /**
     * Empty when something is wrong that a profile cannot be without.
     *
     * @param merged what the section reads
     * @param lineage the file of the profile first, then the files it extends
     */
    Optional<Profile> read(ProfileId id, Section top, Yaml.Mapping merged, List<YamlFile> lineage) {
        top.has("profile");
        top.has("extends");
        Optional<String> document = source(top.section("source"));
        Profile.Names names = names(top.section("names"));
        Profile.Files files = files(top.section("content"));
        Optional<Profile.Status> status = top.required("status", Form.word(Profile.Status.class));
        Optional<Period> period = period(top);
        Rules rules = rules(top.section("rules"));
        AiSection ai = new AiSection(top.section("ai"));
        Optional<Tables.Loaded<AiEvidence>> evidence = ai.evidence(tables);
        Optional<Tables.Loaded<Words>> table = words.named(top, "words", rules.disabled);
        Profile.ExceptionProcess process = ExceptionSection.read(
                top.section("exception"), evidence.map(Tables.Loaded::table).map(AiEvidence::exception));
        Profile.Dco dco = dco(top.section("dco"));
        Section series = top.section("series");
        Profile.Waits waits = waits(series);
        Set<String> pullExempt = Set.copyOf(series.list("pull-exempt", RULES, List.of()));
        Map<String, String> urls = urls(top.section("urls"));
        Map<String, String> sections = sections(top.section("sections"));
        Duration grace = top.value("grace", Form.DURATION, Duration.ZERO);
        top.nothingElse();
        if (status.isEmpty() || period.isEmpty() || evidence.isEmpty() || table.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Profile(
                id,
                hash(lineage, evidence.get().bytes(), table.get().bytes()),
                content(merged, evidence.get().file()),
                status.get(),
                period.get().from(),
                period.get().until(),
                grace,
                document,
                urls,
                sections,
                table.get().table().filled(ai.wordFields()),
                dco,
                ai.read(evidence.get().table()),
                process,
                waits,
                names,
                files,
                pullExempt,
                rules.severities,
                rules.rfc,
                rules.minDates,
                rules.disabled));
    }

    /** Over the profile file, the files it extends, its evidence table and its words table, in that order. */
    private static String hash(List<YamlFile> lineage, byte[] evidence, byte[] words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        lineage.forEach(file -> bytes.writeBytes(file.bytes()));
        bytes.writeBytes(evidence);
        bytes.writeBytes(words);
        return Sha256.hex(bytes.toByteArray());
    }

    /** What a file says of its own place in time is no part of what it says of a mail. */
    private static String content(Yaml.Mapping merged, YamlFile evidence) {
        return Sha256.hex(merged.content(Set.of("extends", "status", "valid"))
                + evidence.root().content());
    }

    private record Period(Optional<Instant> from, Optional<Instant> until) {}

    private static Optional<Period> period(Section top) {
        Section valid = top.section("valid");
        Optional<Optional<Instant>> from = time(valid, "from");
        Optional<Optional<Instant>> until = time(valid, "until");
        if (from.isEmpty() || until.isEmpty()) {
            return Optional.empty();
        }
        Period period = new Period(from.get(), until.get());
        if (period.from().isPresent()
                && period.until()
                        .filter(end -> !end.isAfter(period.from().get()))
                        .isPresent()) {
            valid.mistake("until", "found an end that is not after 'from'");
            return Optional.empty();
        }
        return Optional.of(period);
    }

    private static Optional<Optional<Instant>> time(Section valid, String key) {
        return valid.has(key) ? valid.maybe(key, TIME) : Optional.of(Optional.empty());
    }

    private static Optional<String> source(Section source) {
        source.maybe("commit", COMMIT);
        source.maybe("text-read-at", COMMIT);
        source.maybe("message-id", Form.matching("a message-id without brackets", "[^<>\\s]+@[^<>\\s]+"));
        source.maybe("note", Form.LINE);
        return source.maybe("document", Form.LINE);
    }

    private static Profile.Names names(Section names) {
        return new Profile.Names(
                names.value("tracker", Form.LINE.or("none"), Optional.empty()),
                names.value("stable", Form.ADDRESS.or("none"), Optional.empty()),
                names.value("main-list", Form.ADDRESS.or("none"), Optional.empty()),
                names.value("trivial", Form.ADDRESS.or("none"), Optional.empty()));
    }

    private static Profile.Files files(Section content) {
        return new Profile.Files(
                new PathPatterns(content.list("spdx-suffixes", Form.LINE, List.of())),
                new PathPatterns(content.list("generated-paths", Form.LINE, List.of())),
                new PathPatterns(content.list("imported-paths", Form.LINE, List.of())),
                content.value("binary-max", Form.SIZE, LARGEST_BINARY));
    }

    private static Profile.Dco dco(Section dco) {
        return new Profile.Dco(
                dco.value("required", Form.BOOLEAN, true),
                dco.value("author-match", Form.word(Profile.AuthorMatch.class), Profile.AuthorMatch.EITHER),
                dco.list("relay-senders", Form.ADDRESS, List.of()),
                dco.list("placeholders", Form.LINE, List.of()));
    }

    private static Profile.Waits waits(Section series) {
        return new Profile.Waits(
                series.value("settle", Form.DURATION, Duration.ofMinutes(60)),
                series.value("cover-wait", Form.DURATION, Duration.ofMinutes(30)));
    }

    private static Map<String, String> urls(Section urls) {
        Map<String, String> read = new HashMap<>();
        urls.names(DOCUMENT).forEach((key, name) -> urls.maybe(key, Form.URL).ifPresent(url -> read.put(name, url)));
        return read;
    }

    private static Map<String, String> sections(Section sections) {
        Map<String, String> read = new HashMap<>();
        for (String topic : List.of("dco", "ai")) {
            sections.maybe(topic, Form.LINE).ifPresent(title -> read.put(topic, title));
        }
        return read;
    }

    private record Rules(
            Map<RuleId, Severity> severities,
            Map<RuleId, Severity> rfc,
            Map<RuleId, Instant> minDates,
            Set<RuleId> disabled) {}

    private static Rules rules(Section section) {
        Rules rules = new Rules(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashSet<>());
        Form<Severity> severity = Form.word(Severity.class);
        section.names(Form.RULE).forEach((key, rule) -> {
            Section line = section.section(key);
            line.maybe("severity", severity).ifPresent(grave -> rules.severities.put(rule, grave));
            line.maybe("when-rfc", severity).ifPresent(grave -> rules.rfc.put(rule, grave));
            line.maybe("min-date", Form.INSTANT).ifPresent(date -> rules.minDates.put(rule, date));
            if (!line.value("enabled", Form.BOOLEAN, true)) {
                rules.disabled.add(rule);
            }
        });
        return rules;
    }
}
