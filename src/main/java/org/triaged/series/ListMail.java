package org.triaged.series;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.triaged.mail.Envelope;
import org.triaged.mail.MessageId;
import org.triaged.mail.Person;

/**
 * A mail read in the language of the list.
 *
 * @param subject of the in-body Subject where there is one
 * @param author who made the change: in-body From, else the un-munged header From
 * @param sender the header From, un-munged; series are grouped by it
 * @param inBodyFrom the in-body From as written
 * @param message of the commit without its title: after in-body headers up to the cut; what a reply says for a reply
 * @param notes text between {@code ---} and the diff; of a cover, all from its shortlog, diffstat or range-diff on
 * @param attached text of attached parts, diff included; where lines are looked for that save an author
 * @param trailers of the block git would read
 * @param trailersAbove those of a paragraph of trailer lines alone, directly above the block
 * @param diffHash over the diff's content, equal for equal diffs; empty when there is no diff
 * @param details of the form of the mail and of its diff
 */
public record ListMail(
        Envelope envelope,
        Kind kind,
        Subject subject,
        Person author,
        Person sender,
        Optional<Person> inBodyFrom,
        String message,
        String notes,
        String attached,
        List<Trailer> trailers,
        List<Trailer> trailersAbove,
        List<FileChange> files,
        Optional<String> diffHash,
        SortedSet<String> oddities,
        Links links,
        Details details) {

    public ListMail {
        trailers = List.copyOf(trailers);
        trailersAbove = List.copyOf(trailersAbove);
        files = List.copyOf(files);
        oddities = Collections.unmodifiableSortedSet(new TreeSet<>(oddities));
    }

    public MessageId id() {
        return envelope.id();
    }

    public boolean odd(String code) {
        return oddities.contains(code);
    }

    /** The same mail under another kind, as assembly decides for inferred covers. */
    public ListMail as(Kind other) {
        return new ListMail(
                envelope,
                other,
                subject,
                author,
                sender,
                inBodyFrom,
                message,
                notes,
                attached,
                trailers,
                trailersAbove,
                files,
                diffHash,
                oddities,
                links,
                details);
    }

    public ListMail with(String oddity) {
        Set<String> more = new TreeSet<>(oddities);
        more.add(oddity);
        return new ListMail(
                envelope,
                kind,
                subject,
                author,
                sender,
                inBodyFrom,
                message,
                notes,
                attached,
                trailers,
                trailersAbove,
                files,
                diffHash,
                new TreeSet<>(more),
                links,
                details);
    }

    ListMail with(Details others) {
        return new ListMail(
                envelope,
                kind,
                subject,
                author,
                sender,
                inBodyFrom,
                message,
                notes,
                attached,
                trailers,
                trailersAbove,
                files,
                diffHash,
                oddities,
                links,
                others);
    }
}
