package org.triaged.reply;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address we write to or from: a bare ASCII addr-spec at a host with a dot. Nothing else ever stands in our headers or
 * envelopes, whatever a mail library would accept. Kept as written; compared without regard to case.
 */
public record MailAddress(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._+=~][A-Za-z0-9._+=~-]{0,63}@"
            + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}))+");

    private static final int LONGEST = 254;

    public MailAddress {
        if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an address we use: '" + value + "'");
        }
    }

    public static Optional<MailAddress> of(String value) {
        return value.length() <= LONGEST && FORM.matcher(value).matches()
                ? Optional.of(new MailAddress(value))
                : Optional.empty();
    }

    public String host() {
        return value.substring(value.indexOf('@') + 1);
    }

    public boolean same(MailAddress other) {
        return value.equalsIgnoreCase(other.value);
    }
}
