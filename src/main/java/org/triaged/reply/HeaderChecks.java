package org.triaged.reply;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triaged.mail.MessageId;
import org.triaged.policy.Profile;
import org.triaged.series.ListMail;

/** Checks H1 to H12 of the linter, on the header and the envelope. */
final class HeaderChecks {

    private static final List<String> NAMES =
            Arrays.stream(HeaderName.values()).map(HeaderName::spelling).toList();

    private static final List<String> NAMES_WITHOUT_AUTHOR = NAMES.stream()
            .filter(name -> !name.equals(HeaderName.CC.spelling()))
            .toList();

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss '+0000'", Locale.ENGLISH);

    private static final Pattern ID = Pattern.compile("<[!-;=?-~]+@[!-;=?-~]+>");

    private static final Pattern POLICY = Pattern.compile("[a-z0-9.-]+/[a-z0-9.-]+@[0-9a-f]{12}");

    private static final Pattern REROLL = Pattern.compile("v[0-9]{1,4}");

    private static final Set<String> RESULTS = Set.of("needs-change", "needs-second-opinion", "needs-decision");

    private static final int MOST_REFERENCES = 21;

    static final List<Linter.Check> OF_BYTES = List.of(
            Linter.Check.of("H1", letter -> hasCleanOctets(letter.raw())),
            Linter.Check.of(
                    "H2",
                    letter -> letter.names().equals(NAMES) || letter.names().equals(NAMES_WITHOUT_AUTHOR)),
            Linter.Check.of("H3", letter -> letter.headerLines().stream().allMatch(HeaderChecks::isFolded)),
            Linter.Check.of("H4", letter -> date(letter).isPresent()),
            Linter.Check.of("H6", letter -> hasFewPlainAddresses(letter)),
            Linter.Check.of("H8", HeaderChecks::hasOneRe),
            Linter.Check.of("H10", HeaderChecks::threads),
            Linter.Check.of("H11", HeaderChecks::isPlainText),
            Linter.Check.of("H12", HeaderChecks::isMarkedAutomatic));

    static final List<Linter.Check> OF_COMPOSITION = List.of(
            new Linter.Check("H4", (letter, made) -> date(letter)
                    .equals(Optional.of(made.task().now().truncatedTo(ChronoUnit.SECONDS)))),
            new Linter.Check("H5", HeaderChecks::isFromUs),
            new Linter.Check("H6", HeaderChecks::goesToNobodyElse),
            new Linter.Check(
                    "H7",
                    (letter, made) -> envelopeFits(
                            letter,
                            made.reply().sender(),
                            made.reply().recipients(),
                            made.task().list().address(),
                            made.task().shadow())),
            new Linter.Check("H8", (letter, made) -> letter.value(HeaderName.SUBJECT)
                    .equals(unfolded(HeaderName.SUBJECT, Composer.subject(anchor(made))))),
            new Linter.Check("H9", HeaderChecks::hasDerivedIds),
            new Linter.Check("H10", HeaderChecks::answersAnchor),
            new Linter.Check("H12", HeaderChecks::namesFindingsAndPolicy));

    private HeaderChecks() {}

    static boolean isFresh(Letter letter, Instant now, Optional<Duration> aged) {
        return date(letter)
                .filter(date -> !date.isAfter(now))
                .filter(date ->
                        aged.map(most -> !date.isBefore(now.minus(most))).orElse(true))
                .isPresent();
    }

    static boolean envelopeFits(
            Letter letter, String sender, List<String> recipients, String listAddress, boolean shadow) {
        String report = letter.value(HeaderName.X_TRIAGED_REPORT);
        return addresses(letter).containsAll(recipients)
                && !recipients.isEmpty()
                && recipients.contains(listAddress) != shadow
                && addresses(letter).contains(listAddress) != shadow
                && sender.startsWith("bounce+" + report + ".")
                && MailAddress.of(sender).isPresent();
    }

    private static boolean hasCleanOctets(String raw) {
        return raw.endsWith("\r\n")
                && !raw.replace("\r\n", "").chars().anyMatch(c -> c < ' ' || c > '~')
                && raw.contains("\r\n\r\n");
    }

    private static boolean isFolded(String line) {
        boolean continuation = line.startsWith(" ");
        String text = continuation ? line.substring(1) : line;
        int afterName = line.indexOf(' ', continuation ? 1 : line.indexOf(':') + 2);
        boolean unbreakable = afterName < 0;
        return !text.isBlank()
                && !text.startsWith(" ")
                && line.length() <= 998
                && (line.length() <= HeaderWriter.WIDTH || unbreakable);
    }

    private static Optional<Instant> date(Letter letter) {
        try {
            return Optional.of(
                    LocalDateTime.parse(letter.value(HeaderName.DATE), DATE).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean hasFewPlainAddresses(Letter letter) {
        List<String> addresses = addresses(letter);
        return !addresses.isEmpty()
                && addresses.size() <= Copies.MOST_ADDRESSES
                && addresses.stream()
                        .allMatch(address -> MailAddress.of(address).isPresent())
                && addresses.stream()
                                .map(address -> address.toLowerCase(Locale.ROOT))
                                .distinct()
                                .count()
                        == addresses.size();
    }

    private static List<String> addresses(Letter letter) {
        return Stream.of(HeaderName.TO, HeaderName.CC)
                .map(letter::value)
                .filter(value -> !value.isEmpty())
                .flatMap(value -> Stream.of(value.split(", ")))
                .map(HeaderChecks::address)
                .toList();
    }

    private static String address(String mailbox) {
        int open = mailbox.lastIndexOf('<');
        return open >= 0 && mailbox.endsWith(">") ? mailbox.substring(open + 1, mailbox.length() - 1) : mailbox;
    }

    private static boolean hasOneRe(Letter letter) {
        String subject = letter.value(HeaderName.SUBJECT);
        return subject.startsWith("Re: ") && !subject.regionMatches(true, 4, "Re:", 0, 3) || subject.startsWith("=?");
    }

    private static boolean threads(Letter letter) {
        List<String> references = List.of(letter.value(HeaderName.REFERENCES).split(" "));
        String anchor = letter.value(HeaderName.IN_REPLY_TO);
        return references.size() <= MOST_REFERENCES
                && references.stream().allMatch(id -> ID.matcher(id).matches())
                && references.get(references.size() - 1).equals(anchor)
                && ID.matcher(letter.value(HeaderName.MESSAGE_ID)).matches()
                && !references.contains(letter.value(HeaderName.MESSAGE_ID));
    }

    private static boolean isPlainText(Letter letter) {
        String type = letter.value(HeaderName.CONTENT_TYPE);
        String encoding = letter.value(HeaderName.CONTENT_TRANSFER_ENCODING);
        return letter.value(HeaderName.MIME_VERSION).equals("1.0")
                && (type.equals("text/plain; charset=us-ascii") && encoding.equals("7bit")
                        || type.equals("text/plain; charset=utf-8") && encoding.equals("quoted-printable"));
    }

    private static boolean isMarkedAutomatic(Letter letter) {
        return letter.value(HeaderName.AUTO_SUBMITTED).equals("auto-replied")
                && letter.value(HeaderName.PRECEDENCE).equals("bulk")
                && letter.value(HeaderName.X_AUTO_RESPONSE_SUPPRESS).equals("All")
                && letter.value(HeaderName.X_TRIAGED_VERSION).equals("1")
                && ReplyIds.isReport(letter.value(HeaderName.X_TRIAGED_REPORT))
                && ID.matcher(letter.value(HeaderName.X_TRIAGED_SERIES)).matches()
                && REROLL.matcher(letter.value(HeaderName.X_TRIAGED_REROLL)).matches()
                && RESULTS.contains(letter.value(HeaderName.X_TRIAGED_RESULT))
                && POLICY.matcher(letter.value(HeaderName.X_TRIAGED_POLICY)).matches();
    }

    private static boolean isFromUs(Letter letter, Linter.Made made) {
        String own = made.task().sender().own().value();
        return letter.value(HeaderName.FROM).equals("\"triaged (automatic)\" <" + own + ">")
                && letter.value(HeaderName.X_LOOP).equals(own)
                && letter.value(HeaderName.REPLY_TO)
                        .equals(
                                made.task().shadow()
                                        ? made.task().sender().owner().value()
                                        : made.task().list().address());
    }

    private static boolean goesToNobodyElse(Letter letter, Linter.Made made) {
        return made.task().shadow() ? goesToAdmins(letter, made) : goesToThread(letter, made);
    }

    private static boolean goesToAdmins(Letter letter, Linter.Made made) {
        return letter.value(HeaderName.CC).isEmpty()
                && addresses(letter)
                        .equals(made.task().sender().admins().stream()
                                .map(MailAddress::value)
                                .toList())
                && addresses(letter).stream()
                        .noneMatch(address ->
                                address.equalsIgnoreCase(made.task().list().address()))
                && !addresses(letter).contains(made.task().sender().own().value());
    }

    private static boolean goesToThread(Letter letter, Linter.Made made) {
        List<String> addresses = new ArrayList<>(addresses(letter));
        boolean listIsAmong = addresses.remove(made.task().list().address());
        Optional<MailAddress> author = Composer.author(made.task(), anchor(made));
        return listIsAmong
                && addresses.stream()
                        .allMatch(
                                address -> author.filter(known -> known.value().equals(address))
                                                .isPresent()
                                        || isCopyFor(address, made.task()))
                && !addresses.contains(made.task().sender().own().value());
    }

    private static boolean isCopyFor(String address, Composition task) {
        return MailAddress.of(address)
                .filter(one ->
                        task.copies().names(task.series(), one) && task.copies().mayGet(one, task.sender()))
                .isPresent();
    }

    private static boolean hasDerivedIds(Letter letter, Linter.Made made) {
        Sender sender = made.task().sender();
        ReplyIds.Ids ids = made.task().ids();
        MessageId own = ids.messageId(sender.own().host());
        return letter.value(HeaderName.MESSAGE_ID).equals("<" + own.value() + ">")
                && letter.value(HeaderName.X_TRIAGED_REPORT).equals(ids.report())
                && made.reply().sender().equals(ids.bounceAddress(sender.own().host()));
    }

    private static boolean answersAnchor(Letter letter, Linter.Made made) {
        return letter.value(HeaderName.IN_REPLY_TO)
                        .equals("<" + anchor(made).id().value() + ">")
                && letter.value(HeaderName.X_TRIAGED_SERIES)
                        .equals("<" + made.task().series().root().value() + ">")
                && letter.value(HeaderName.X_TRIAGED_REROLL)
                        .equals("v" + made.task().series().version());
    }

    private static boolean namesFindingsAndPolicy(Letter letter, Linter.Made made) {
        Profile profile = made.task().judgement().profile();
        return letter.value(HeaderName.X_TRIAGED_FINDINGS)
                        .equals(FindingsLine.of(made.task().judgement().spoken())
                                .value())
                && letter.value(HeaderName.X_TRIAGED_POLICY)
                        .equals(profile.id() + "@" + profile.hash().substring(0, 12));
    }

    private static String unfolded(HeaderName name, HeaderText text) {
        Letter alone = Letter.of(
                new HeaderWriter().text(name, text).toString().stripTrailing().getBytes(StandardCharsets.ISO_8859_1));
        return alone.fields().stream().map(Letter.Field::value).collect(Collectors.joining());
    }

    static ListMail anchor(Linter.Made made) {
        return Composer.anchor(made.task().series())
                .orElseThrow(() -> new IllegalStateException("a reply to a series without an anchor"));
    }
}
