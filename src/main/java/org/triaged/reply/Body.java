package org.triaged.reply;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triaged.policy.Judgement;
import org.triaged.policy.Profile;
import org.triaged.policy.RuleBook;
import org.triaged.policy.SettledBy;
import org.triaged.policy.Words;
import org.triaged.series.Series;

/**
 * The words of one mail. The frame is ours and the same for everybody; what is said of a rule comes from the profile. The
 * patch has the finding, not the person, and nothing of the patch is quoted.
 */
final class Body {

    static final String AUTOMATIC = "This is an automatic check of the commit";

    static final String DECIDES_NOTHING = "Nothing has been decided by this mail; the maintainers do that.";

    private static final String CLOSING =
            DECIDES_NOTHING + "  If a point is wrong or already settled, please say so in this thread.";

    private static final int ROW_TEXT = 35;

    private static final String MARGIN = "     ";

    private final Series series;

    private final Judgement judgement;

    private final List<Row> rows;

    Body(Series series, Judgement judgement) {
        this.series = series;
        this.judgement = judgement;
        this.rows = Row.of(judgement.spoken());
    }

    /** Lines end LF. */
    String text(Optional<PersonName> name, Sender sender, String report) {
        List<String> lines = new ArrayList<>();
        lines.add(name.map(known -> "Hello " + known.value() + ",").orElse("Hello,"));
        paragraph(lines, Columns.fill(thanks()));
        paragraph(lines, List.of(rows.size() > 1 ? "Found, by rule:" : "Found:"));
        paragraph(lines, found());
        paragraph(lines, advice());
        waysOn().ifPresent(ways -> ways(lines, ways));
        resend().ifPresent(sentence -> paragraph(lines, Columns.fill(sentence)));
        documents().forEach((url, sections) -> {
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
                + (praised || rows.size() > 1 ? "" : ", and people will review that") + "."
                + (rows.size() > 1 && series.total() > 1 ? "  One mail covers the whole series." : "")
                + (isPartlySeen()
                        ? "  " + series.patches().size() + " of " + series.total() + " parts had been seen."
                        : "");
    }

    private boolean isPartlySeen() {
        return !series.complete() && !series.partial();
    }

    private List<String> found() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            List<String> text = words(row).row().stream()
                    .map(line -> line.replace("{key}", row.key()))
                    .toList();
            for (int line = 0; line < text.size(); line++) {
                String margin = line == 0 ? number(i) : MARGIN;
                boolean last = line == text.size() - 1;
                lines.add(margin
                        + (last ? pad(text.get(line)) + row.place(rows.size() == 1, series.total()) : text.get(line)));
            }
        }
        return lines;
    }

    private List<String> advice() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Words.Entry words = words(rows.get(i));
            String advice = rows.size() == 1 ? words.advice() : words.brief();
            String ids = Columns.unbroken("[" + rows.get(i).rule() + "]");
            lines.addAll(Columns.fill(advice + " " + ids, number(i), MARGIN));
        }
        return lines;
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
    private Map<String, Set<String>> documents() {
        Profile profile = judgement.profile();
        Map<String, Set<String>> documents = new LinkedHashMap<>();
        for (Row row : rows) {
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

    private Words.Entry words(Row row) {
        return judgement.profile().words().of(row.rule());
    }

    private static String number(int index) {
        return String.format("%3d  ", index + 1);
    }

    private static String pad(String text) {
        return text + " ".repeat(Math.max(1, ROW_TEXT - Columns.width(text)));
    }
}
