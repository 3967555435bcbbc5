package org.triaged.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.triaged.mail.Envelope;
import org.triaged.mail.Person;
import org.triaged.policy.Finding;
import org.triaged.policy.Judgement;
import org.triaged.policy.ProfileId;
import org.triaged.series.FileChange;
import org.triaged.series.Kind;
import org.triaged.series.Links;
import org.triaged.series.ListMail;
import org.triaged.series.Series;
import org.triaged.series.Trailer;
import org.triaged.triage.Examination;
import org.triaged.triage.Examination.Answer;
import org.triaged.triage.Examination.Part;
import org.triaged.triage.Examination.Read;
import org.triaged.triage.Examination.Seen;
import org.triaged.triage.WatchedList;

/** The lines of {@code check --format json}. The fields are a contract: we add, and never rename or remove. */
final class CheckJson {

    private final Optional<String> each;

    /** @param each the argument the mails came from, when each is judged by itself */
    CheckJson(Optional<String> each) {
        this.each = each;
    }

    String mail(Read read) {
        Envelope envelope = read.envelope();
        Optional<ListMail> mail = read.mail();
        Kind kind = mail.map(ListMail::kind).orElse(Kind.OTHER);
        boolean damaged = mail.isEmpty();
        Optional<Part> part = read.part();
        Links links = mail.map(ListMail::links).orElse(Links.NONE);
        return new JsonLine("mail")
                .number("n", read.file().n())
                .text("source", read.file().source())
                .text("message_id", envelope.id().value())
                .flag("synthetic_id", envelope.syntheticId())
                .text("kind", damaged ? "damaged" : kind.word())
                .text("subject", envelope.subject())
                .text("title", mail.map(known -> known.subject().title()).orElse(""))
                .texts("tags", mail.map(known -> known.subject().tags()).orElse(List.of()))
                .number("version", part.map(Part::version).or(() -> mail.flatMap(CheckJson::version)))
                .number("index", part.flatMap(Part::index).or(() -> mail.flatMap(CheckJson::index)))
                .number("total", part.flatMap(Part::total).or(() -> mail.flatMap(CheckJson::total)))
                .person("from", envelope.from())
                .person("author", mail.map(CheckJson::author).orElse(envelope.from()))
                .time("date", envelope.date())
                .ids("parents", envelope.parents())
                .objects("trailers", mail.map(ListMail::trailers).orElse(List.of()), CheckJson::trailer)
                .objects("files", mail.map(ListMail::files).orElse(List.of()), CheckJson::file)
                .ids("based_on", links.basedOn())
                .ids("supersedes", links.supersedes())
                .text("change_id", links.changeId())
                .text("base_commit", links.baseCommit())
                .object("pull", links.pull(), (pull, into) -> into.text("url", pull.url())
                        .text("ref", pull.ref()))
                .texts(
                        "oddities",
                        mail.map(known -> List.copyOf(known.oddities())).orElse(List.of()))
                .text("damage", damaged ? Optional.of(read.damage()) : Optional.empty())
                .end();
    }

    /** A series, its findings in the order of the contract, and its reply. */
    void all(Seen seen, StringBuilder lines) {
        lines.append(series(seen));
        seen.judgement().ifPresent(judgement -> judgement.findings().stream()
                .sorted(Examination.byRule())
                .forEach(finding -> lines.append(finding(seen, judgement, finding))));
        seen.answer().ifPresent(answer -> lines.append(reply(seen, answer)));
    }

    private String series(Seen seen) {
        Series series = seen.series();
        return withSource(new JsonLine("series")
                        .text("list", seen.list().map(WatchedList::name))
                        .text("root", series.root().value())
                        .text("title", series.title())
                        .person("author", series.sender())
                        .number("version", series.version())
                        .number("total", series.total())
                        .number("received", series.patches().size())
                        .flag("complete", series.complete())
                        .numbers("missing", series.missing())
                        .id("cover", series.cover().map(ListMail::id))
                        .ids(
                                "patches",
                                series.patches().values().stream()
                                        .map(ListMail::id)
                                        .toList())
                        .flag("resend", series.resend())
                        .flag("partial", series.partial())
                        .id("previous", series.previous())
                        .id("newer", series.newer())
                        .objects("trailers", series.trailers(), (harvested, into) -> {
                            trailer(harvested.trailer(), into);
                            into.text("from_mail", harvested.fromMail().value())
                                    .ids("applies_to", harvested.appliesTo())
                                    .flag("accepted", harvested.accepted())
                                    .text("reason", harvested.reason());
                        })
                        .objects("uncounted", series.uncounted(), (line, into) -> {
                            trailer(line.trailer(), into);
                            into.text("from_mail", line.fromMail().value())
                                    .ids("applies_to", line.appliesTo())
                                    .text("reason", line.why().word());
                        }))
                .end();
    }

    private String finding(Seen seen, Judgement judgement, Finding finding) {
        ProfileId profile = judgement.profile().id();
        return withSource(new JsonLine("finding")
                        .text("rule", finding.rule().value())
                        .text("severity", finding.severity().word())
                        .text("weight", finding.weight().word())
                        .text("list", seen.list().map(WatchedList::name))
                        .text("series", seen.series().root().value())
                        .id("message_id", finding.mail())
                        .text("evidence", finding.evidence())
                        .text("advice", Optional.of(judgement.profile().words().sentence(finding)))
                        .object("policy", into -> into.text("profile", profile.project())
                                .text("version", profile.version())))
                .end();
    }

    private String reply(Seen seen, Answer answer) {
        return withSource(new JsonLine("reply")
                        .text("list", seen.list().map(WatchedList::name))
                        .text("series", seen.series().root().value())
                        .number("version", seen.series().version())
                        .text("in_reply_to", answer.heading().inReplyTo().value())
                        .ids("references", answer.heading().references())
                        .texts("to", answer.heading().to())
                        .texts("cc", answer.heading().cc())
                        .text("subject", answer.heading().subject())
                        .text("message_id", answer.heading().messageId().value())
                        .texts("rules", answer.rules())
                        .text("withheld", answer.withheld())
                        .text("raw", answer.raw()))
                .end();
    }

    private JsonLine withSource(JsonLine line) {
        each.ifPresent(source -> line.text("source", source));
        return line;
    }

    private static Person author(ListMail mail) {
        return switch (mail.kind()) {
            case PATCH, PULL, FOREIGN -> mail.author();
            case COVER, REPLY, PING, DISCUSSION, AUTO, OTHER -> mail.sender();
        };
    }

    private static Optional<Integer> version(ListMail mail) {
        boolean posting =
                switch (mail.kind()) {
                    case PATCH, COVER, PULL -> true;
                    case FOREIGN, REPLY, PING, DISCUSSION, AUTO, OTHER -> false;
                };
        return mail.subject().version().or(() -> posting ? Optional.of(1) : Optional.empty());
    }

    private static Optional<Integer> index(ListMail mail) {
        return mail.subject().number().map(number -> number.index());
    }

    private static Optional<Integer> total(ListMail mail) {
        return mail.subject().number().map(number -> number.total());
    }

    private static void trailer(Trailer trailer, JsonLine into) {
        into.text("key", trailer.key())
                .text("value", trailer.value())
                .text("name", trailer.person().name())
                .text("email", trailer.person().email());
    }

    private static void file(FileChange file, JsonLine into) {
        into.text("path", file.path())
                .text("old_path", file.oldPath())
                .text("status", file.status().name().toLowerCase(Locale.ROOT))
                .number("added", file.added())
                .number("deleted", file.deleted());
    }
}
