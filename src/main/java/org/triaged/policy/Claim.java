package org.triaged.policy;

import java.util.Locale;
import java.util.Optional;
import org.triaged.mail.MessageId;

/**
 * A line of a mail that says an exception was granted. A claim proves nothing; it is kept as written, with what the
 * profile of the day made of it.
 *
 * @param line as written
 * @param granter name as written; empty when the value holds none
 * @param granterAddress as written; empty when the value holds none
 * @param maintainer whether the granter is a maintainer of a touched section: yes, no, or why it could not be told
 */
public record Claim(
        MessageId mail,
        String line,
        Form form,
        Optional<String> granter,
        Optional<String> granterAddress,
        boolean granterIsAuthor,
        boolean granterIsSender,
        String maintainer,
        Outcome outcome) {

    public enum Form {
        TRAILER,
        PROSE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Outcome {
        STORED,
        UNSUPPORTED,
        SELF,
        UNCONFIRMED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
