package org.triaged.policy;

import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;

/**
 * All that a rule may know beside the series.
 *
 * @param ripe the series has had its time; what is not there by now is missing
 * @param around what is known beside its mails, and the replies below them
 * @param claims the exceptions it claims, with what the profile makes of each
 */
public record Policy(Profile profile, boolean ripe, Around around, List<Claim> claims) {

    public Policy {
        claims = List.copyOf(claims);
    }

    /** What counts of the exceptions that a mail claims; empty when it claims none. */
    public Optional<Claim> claimIn(MessageId mail) {
        return Claims.best(claims, mail);
    }
}
