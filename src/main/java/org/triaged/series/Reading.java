package org.triaged.series;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.triaged.mail.Limits;
import org.triaged.mail.ParsedMail;
import org.triaged.mail.Person;
import org.triaged.mail.TextPart;

/** One mail on its way to a {@link ListMail}: all that its text says, before its kind is known. */
record Reading(
        ParsedMail mail,
        Body body,
        InBodyHeaders inBody,
        Subject subject,
        boolean replyPrefix,
        MessageCut cut,
        TrailerBlock block,
        Origin origin,
        Harvest harvest,
        LinkLines links) {

    static Reading of(ParsedMail mail, ListFacts list, Limits limits) {
        Body body = Body.read(text(mail.text(), false), inCr(mail.text()), list.address(), limits.files());
        InBodyHeaders inBody = InBodyHeaders.read(body.lines(), limits.line());
        Subject stated = SubjectGrammar.read(mail.envelope().subject(), list.tags());
        Subject subject = stated.replyPrefix() ? stated : merged(stated, inBody, list);
        boolean cover = subject.number().filter(number -> number.index() == 0).isPresent();
        MessageCut cut = cover
                ? MessageCut.ofCover(body.lines(), 0, limits.line())
                : MessageCut.ofPatch(body.lines(), inBody.end(), body.firstDiffLine());
        TrailerBlock block = TrailerBlock.read(cut.message(), limits.line(), limits.trailers());
        return new Reading(
                mail,
                body,
                inBody,
                subject,
                stated.replyPrefix(),
                cut,
                block,
                Origin.of(mail.envelope(), list, signOffs(block)),
                Harvest.read(
                        body.words(), sketched(body, stated.replyPrefix(), limits), limits.line(), limits.harvested()),
                LinkLines.read(mail.envelope(), body.words(), below(body, inBody, cut, cover), limits));
    }

    private static BitSet sketched(Body body, boolean reply, Limits limits) {
        return reply && !body.diff().isEmpty() ? Sketches.in(body, limits.line()) : new BitSet();
    }

    /** What is no part of a commit message; all of a cover. */
    private static List<String> below(Body body, InBodyHeaders inBody, MessageCut cut, boolean cover) {
        int from = cover ? 0 : inBody.end() + cut.message().size();
        return body.words()
                .subList(Math.min(from, body.words().size()), body.words().size());
    }

    /** The in-body Subject gives the title; the rest too where it is a patch subject itself. */
    private static Subject merged(Subject stated, InBodyHeaders inBody, ListFacts list) {
        Optional<Subject> inner = inBody.subject().map(text -> SubjectGrammar.read(text, list.tags()));
        if (inner.isEmpty()) {
            return stated;
        }
        if (inner.get().patchTag() || inner.get().number().isPresent()) {
            return inner.get();
        }
        return new Subject(
                inner.get().title(),
                stated.tags(),
                stated.version(),
                stated.fraction(),
                stated.number(),
                stated.replyPrefix(),
                stated.patchTag(),
                stated.pullTag(),
                stated.severalVersions());
    }

    static String text(List<TextPart> parts, boolean onlyAttached) {
        return String.join(
                "\n",
                parts.stream()
                        .filter(part -> part.attached() || !onlyAttached)
                        .map(FlowedHunks::restored)
                        .toList());
    }

    /** Indexes of the lines of the whole text that carried a CR; joined lines of format=flowed have no ends of their own. */
    private static BitSet inCr(List<TextPart> parts) {
        BitSet inCr = new BitSet();
        int before = 0;
        for (TextPart part : parts) {
            if (part.softBreaks().isEmpty()) {
                int first = before;
                part.linesInCr().stream().forEach(line -> inCr.set(first + line));
            }
            before += (int) FlowedHunks.restored(part)
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
        }
        return inCr;
    }

    boolean hasDiff() {
        return !body.diff().isEmpty();
    }

    boolean hasParent() {
        return !mail.envelope().parents().isEmpty();
    }

    List<Trailer> signOffs() {
        return signOffs(block);
    }

    private static List<Trailer> signOffs(TrailerBlock block) {
        return block.trailers().stream()
                .filter(trailer -> trailer.key().equalsIgnoreCase(TrailerLine.SIGN_OFF))
                .toList();
    }

    /** Who made the change. */
    Person author() {
        return inBody.from().map(Person::read).orElse(origin.sender());
    }

    boolean signedBy(Person person) {
        return signOffs().stream().anyMatch(trailer -> SamePerson.match(trailer.person(), person));
    }

    /** What the sender wrote, without quotes and the lines that introduce them. */
    String ownWords() {
        List<String> own = new ArrayList<>();
        for (String line : Harvest.unquoted(body.lines())) {
            String text = line.strip();
            if (text.endsWith("wrote:") || text.endsWith("writes:")) {
                own.removeIf(before -> before.startsWith("On "));
            } else {
                own.add(text);
            }
        }
        return String.join(" ", own);
    }

    boolean asksToPull() {
        return PullWording.in(cut.message()).isPresent();
    }

    boolean gitForm() {
        boolean said = cut.message().stream().anyMatch(line -> !line.isBlank());
        boolean git = hasDiff() && body.lines().get(body.firstDiffLine()).startsWith("diff --git ");
        return said && git && cut.divided() && (signedBy(author()) || signedBy(origin.sender()));
    }

    boolean attachedOnly() {
        String type = mail.envelope().first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        boolean single = type.startsWith("application/octet-stream") || type.startsWith("text/x-");
        boolean some = mail.text().stream().anyMatch(TextPart::attached);
        return hasDiff() && (single || some && withoutAttached().isEmpty());
    }

    /** Attached text with a diff of its own, or a file that is named as one. */
    boolean attachesDiff() {
        boolean files = mail.unread().stream()
                .filter(part -> part.type().startsWith("application/"))
                .flatMap(part -> part.fileName().stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.endsWith(".patch") || name.endsWith(".diff"));
        return files
                || attachedOnly()
                || mail.text().stream().filter(TextPart::attached).anyMatch(part -> !diff(List.of(part))
                        .isEmpty());
    }

    private Diff withoutAttached() {
        List<TextPart> inline =
                mail.text().stream().filter(part -> !part.attached()).toList();
        return diff(inline);
    }

    private static Diff diff(List<TextPart> parts) {
        return DiffReader.read(List.of(text(parts, false).split("\n", -1)), 1);
    }
}
