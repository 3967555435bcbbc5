package org.triaged.series;

import java.util.List;
import org.triaged.mail.MessageId;

/**
 * A line that reads like a trailer given to a series and counts for nothing: no rule and no sum looks at it. It is kept so
 * that people see what was passed over, and why.
 *
 * @param appliesTo the patches it would be for, by number
 */
public record UncountedTrailer(Trailer trailer, MessageId fromMail, List<MessageId> appliesTo, WhyNot why) {

    public UncountedTrailer {
        appliesTo = List.copyOf(appliesTo);
    }
}
