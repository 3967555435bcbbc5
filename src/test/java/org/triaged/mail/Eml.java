package org.triaged.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Mails of our own making, written as text blocks. */
public final class Eml {

    public static final Instant ARRIVAL = Instant.parse("2026-01-05T10:00:00Z");

    private Eml() {}

    public static ParseResult parse(byte[] raw) {
        return MailParser.parse(raw, ARRIVAL, Limits.DEFAULT, Budget.UNLIMITED);
    }

    public static ParseResult parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The mail in that text, which must be readable. */
    public static ParsedMail mail(String text) {
        return ((ParseResult.Parsed) parse(text)).mail();
    }

    public static ParsedMail latin1(String text) {
        return ((ParseResult.Parsed) parse(text.getBytes(StandardCharsets.ISO_8859_1))).mail();
    }

    public static String damage(String text) {
        return ((ParseResult.Damaged) parse(text)).reason();
    }
}
