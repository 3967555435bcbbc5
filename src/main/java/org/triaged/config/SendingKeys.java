package org.triaged.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import org.triaged.triage.CopiesTo;
import org.triaged.triage.OnUnknown;
import org.triaged.triage.SendWindow;
import org.triaged.triage.Sending;
import org.triaged.triage.Tolerance;

/** Reads how the replies of a list leave: some keys of its file, and the section {@code breaker}. */
final class SendingKeys {

    private static final Duration LONGEST_DELAY = Duration.ofHours(48);

    private static final Form<Duration> DELAY =
            Form.DURATION.only(length -> length.compareTo(LONGEST_DELAY) <= 0).called("a duration from PT0S to PT48H");

    private static final Form<SendWindow> WINDOW =
            Form.tried("hours in UTC such as '08:00-18:00'", SendingKeys::window);

    private static final Form<Integer> PERCENT = Form.number(1, 100);

    private SendingKeys() {}

    /** @param maxAge of the list; what waits longer is never sent */
    static Sending read(Section top, Duration maxAge) {
        Duration delay = top.value("delay", DELAY, Sending.USUAL.delay());
        if (delay.compareTo(maxAge) >= 0) {
            top.mistake("delay", "must be shorter than max-age, else every reply is too old when it is due");
        }
        Section breaker = top.section("breaker");
        return new Sending(
                delay,
                top.value("send-window", WINDOW.or("none"), Sending.USUAL.window()),
                top.value("on-unknown", Form.word(OnUnknown.class), Sending.USUAL.onUnknown()),
                new Tolerance(
                        breaker.value(
                                "ready-in-ten-minutes", Form.number(1, 10_000), Tolerance.DEFAULT.readyInTenMinutes()),
                        breaker.value("rule-percent", PERCENT, Tolerance.DEFAULT.rulePercent()),
                        breaker.value("speaking-percent", PERCENT, Tolerance.DEFAULT.speakingPercent())),
                copiesTo(top));
    }

    /** Without the file nobody is known who could get one. */
    private static CopiesTo copiesTo(Section top) {
        CopiesTo chosen = top.value("cc", Form.word(CopiesTo.class), Sending.USUAL.copiesTo());
        boolean missing = top.value("maintainers-file", Form.TEXT, "none").equals("none");
        if (chosen == CopiesTo.MAINTAINERS && missing) {
            top.mistake("cc", "needs maintainers-file, which tells who they are");
        }
        return chosen;
    }

    private static SendWindow window(String text) {
        String[] hours = text.split("-", -1);
        if (hours.length != 2 || hours[0].equals(hours[1])) {
            throw new DateTimeException("not two hours: " + text);
        }
        return new SendWindow(LocalTime.parse(hours[0]), LocalTime.parse(hours[1]));
    }
}
