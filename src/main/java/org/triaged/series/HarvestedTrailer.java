package org.triaged.series;

import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;

/**
 * A trailer that somebody gave to a series beside its patches: in a reply, or in the cover. From is no proof of identity;
 * accepted says that the trailer names the sender of its mail, no more.
 *
 * @param appliesTo the patches it was given to, by number; none when no patch was found, and for a sign-off in a cover
 * @param reason why it is not accepted: {@code sender-mismatch}, {@code no-person}, {@code munged-sender},
 *     {@code unresolved}, {@code withdrawn} or {@code strict-address}; empty when it is
 */
public record HarvestedTrailer(
        Trailer trailer, MessageId fromMail, List<MessageId> appliesTo, boolean accepted, Optional<String> reason) {

    public HarvestedTrailer {
        appliesTo = List.copyOf(appliesTo);
        if (accepted == reason.isPresent()) {
            throw new IllegalArgumentException("a reason says why a trailer is not accepted: " + reason);
        }
    }
}
