package org.triaged.mail;

/** What became of the bytes of one mail. There is no third outcome, and no exception. */
public sealed interface ParseResult {

    Envelope envelope();

    record Parsed(ParsedMail mail) implements ParseResult {
        @Override
        public Envelope envelope() {
            return mail.envelope();
        }
    }

    /** Nothing usable, or over a limit. The reason is {@code code} or {@code code: detail}. */
    record Damaged(String reason, Envelope envelope) implements ParseResult {}
}
