package org.triaged.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.triaged.mail.MessageId;

/**
 * What a mail says of an exception. A claim proves nothing; it is kept as written, with what the profile of the day made
 * of it. That it was claimed, that the judgement relied on it, and that a person confirmed it are three facts.
 *
 * @param line as written; of prose the sentence
 * @param granter name as written; empty when nobody is named
 * @param granterAddress as written; empty when none is given
 * @param exception id of the register's entry it names; empty when it names none
 * @param maintainer whether the granter is a maintainer of a touched section
 * @param confirmation the mail in which the granter says the same; empty when none was seen
 * @param note what else was seen, for admins; "" when nothing
 */
public record Claim(
        MessageId mail,
        String line,
        Form form,
        Optional<String> granter,
        Optional<String> granterAddress,
        Optional<String> exception,
        boolean granterIsAuthor,
        boolean granterIsSender,
        Standing maintainer,
        Optional<Confirmation> confirmation,
        Outcome outcome,
        String note) {

    public enum Form {
        TRAILER,
        PROSE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Whether somebody looks after what a patch touches.
     *
     * @param word yes, no, or skipped and why it could not be told
     * @param sections titles of the touched sections that name the person
     */
    public record Standing(String word, List<String> sections) {

        public Standing {
            sections = List.copyOf(sections);
        }

        static Standing skipped(String why) {
            return new Standing("skipped: " + why, List.of());
        }

        public boolean yes() {
            return word.equals("yes");
        }

        public boolean no() {
            return word.equals("no");
        }
    }

    /** An own mail of the granter. @param line the trailer in it @param authentication what is known of its From */
    public record Confirmation(MessageId mail, String line, Receiver.Authentication authentication) {}

    /** What the profile made of it, the best first. */
    public enum Outcome {
        CONFIRMED,
        GRANTED,
        LISTED,
        UNCONFIRMED,
        NOT_MAINTAINER,
        SELF,
        CONDITIONS_FAILED,
        EXPIRED,
        UNLISTED,
        UNSUPPORTED,
        STORED;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** True when the judgement let it lower the severity of a disclosure. */
    public boolean reliedOn() {
        return switch (outcome) {
            case CONFIRMED, GRANTED, LISTED -> true;
            case UNCONFIRMED, NOT_MAINTAINER, SELF, CONDITIONS_FAILED, EXPIRED, UNLISTED, UNSUPPORTED, STORED -> false;
        };
    }

    /** True when a mail of the granter, known to be the granter's, says the same; whatever the profile makes of it. */
    public boolean confirmed() {
        return confirmation.filter(mail -> mail.authentication().pass()).isPresent();
    }
}
