package org.triaged.reply;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triaged.policy.AiEvidence;
import org.triaged.policy.Claim;
import org.triaged.policy.Judgement;
import org.triaged.policy.Profile;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.policy.SettledBy;
import org.triaged.policy.Severity;
import org.triaged.policy.Words;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/**
 * The words of one mail. The frame is ours and the same for everybody; what is said of a rule comes from the profile. The
 * patch has the finding, not the person, and nothing of the patch is quoted.
 */
final class Body {

    static final String SHADOW = "[shadow]";

    static final String AUTOMATIC = "This is an automatic check of the commit";

    static final String DECIDES_NOTHING = "Nothing has been decided by this mail; the maintainers do that.";

    private static final String CLOSING =
            DECIDES_NOTHING + "  If a point is wrong or already settled, please say so in this thread.";

    private static final int MOST_LINES = 45;

    private static final int MOST_OCTETS = 4096;

    private final Series series;

    private final Judgement judgement;

    private final List<Row> rows;

    private final Optional<Reroll> reroll;

    private final String shadow;

    Body(Composition task) {
        this.series = task.series();
        this.judgement = task.judgement();
        this.rows = Row.of(judgement.spoken());
        this.reroll = Reroll.of(task);
        this.shadow = task.shadow() ? wouldGoTo(task) : "";
    }

    /** Above the words that would be sent; they are the same to the letter but for the report id. */
    private static String wouldGoTo(Composition task) {
        MailAddress list = new MailAddress(task.list().address());
        boolean author = Composer.anchor(task.series())
                .flatMap(anchor -> Composer.author(task, anchor))
                .filter(address -> !address.same(list))
                .isPresent();
        return String.join(
                        "\n",
                        Columns.fill(SHADOW + " would go to: " + (author ? "the author and " : "")
                                + task.list().name()))
                + "\n\n";
    }

    /** Lines end LF. As short as it must be; what does not fit even so is for the linter to hold. */
    String text(Optional<PersonName> name, Sender sender, String report) {
        return shadow + words(name, sender, report);
    }

    private String words(Optional<PersonName> name, Sender sender, String report) {
        for (Brevity brevity : Brevity.values()) {
            String text = text(name, sender, report, brevity, rows);
            if (fits(text)) {
                return text;
            }
        }
        int least = 0;
        int most = (int) rows.stream().filter(Row::onlyWarns).count();
        while (least < most) {
            int middle = (least + most + 1) / 2;
            if (fits(text(name, sender, report, Brevity.BARE, rowsWith(middle)))) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        return text(name, sender, report, Brevity.BARE, rowsWith(least));
    }

    private static boolean fits(String text) {
        return text.lines().takeWhile(line -> !line.equals("-- ")).count() <= MOST_LINES
                && text.getBytes(StandardCharsets.UTF_8).length <= MOST_OCTETS;
    }

    /** All that is grave, and so many of the others from the first on. */
    private List<Row> rowsWith(int warnings) {
        List<Row> shown = new ArrayList<>();
        int left = warnings;
        for (Row row : rows) {
            if (!row.onlyWarns() || left-- > 0) {
                shown.add(row);
            }
        }
        return shown;
    }

    private String text(Optional<PersonName> name, Sender sender, String report, Brevity brevity, List<Row> shown) {
        List<String> lines = new ArrayList<>();
        lines.add(name.map(known -> "Hello " + known.value() + ",").orElse("Hello,"));
        paragraph(lines, Columns.fill(thanks()));
        paragraph(lines, List.of(rows.size() > 1 ? "Found, by rule:" : "Found:"));
        paragraph(lines, new Found(shown, reroll, series.total(), brevity).lines(this::rowText));
        uncounted(shown).ifPresent(lines::add);
        settled(brevity).ifPresent(sentence -> paragraph(lines, Columns.fill(sentence)));
        Words words = judgement.profile().words();
        paragraph(lines, new Advice(shown, words, series.total(), brevity).lines(this::noted));
        waysOn().ifPresent(ways -> ways(lines, ways));
        resend().filter(sentence -> shown.size() == rows.size())
                .ifPresent(sentence -> paragraph(lines, Columns.fill(sentence)));
        documents(shown).forEach((url, sections) -> {
            paragraph(lines, Columns.fill(policyLine(sections)));
            lines.add(url);
        });
        paragraph(lines, Columns.fill(CLOSING));
        paragraph(
                lines,
                List.of(
                        "-- ",
                        sender.product() + ", the patch triage daemon, automatic.  Report " + report,
                        "Run by: " + sender.owner().value() + " (errors, no direct copies)"));
        return String.join("\n", lines) + "\n";
    }

    /** The rules that no row is left for. */
    private Optional<String> uncounted(List<Row> shown) {
        long more = rules(rows).count() - rules(shown).count();
        return more == 0
                ? Optional.empty()
                : Optional.of(
                        Found.MARGIN + more + (more == 1 ? " smaller point is" : " smaller points are") + " left out");
    }

    private static Stream<RuleId> rules(List<Row> rows) {
        return rows.stream().flatMap(row -> row.rules().stream()).distinct();
    }

    String result() {
        return switch (settledBy()) {
            case AUTHOR -> "needs-change";
            case SECOND_OPINION -> "needs-second-opinion";
            case DECISION -> "needs-decision";
        };
    }

    private SettledBy settledBy() {
        return rows.stream().map(Row::settledBy).min(SettledBy::compareTo).orElseThrow();
    }

    private static void paragraph(List<String> lines, List<String> more) {
        lines.add("");
        lines.addAll(more);
    }

    private String thanks() {
        boolean disclosed =
                judgement.findings().stream().anyMatch(found -> found.rule().equals(RuleBook.AI_DECLARED));
        boolean excepted = judgement.claims().stream().findAny().isPresent();
        boolean praised = disclosed || excepted;
        String thing = series.version() > 1 ? "v" + series.version() : series.total() == 1 ? "the patch" : "the series";
        return "thank you for " + thing
                + (disclosed ? ", and for saying how it was made" : excepted ? ", and for recording the exception" : "")
                + ".  " + AUTOMATIC + " " + (series.total() == 1 ? "message" : "messages")
                + "; it does not look at the code"
                + (onlyWarnings()
                        ? ", and " + phrases().onlyWarnings()
                        : praised || rows.size() > 1 ? "" : ", and people will review that")
                + "."
                + (rows.size() > 1 && series.total() > 1 ? "  One mail covers the whole series." : "")
                + (isPartlySeen()
                        ? "  " + series.patches().size() + " of " + series.total() + " parts had been seen."
                        : "");
    }

    private boolean onlyWarnings() {
        return judgement.spoken().stream().allMatch(found -> found.severity() == Severity.WARNING);
    }

    private boolean isPartlySeen() {
        return !series.complete() && !series.partial();
    }

    /** What the earlier version had and this one has not; of disclosures nothing is said, for none is to be deleted. */
    private Optional<String> settled(Brevity brevity) {
        if (reroll.isEmpty() || brevity == Brevity.BARE) {
            return Optional.empty();
        }
        List<String> facts = new ArrayList<>();
        reroll.get().settled().forEach((rule, numbers) -> judgement.profile().words().of(rule).settled().stream()
                .map(fact -> fact.replace("{patches}", numbers.phrase(series.total(), brevity)))
                .forEach(facts::add));
        return facts.isEmpty()
                ? Optional.empty()
                : Optional.of("Settled since v" + reroll.get().version() + ", " + String.join("; ", facts) + ".");
    }

    /** A claim that had no effect is told as such; the words of the rule say that none was made. */
    private List<String> rowText(Row row) {
        List<String> text = words(row).row();
        return claim(row).isPresent() && text.size() > 1
                ? List.of(text.get(0), phrases().claimRow())
                : text;
    }

    /** What became of a claim is no finding that speaks: it ends the advice on the tool, under no id of its own. */
    private String noted(Row row) {
        return claim(row)
                .map(claim -> switch (claim.outcome()) {
                    case STORED, SELF, NOT_MAINTAINER, EXPIRED, CONFIRMED, GRANTED, LISTED -> "";
                    case UNSUPPORTED -> " " + about(claim, phrases().claimUnsupported());
                    case UNLISTED, CONDITIONS_FAILED -> " " + phrases().claimUnlisted();
                    case UNCONFIRMED ->
                        claim.confirmed() ? "" : " " + about(claim, phrases().claimUnconfirmed());
                })
                .orElse("");
    }

    private Optional<Claim> claim(Row row) {
        boolean declared = row.rule().equals(RuleBook.AI_DECLARED);
        return judgement.claims().stream()
                .filter(claim -> declared && row.numbers().numbers().stream().anyMatch(number -> isOf(claim, number)))
                .min(Comparator.comparing(Claim::outcome));
    }

    private boolean isOf(Claim claim, int number) {
        Optional<ListMail> part = number == 0
                ? series.cover()
                : Optional.ofNullable(series.patches().get(number));
        return Stream.concat(part.stream(), series.cover().stream())
                .anyMatch(mail -> mail.id().equals(claim.mail()));
    }

    /** Its key stands as the table spells it, never as the mail does. */
    private String about(Claim claim, String phrase) {
        String written = claim.line().substring(0, Math.max(0, claim.line().indexOf(':')));
        List<String> keys = judgement.profile().ai().evidence().exception();
        String named =
                AiEvidence.spelled(keys, written).map(key -> "\"" + key + "\"").orElse("The claim");
        return phrase.replace("{claim}", named);
    }

    private Optional<Words.Ways> waysOn() {
        return rows.size() == 1 ? words(rows.get(0)).ways() : Optional.empty();
    }

    private static void ways(List<String> lines, Words.Ways ways) {
        paragraph(lines, Columns.fill(ways.lead()));
        List<String> items = new ArrayList<>();
        ways.items().forEach(item -> items.addAll(Columns.fill(item, "  - ", "    ")));
        paragraph(lines, items);
        paragraph(lines, Columns.fill(ways.end()));
    }

    private Optional<String> resend() {
        boolean settledByAuthor = settledBy() == SettledBy.AUTHOR;
        if (rows.size() == 1 && settledByAuthor) {
            return Optional.of("You need not resend today: put it into your next version, together with the review"
                    + " comments.");
        }
        return settledBy() == SettledBy.DECISION ? Optional.empty() : Optional.of("You need not resend today.");
    }

    /** URLs of the documents spoken of, each with the titles of its sections. */
    private Map<String, Set<String>> documents(List<Row> shown) {
        Profile profile = judgement.profile();
        Map<String, Set<String>> documents = new LinkedHashMap<>();
        for (Row row : shown) {
            RuleBook.Entry rule = RuleBook.entry(row.rule());
            String url = profile.urls().get(rule.source());
            if (url != null) {
                Set<String> titles = documents.computeIfAbsent(url, document -> new LinkedHashSet<>());
                Optional.ofNullable(profile.sections().get(rule.topic().key())).ifPresent(titles::add);
            }
        }
        return documents;
    }

    /** Without a title it begins with two words: a lone "Policy:" above a URL reads as a trailer to some tools. */
    private static String policyLine(Set<String> titles) {
        if (titles.isEmpty()) {
            return "The policy:";
        }
        String quoted = titles.stream()
                .map(title -> Columns.unbroken("\"" + title + "\""))
                .collect(Collectors.joining(" and "));
        return (titles.size() == 1 ? "Policy, section " : "Policy, sections ") + quoted + ":";
    }

    private Words.Phrases phrases() {
        return judgement.profile().words().phrases();
    }

    private Words.Entry words(Row row) {
        return judgement.profile().words().of(row.rule());
    }
}
