package org.triaged.policy;

import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.series.ListMail;

/**
 * What a rule saw, before severity and weight are known. The fields are those of {@link Finding}.
 *
 * @param atMost caps the severity of this observation below that of its rule
 */
public record Observation(
        Optional<MessageId> mail,
        Optional<Integer> number,
        String evidence,
        String key,
        String note,
        Optional<Severity> atMost) {

    public static Observation of(ListMail mail, int number, String evidence, String key, String note) {
        return new Observation(Optional.of(mail.id()), Optional.of(number), evidence, key, note, Optional.empty());
    }

    public static Observation ofSeries(String note) {
        return new Observation(Optional.empty(), Optional.empty(), "", "", note, Optional.empty());
    }

    /** The same observation, with a line to show. */
    public Observation showing(String line) {
        return new Observation(mail, number, line, key, note, atMost);
    }

    /** The same observation, in no case graver than that. */
    public Observation atMost(Severity severity) {
        return new Observation(mail, number, evidence, key, note, Optional.of(severity));
    }
}
