package org.triaged.reply;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triaged.policy.Posted;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** Replies to what Ann posted, with the key 00..1f. */
final class Letters {

    static final String PROFILE = "qemu/2025-09-exceptions";

    static final String DECLARED = "Why.\n\nAssisted-by: LLM\n" + Posted.SIGNED;

    private Letters() {}

    static Sender sender() {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        return new Sender(
                new MailAddress("triaged@triage.example.org"),
                new MailAddress("triage-owner@triage.example.org"),
                "triaged 1.0",
                new ReplyIds(key));
    }

    static Set<RuleId> everyRule() {
        return RuleBook.entries().stream().map(RuleBook.Entry::id).collect(Collectors.toSet());
    }

    static Composition task(Series series) {
        return task(series, PROFILE);
    }

    static Composition task(Series series, String profile) {
        return new Composition(
                series, Posted.judged(series, profile), Optional.empty(), Posted.LIST, sender(), Posted.NOW);
    }

    /** The reply to an unsigned patch whose header has these fields in place of the usual ones. */
    static FrozenReply replyTo(Map<String, String> fields) {
        ListMail mail = Posted.mail(fields, Posted.patchText("Why."));
        return frozen(task(Posted.assembled(List.of(mail))));
    }

    static FrozenReply frozen(Composition task) {
        Composed composed = Composer.compose(task);
        if (composed instanceof Composed.Mail mail) {
            return mail.reply();
        }
        throw new AssertionError("not a mail: " + composed);
    }

    static Letter letter(FrozenReply reply) {
        return Letter.of(reply.bytes());
    }

    static String text(Composition task) {
        return letter(frozen(task)).text();
    }

    static String raw(FrozenReply reply) {
        return new String(reply.bytes(), StandardCharsets.ISO_8859_1);
    }
}
