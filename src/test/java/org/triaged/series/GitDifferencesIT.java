package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.triaged.mail.Budget;
import org.triaged.mail.Limits;
import org.triaged.mail.LineMutations;
import org.triaged.mail.MailParser;
import org.triaged.mail.ParseResult;

/**
 * Holds our reading of changed mails against that of the git of this machine. Each difference is of a known kind or fails;
 * each differing mail is left in {@code target/git-differences}. More: {@code -Dtriaged.fuzz=100000}; others: {@code
 * -Dtriaged.seed=7}.
 */
@Tag("nightly")
class GitDifferencesIT {

    private static final long SEED = Long.getLong("triaged.seed", 3);
    private static final int MAILS = Integer.getInteger("triaged.fuzz", 20_000);
    private static final int BATCH = 500;
    private static final Instant ARRIVAL = Instant.parse("2026-08-01T00:00:00Z");
    private static final Path LEFT = Path.of("target/git-differences");
    private static final ListFacts LIST = new ListFacts(
            "devel", "devel.example.org", List.of("devel@example.org"), List.of(), List.of(), "bot@example.org");

    private final Map<KnownDifference, Integer> known = new EnumMap<>(KnownDifference.class);
    private final List<String> unknown = new ArrayList<>();
    private int compared;
    private int number;

    @Test
    void changedMailsReadAsGitReadsThem() throws IOException {
        GitBinary git = new GitBinary(Path.of("target/git-work"));
        Files.createDirectories(LEFT);
        LineMutations mutations = new LineMutations(SEED, mails());
        while (number < MAILS) {
            List<byte[]> batch = Stream.generate(mutations::next).limit(BATCH).toList();
            List<GitTruth> truths = git.read(batch);
            for (int at = 0; at < batch.size(); at++) {
                compare(batch.get(at), truths.get(at));
                number++;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s and we: %d mails of seed %d, %d compared, known differences %s, others %d%n",
                git.version(),
                number,
                SEED,
                compared,
                known,
                unknown.size());
        assertThat(compared).isGreaterThan(number / 4);
        assertThat(unknown).isEmpty();
        known.forEach((difference, count) -> assertThat(count)
                .as("mails of class %s, of %d", difference, compared)
                .isLessThanOrEqualTo((int) Math.ceil(difference.mostOf(compared))));
    }

    private void compare(byte[] raw, GitTruth git) throws IOException {
        ParseResult result = MailParser.parse(raw, ARRIVAL, Limits.DEFAULT, Budget.UNLIMITED);
        if (!git.readable() || !(result instanceof ParseResult.Parsed parsed)) {
            return;
        }
        ListMail mail = MailReader.read(parsed.mail(), LIST, Limits.DEFAULT);
        if (mail.kind() != Kind.PATCH) {
            return;
        }
        compared++;
        List<GitTruth.Difference> differences = git.differences(mail);
        if (differences.isEmpty()) {
            return;
        }
        Optional<KnownDifference> why = KnownDifference.explaining(differences, mail, raw, git);
        String name = String.format(
                Locale.ROOT, "%s-%d-%d", why.map(KnownDifference::name).orElse("unknown"), SEED, number);
        why.ifPresent(one -> known.merge(one, 1, Integer::sum));
        if (why.isEmpty()) {
            unknown.add(name + ": "
                    + differences.stream().map(GitTruth.Difference::field).toList());
        }
        if (why.isEmpty() || known.get(why.get()) <= 20) {
            Files.write(LEFT.resolve(name + ".eml"), raw);
            Files.writeString(LEFT.resolve(name + ".txt"), told(differences, git, mail));
        }
    }

    private static String told(List<GitTruth.Difference> differences, GitTruth git, ListMail mail) {
        return Stream.of(
                        differences,
                        git.row(),
                        mail.author(),
                        mail.envelope().from(),
                        mail.subject().title(),
                        mail.trailers(),
                        mail.files(),
                        mail.oddities())
                .map(Object::toString)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<byte[]> mails() throws IOException {
        List<byte[]> mails = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/golden"))) {
            for (Path mail : files.filter(file -> file.getFileName().toString().matches("[0-9]+\\.eml"))
                    .sorted()
                    .toList()) {
                mails.add(Files.readAllBytes(mail));
            }
        }
        Corpus corpus = Corpus.beside();
        assumeTrue(corpus.present(), "the corpus is absent");
        for (String mbox : corpus.mboxes()) {
            corpus.mails(mbox).stream().filter(GitDifferencesIT::holdsDiff).forEach(mails::add);
        }
        return mails;
    }

    private static boolean holdsDiff(byte[] mail) {
        String text = new String(mail, StandardCharsets.ISO_8859_1);
        return text.contains("\ndiff --git ") || text.contains("\n--- a/");
    }
}
