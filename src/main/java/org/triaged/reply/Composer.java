package org.triaged.reply;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triaged.mail.MessageId;
import org.triaged.mail.Person;
import org.triaged.policy.Finding;
import org.triaged.policy.Profile;
import org.triaged.reply.HeaderWriter.Recipient;
import org.triaged.series.ListFacts;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** Findings to frozen bytes. */
public final class Composer {

    private static final int MOST_REFERENCES = 21;

    private Composer() {}

    public static Composed compose(Composition task) {
        Optional<ListMail> anchor = anchor(task.series());
        if (anchor.isEmpty()) {
            return new Composed.Impossible("no-anchor");
        }
        Optional<PrintableId> anchorId = PrintableId.of(anchor.get().id());
        if (anchorId.isEmpty() || PrintableId.of(task.series().root()).isEmpty()) {
            return new Composed.Impossible("anchor-id-unusable");
        }
        FrozenReply reply = freeze(task, anchor.get(), anchorId.get());
        return Linter.firstFailure(reply, task)
                .<Composed>map(check -> new Composed.Refused(reply, check))
                .orElseGet(() -> new Composed.Mail(reply));
    }

    /** What a reply would begin with; also for a series that is not answered. */
    public static Heading heading(Series series, ListFacts list, Sender sender, Copies copies) {
        ListMail anchor = anchor(series).orElseGet(series::head);
        List<MessageId> references = PrintableId.of(anchor.id())
                .map(id -> references(anchor, id).stream()
                        .map(reference -> new MessageId(reference.value()))
                        .toList())
                .orElse(List.of());
        Optional<String> author = author(anchor)
                .filter(address -> !address.value().equalsIgnoreCase(list.address()))
                .map(MailAddress::value);
        ReplyIds.Ids ids = sender.ids().of(list.listId(), series.root(), series.version());
        List<String> others =
                copies.of(series, author.map(MailAddress::new), new MailAddress(list.address()), sender).stream()
                        .map(MailAddress::value)
                        .toList();
        return new Heading(
                anchor.id(),
                references,
                List.of(author.orElse(list.address())),
                Stream.concat(author.isPresent() ? Stream.of(list.address()) : Stream.empty(), others.stream())
                        .toList(),
                subject(anchor).value(),
                ids.messageId(sender.own().host()));
    }

    /** The mail a reply answers: the cover, else patch 1, else the lowest of a partial reroll. */
    public static Optional<ListMail> anchor(Series series) {
        return series.cover()
                .or(() -> Optional.ofNullable(series.patches().get(1)))
                .or(() -> series.partial() ? Optional.of(series.head()) : Optional.empty());
    }

    static FrozenReply freeze(Composition task, ListMail anchor, PrintableId anchorId) {
        Sender sender = task.sender();
        ReplyIds.Ids ids = task.ids();
        MessageId own = ids.messageId(sender.own().host());
        Optional<MailAddress> author = author(task, anchor);
        MailAddress list = new MailAddress(task.list().address());
        String body = body(task, anchor, ids.report());
        String raw = header(task, anchor, anchorId, ids, own, author, list, isAscii(body)) + "\r\n" + encode(body);
        return new FrozenReply(
                ids.report(),
                own,
                task.list().name(),
                task.series().root(),
                task.series().version(),
                anchor.id(),
                task.series().members().stream().map(ListMail::id).toList(),
                task.judgement().spoken().stream().map(Finding::rule).distinct().toList(),
                task.now(),
                ids.bounceAddress(sender.own().host()),
                recipients(task, author, list).map(MailAddress::value).toList(),
                raw.getBytes(StandardCharsets.US_ASCII));
    }

    private static Stream<MailAddress> recipients(Composition task, Optional<MailAddress> author, MailAddress list) {
        return task.shadow()
                ? task.sender().admins().stream()
                : Stream.of(
                                author.stream().filter(address -> !address.same(list)),
                                copies(task, author, list).stream(),
                                Stream.of(list))
                        .flatMap(addresses -> addresses);
    }

    private static List<MailAddress> copies(Composition task, Optional<MailAddress> author, MailAddress list) {
        Optional<MailAddress> unwilling = task.listAlone() ? author(task.series()) : Optional.empty();
        return task
                .copies()
                .of(task.series(), author.filter(address -> !address.same(list)), list, task.sender())
                .stream()
                .filter(copy -> unwilling.filter(copy::same).isEmpty())
                .toList();
    }

    static String body(Composition task, ListMail anchor, String report) {
        return new Body(task).text(person(anchor).name().flatMap(PersonName::of), task.sender(), report);
    }

    /** The subject we answer with: one {@code Re:}, never doubled. */
    static HeaderText subject(ListMail anchor) {
        String subject = PlainText.of(anchor.envelope().subject(), HeaderText.LONGEST);
        while (subject.regionMatches(true, 0, "Re:", 0, 3)) {
            subject = subject.substring(3).strip();
        }
        return HeaderText.of("Re: " + subject);
    }

    static List<PrintableId> references(ListMail anchor, PrintableId anchorId) {
        List<PrintableId> known = ids(anchor, "References");
        List<PrintableId> answered = ids(anchor, "In-Reply-To");
        List<PrintableId> before = !known.isEmpty() ? known : answered.size() == 1 ? answered : List.of();
        List<PrintableId> all = new ArrayList<>(before);
        all.removeIf(anchorId::equals);
        all.add(anchorId);
        if (all.size() <= MOST_REFERENCES) {
            return all;
        }
        List<PrintableId> kept = new ArrayList<>(List.of(all.get(0)));
        kept.addAll(all.subList(all.size() - MOST_REFERENCES + 1, all.size()));
        return kept;
    }

    private static List<PrintableId> ids(ListMail mail, String field) {
        return mail.envelope().first(field).map(PrintableId::in).orElse(List.of());
    }

    /** Whom a reply to that series would be to. */
    public static Optional<MailAddress> author(Series series) {
        return anchor(series).flatMap(Composer::author);
    }

    static Optional<MailAddress> author(Composition task, ListMail anchor) {
        return task.listAlone() ? Optional.empty() : author(anchor);
    }

    static Optional<MailAddress> author(ListMail anchor) {
        return person(anchor).email().flatMap(MailAddress::of);
    }

    /** Who sent the anchor; where the list has hidden that, its in-body From; else nobody, and the list alone is told. */
    private static Person person(ListMail anchor) {
        if (anchor.sender().email().isPresent()) {
            return anchor.sender();
        }
        return anchor.inBodyFrom().orElse(Person.NOBODY);
    }

    private static String header(
            Composition task,
            ListMail anchor,
            PrintableId anchorId,
            ReplyIds.Ids ids,
            MessageId own,
            Optional<MailAddress> author,
            MailAddress list,
            boolean ascii) {
        Recipient toList = new Recipient(Optional.empty(), list);
        HeaderWriter header =
                new HeaderWriter().date(task.now()).from(task.sender().own());
        if (task.shadow()) {
            header.people(
                    HeaderName.TO,
                    task.sender().admins().stream()
                            .map(admin -> new Recipient(Optional.empty(), admin))
                            .toList());
        } else {
            thread(header, anchor, author.filter(address -> !address.same(list)), toList, copies(task, author, list));
        }
        Profile profile = task.judgement().profile();
        Recipient answers =
                task.shadow() ? new Recipient(Optional.empty(), task.sender().owner()) : toList;
        return header.people(HeaderName.REPLY_TO, List.of(answers))
                .text(HeaderName.SUBJECT, subject(anchor))
                .ids(HeaderName.MESSAGE_ID, List.of(PrintableId.of(own).orElseThrow()))
                .ids(HeaderName.IN_REPLY_TO, List.of(anchorId))
                .ids(HeaderName.REFERENCES, references(anchor, anchorId))
                .text(HeaderName.MIME_VERSION, new HeaderText("1.0"))
                .text(HeaderName.CONTENT_TYPE, new HeaderText("text/plain; charset=" + (ascii ? "us-ascii" : "utf-8")))
                .text(HeaderName.CONTENT_TRANSFER_ENCODING, new HeaderText(ascii ? "7bit" : "quoted-printable"))
                .text(HeaderName.AUTO_SUBMITTED, new HeaderText("auto-replied"))
                .text(HeaderName.PRECEDENCE, new HeaderText("bulk"))
                .text(HeaderName.X_AUTO_RESPONSE_SUPPRESS, new HeaderText("All"))
                .people(
                        HeaderName.X_LOOP,
                        List.of(new Recipient(Optional.empty(), task.sender().own())))
                .text(HeaderName.X_TRIAGED_VERSION, new HeaderText("1"))
                .text(HeaderName.X_TRIAGED_REPORT, new HeaderText(ids.report()))
                .ids(
                        HeaderName.X_TRIAGED_SERIES,
                        List.of(PrintableId.of(task.series().root()).orElseThrow()))
                .text(
                        HeaderName.X_TRIAGED_REROLL,
                        new HeaderText("v" + task.series().version()))
                .text(HeaderName.X_TRIAGED_RESULT, new HeaderText(new Body(task).result()))
                .findings(FindingsLine.of(task.judgement().spoken()))
                .text(
                        HeaderName.X_TRIAGED_POLICY,
                        new HeaderText(profile.id() + "@" + profile.hash().substring(0, 12)))
                .toString();
    }

    private static void thread(
            HeaderWriter header,
            ListMail anchor,
            Optional<MailAddress> author,
            Recipient toList,
            List<MailAddress> copies) {
        Optional<Recipient> to =
                author.map(address -> new Recipient(person(anchor).name().flatMap(PersonName::of), address));
        List<Recipient> cc = Stream.concat(
                        to.isPresent() ? Stream.of(toList) : Stream.empty(),
                        copies.stream().map(address -> new Recipient(Optional.empty(), address)))
                .toList();
        header.people(HeaderName.TO, List.of(to.orElse(toList)));
        if (!cc.isEmpty()) {
            header.people(HeaderName.CC, cc);
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x7f);
    }

    private static String encode(String body) {
        return isAscii(body) ? body.replace("\n", "\r\n") : QuotedPrintable.of(body);
    }
}
