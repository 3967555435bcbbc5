package org.triaged.mail;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A mail that could be read: its header and its readable parts in order. Oddities are codes of what was worked around.
 *
 * @param unread the other parts, in order
 */
public record ParsedMail(Envelope envelope, List<TextPart> text, List<UnreadPart> unread, SortedSet<String> oddities) {

    public ParsedMail(Envelope envelope, List<TextPart> text, List<UnreadPart> unread, Set<String> oddities) {
        this(envelope, text, unread, new TreeSet<>(oddities));
    }

    public ParsedMail {
        text = List.copyOf(text);
        unread = List.copyOf(unread);
        oddities = Collections.unmodifiableSortedSet(new TreeSet<>(oddities));
    }

    public MessageId id() {
        return envelope.id();
    }
}
