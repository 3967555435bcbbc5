package org.triaged.triage;

import java.time.Duration;
import java.time.Instant;
import org.triaged.mail.Budget;
import org.triaged.mail.Limits;
import org.triaged.mail.MailParser;
import org.triaged.mail.ParseResult;
import org.triaged.mail.ParsedMail;
import org.triaged.series.ListFacts;
import org.triaged.series.ListMail;
import org.triaged.series.MailReader;

/** Reads stored bytes within the limits, with a deadline on a clock that cannot jump. */
public final class MailReading {

    private final Limits limits;

    private final FailPoint failPoint;

    public MailReading(Limits limits) {
        this(limits, FailPoint.INERT);
    }

    /** @param failPoint called before and after bytes are read for the first time */
    public MailReading(Limits limits, FailPoint failPoint) {
        this.limits = limits;
        this.failPoint = failPoint;
    }

    Limits limits() {
        return limits;
    }

    /** @param size as the server counts; {@code raw} is only the head of a mail over the limit */
    ParseResult parse(byte[] raw, Instant arrival, long size) {
        failPoint.reached("parse.before");
        ParseResult result = MailParser.parse(raw, arrival, limits, deadline(limits.deadline()));
        if (isTooSlow(result)) {
            result = MailParser.parse(raw, arrival, limits, deadline(limits.deadline()));
        }
        failPoint.reached("parse.after");
        return size <= limits.rawSize() ? result : new ParseResult.Damaged("too-large", result.envelope());
    }

    /** A mail that was read in time once, and must not be lost because the machine is busy now. */
    ParseResult parseAgain(byte[] raw, Instant arrival) {
        return MailParser.parse(raw, arrival, limits, Budget.UNLIMITED);
    }

    ListMail read(ParsedMail mail, ListFacts list) {
        return MailReader.read(mail, list, limits);
    }

    private static boolean isTooSlow(ParseResult result) {
        return result instanceof ParseResult.Damaged damaged && damaged.reason().startsWith("too-slow");
    }

    private static Budget deadline(Duration allowed) {
        long end = System.nanoTime() + allowed.toNanos();
        return () -> System.nanoTime() - end > 0;
    }
}
