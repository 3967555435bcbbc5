package org.triaged.policy;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.triaged.mail.MessageId;
import org.triaged.mail.Person;
import org.triaged.series.Kind;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** What stands around one series while it is judged: what the list knows, the replies, and who looks after its files. */
public final class Around {

    private final Series series;
    private final Known known;
    private final List<Answers.Answer> answers;
    private final Map<MessageId, List<Maintainers.Section>> touched = new HashMap<>();

    private Around(Series series, Known known, List<Answers.Answer> answers) {
        this.series = series;
        this.known = known;
        this.answers = answers;
    }

    static Around of(Series series, Known known, Answers answers) {
        return new Around(series, known, answers.to(series));
    }

    public Known known() {
        return known;
    }

    /** Replies to the series, the oldest first. */
    List<Answers.Answer> answers() {
        return answers;
    }

    /** What a claim or an answer there is for: that patch, or all of them under a cover. */
    List<ListMail> covered(MessageId member) {
        List<ListMail> patch = series.patches().values().stream()
                .filter(one -> one.id().equals(member) && one.kind() != Kind.COVER)
                .toList();
        return patch.isEmpty() ? List.copyOf(series.patches().values()) : patch;
    }

    /** Sections that look after what that mail is about: a patch, or all of them for any other mail. */
    public List<Maintainers.Section> touched(MessageId member) {
        return touched.computeIfAbsent(member, id -> known.maintainers().touchedBy(covered(id)));
    }

    /** Sections that look after a file of the series. */
    public List<Maintainers.Section> touched() {
        return touched(series.root());
    }

    /** Whether the person has one of the roles in a section that looks after what the mail is about. */
    Claim.Standing standing(Person person, MessageId member, Collection<Maintainers.Role> roles) {
        if (!known.maintainers().known()) {
            return Claim.Standing.skipped(known.maintainers().unknown());
        }
        List<String> naming = touched(member).stream()
                .filter(section -> roles.stream()
                        .flatMap(section::people)
                        .anyMatch(named -> Maintainers.sameMailbox(named, person)))
                .map(Maintainers.Section::title)
                .toList();
        return new Claim.Standing(naming.isEmpty() ? "no" : "yes", naming);
    }

    /** True when a section names one of them as M:, under any of their addresses. */
    public boolean maintains(Collection<Maintainers.Section> sections, Stream<Person> people) {
        List<Person> maintainers = sections.stream()
                .flatMap(section -> section.people(Maintainers.Role.M))
                .toList();
        return people.anyMatch(
                person -> maintainers.stream().anyMatch(named -> known.people().sameByAddress(named, person)));
    }

    /** Tags that people gave to the series by a mail of their own, the oldest first. */
    public List<GivenTag> tags() {
        return answers.stream()
                .flatMap(answer -> GivenTag.in(answer, this))
                .distinct()
                .toList();
    }
}
