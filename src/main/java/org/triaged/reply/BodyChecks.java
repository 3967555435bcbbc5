package org.triaged.reply;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.triaged.mail.Budget;
import org.triaged.mail.Limits;
import org.triaged.mail.MailParser;
import org.triaged.mail.ParseResult;
import org.triaged.mail.ParsedMail;
import org.triaged.policy.Finding;
import org.triaged.policy.RuleId;
import org.triaged.policy.Severity;
import org.triaged.series.DisplayWidth;
import org.triaged.series.Kind;
import org.triaged.series.ListFacts;
import org.triaged.series.ListMail;
import org.triaged.series.MailReader;

/** Checks B1 to B12 and R1, R2 of the linter, on the text people and robots will read. */
final class BodyChecks {

    private static final int MOST_LINES = 45;

    private static final int MOST_OCTETS = 4096;

    private static final int MOST_OF_MAIL = 16 << 10;

    private static final Pattern TRAILER = Pattern.compile("^\\s*\\w\\S*:\\s+\\S");

    private static final Pattern LINK = Pattern.compile(
            "^\\s*(?:Link|Closes|Fixes|Based-on|Supersedes|Message-id|Change-Id|base-commit)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final List<String> DIFF_STARTS =
            List.of(">", "|", "From ", "---", "+++", "@@", "***", "diff ", "index ", "#", "/");

    private static final List<String> ROBOT_COMMANDS = List.of("#syz", "pw-bot", "triaged:", "triage-bot");

    private static final Set<String> LIST_COMMANDS = Set.of(
            "help",
            "info",
            "set",
            "who",
            "subscribe",
            "unsubscribe",
            "remove",
            "options",
            "lists",
            "confirm",
            "password",
            "join",
            "leave",
            "end");

    private static final List<String> RESIDUE = List.of(
            "{",
            "}",
            "null",
            "optional[",
            "%s",
            "you forgot",
            "you must",
            "you used",
            "violat",
            "suspect",
            "slop",
            "asap",
            "illegal",
            "do not reply",
            "!");

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private static final Pattern BRACKETED = Pattern.compile("\\[([a-z0-9-]+(?:, [a-z0-9-]+)*)\\]");

    private static final Pattern PATCHES = Pattern.compile("patch(?:es)? (\\d{1,5}(?:(?:, +| +and +)\\d{1,5})*)");

    private static final Pattern COUNTED = Pattern.compile("(\\d{1,4}) smaller points? (?:is|are) left out");

    private static final Pattern VERSIONS = Pattern.compile("\\((?:as in v(\\d+)|new)\\)|Settled since v(\\d+),");

    static final List<Linter.Check> OF_BYTES = List.of(
            Linter.Check.of("B1", BodyChecks::isShort),
            Linter.Check.of(
                    "B2", letter -> letter.text().codePoints().allMatch(c -> c == '\n' || PlainText.isVisible(c))),
            Linter.Check.of("B3", BodyChecks::holdsNoTrailer),
            Linter.Check.of("B4", letter -> letter.textLines().stream().noneMatch(BodyChecks::readsAsDiff)),
            Linter.Check.of("B5", letter -> holdsNone(letter.text(), ROBOT_COMMANDS)),
            Linter.Check.of("B6", BodyChecks::startsNoCommand),
            Linter.Check.of("B9", letter -> holdsNone(written(letter), RESIDUE)),
            Linter.Check.of("B11", BodyChecks::holdsFrame));

    static final List<Linter.Check> OF_COMPOSITION = List.of(
            new Linter.Check("B7", BodyChecks::linksOnlyDocuments),
            new Linter.Check("B8", BodyChecks::quotesOnlySections),
            new Linter.Check("B10", BodyChecks::namesEachRuleOnce),
            new Linter.Check("B12", BodyChecks::isFreeOfStrangersText),
            new Linter.Check("R1", BodyChecks::readsBackAsUnanswerable),
            new Linter.Check(
                    "R2",
                    (letter, made) -> Arrays.equals(again(made), made.reply().bytes())));

    private BodyChecks() {}

    private static boolean isShort(Letter letter) {
        String words = letter.text().substring(startOfWords(letter.text()));
        List<String> lines = List.of(words.split("\n", -1));
        int signature = lines.lastIndexOf("-- ");
        boolean tidy = IntStream.range(0, lines.size() - 1).allMatch(i -> {
            String line = lines.get(i);
            boolean blanksAtEnd = line.endsWith(" ") && i != signature;
            boolean twoEmpty = line.isEmpty() && lines.get(i + 1).isEmpty();
            return DisplayWidth.of(line) <= Columns.WIDTH && !blanksAtEnd && !twoEmpty && !line.contains("\t");
        });
        return tidy
                && lines.get(lines.size() - 1).isEmpty()
                && signature == lines.size() - 4
                && signature <= MOST_LINES
                && words.getBytes(StandardCharsets.UTF_8).length <= MOST_OCTETS
                && letter.raw().length() <= MOST_OF_MAIL;
    }

    private static boolean holdsNoTrailer(Letter letter) {
        List<String> lines = letter.textLines();
        Stream<String> joined =
                IntStream.range(0, lines.size() - 1).mapToObj(i -> lines.get(i) + " " + lines.get(i + 1));
        return Stream.concat(lines.stream(), joined)
                .noneMatch(line ->
                        TRAILER.matcher(line).find() || LINK.matcher(line).find());
    }

    private static boolean readsAsDiff(String line) {
        String text = line.stripLeading();
        return DIFF_STARTS.stream().anyMatch(text::startsWith);
    }

    private static boolean holdsNone(String text, Collection<String> words) {
        String lower = text.toLowerCase(Locale.ROOT);
        return words.stream().noneMatch(lower::contains);
    }

    private static boolean startsNoCommand(Letter letter) {
        return letter.textLines().stream()
                .filter(line -> !line.isBlank())
                .limit(10)
                .map(line -> line.strip().split("\\W", 2)[0].toLowerCase(Locale.ROOT))
                .noneMatch(LIST_COMMANDS::contains);
    }

    private static boolean holdsFrame(Letter letter) {
        String flat = letter.text().replaceAll("\\s+", " ");
        return flat.contains(Body.AUTOMATIC)
                && flat.contains(Body.DECIDES_NOTHING)
                && flat.contains("Report " + letter.value(HeaderName.X_TRIAGED_REPORT));
    }

    private static boolean linksOnlyDocuments(Letter letter, Linter.Made made) {
        String text = letter.text();
        for (String url : made.task().judgement().profile().urls().values()) {
            text = text.replace("\n" + url + "\n", "\n\n");
        }
        String withoutOwner = text.replace(made.task().sender().owner().value(), "");
        return Stream.of("://", "www.", "mailto", "@").noneMatch(withoutOwner::contains);
    }

    private static boolean quotesOnlySections(Letter letter, Linter.Made made) {
        Collection<String> titles = made.task().judgement().profile().sections().values();
        String flat = letter.text().replace("\n", " ");
        int policy = flat.indexOf("Policy, section");
        if (policy < 0) {
            return true;
        }
        int end = flat.indexOf("\": ", policy);
        Matcher quoted = QUOTED.matcher(flat.substring(policy, end < 0 ? flat.length() : end + 1));
        return quoted.results().allMatch(title -> titles.contains(title.group(1)));
    }

    private static boolean namesEachRuleOnce(Letter letter, Linter.Made made) {
        List<Finding> spoken = made.task().judgement().spoken();
        int total = made.task().series().total();
        String all = String.join(" ", letter.bodyLines());
        String flat = all.startsWith(Body.SHADOW) ? all.substring(Body.SHADOW.length()) : all;
        List<String> named = BRACKETED
                .matcher(flat)
                .results()
                .flatMap(ids -> Arrays.stream(ids.group(1).split(", ")))
                .toList();
        Set<String> expected =
                spoken.stream().map(Finding::rule).map(RuleId::value).collect(Collectors.toSet());
        boolean inRange = PATCHES.matcher(flat)
                .results()
                .flatMap(numbers -> Arrays.stream(numbers.group(1).split("\\D+")))
                .map(Integer::valueOf)
                .allMatch(number -> number > 0 && number <= total);
        int counted = COUNTED.matcher(flat)
                .results()
                .mapToInt(more -> Integer.parseInt(more.group(1)))
                .sum();
        return !spoken.isEmpty()
                && spoken.stream().allMatch(Finding::audible)
                && expected.containsAll(named)
                && named.containsAll(violated(spoken))
                && named.size() + counted == expected.size()
                && new HashSet<>(named).size() == named.size()
                && inRange
                && marksFit(flat, Reroll.of(made.task()));
    }

    private static Set<String> violated(List<Finding> spoken) {
        return spoken.stream()
                .filter(found -> found.severity() == Severity.VIOLATION)
                .map(found -> found.rule().value())
                .collect(Collectors.toSet());
    }

    /** Every place has a mark when an earlier version is known, none has one else; no other version is spoken of. */
    private static boolean marksFit(String flat, Optional<Reroll> reroll) {
        List<MatchResult> marks = VERSIONS.matcher(flat).results().toList();
        boolean right = marks.stream()
                .flatMap(mark -> Stream.of(mark.group(1), mark.group(2)))
                .filter(version -> version != null)
                .allMatch(version -> reroll.filter(known -> version.equals(String.valueOf(known.version())))
                        .isPresent());
        boolean marked = marks.stream().anyMatch(mark -> mark.group().startsWith("("));
        return right && marked == reroll.isPresent();
    }

    /** Composed once more for somebody else, only the greeting differs. */
    private static boolean isFreeOfStrangersText(Letter letter, Linter.Made made) {
        String report = letter.value(HeaderName.X_TRIAGED_REPORT);
        Body body = new Body(made.task());
        String marked = body.text(PersonName.of("Marker Name"), made.task().sender(), report);
        return afterGreeting(marked).equals(afterGreeting(letter.text()));
    }

    /** A name may hold anything that is spelled like a residue; it stands in the first line alone. */
    private static String afterGreeting(String text) {
        return text.substring(text.indexOf('\n', startOfWords(text)));
    }

    /** Behind the line that tells admins to whom they would go. */
    private static int startOfWords(String text) {
        return text.startsWith(Body.SHADOW) ? text.indexOf("\n\n") + 2 : 0;
    }

    /** The letters of a report are random, and may spell a residue, too. */
    private static String written(Letter letter) {
        return afterGreeting(letter.text()).replace(letter.value(HeaderName.X_TRIAGED_REPORT), "");
    }

    private static boolean readsBackAsUnanswerable(Letter letter, Linter.Made made) {
        ListFacts list = made.task().list();
        ParseResult result =
                MailParser.parse(made.reply().bytes(), made.task().now(), Limits.DEFAULT, Budget.UNLIMITED);
        if (!(result instanceof ParseResult.Parsed parsed)) {
            return false;
        }
        ParsedMail mail = parsed.mail();
        ListMail read = MailReader.read(mail, list, Limits.DEFAULT);
        String text = mail.text().stream().map(part -> part.text()).collect(Collectors.joining());
        return read.kind() == Kind.AUTO
                && text.equals(letter.text())
                && mail.id().equals(made.reply().messageId())
                && mail.envelope().subject().equals(decodedSubject(made))
                && mail.envelope().fields().size() == letter.fields().size();
    }

    private static String decodedSubject(Linter.Made made) {
        return Optional.of(Composer.subject(HeaderChecks.anchor(made)))
                .map(HeaderText::value)
                .orElseThrow();
    }

    private static byte[] again(Linter.Made made) {
        ListMail anchor = HeaderChecks.anchor(made);
        return PrintableId.of(anchor.id())
                .map(id -> Composer.freeze(made.task(), anchor, id).bytes())
                .orElse(new byte[0]);
    }
}
