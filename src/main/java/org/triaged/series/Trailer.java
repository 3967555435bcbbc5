package org.triaged.series;

import org.triaged.mail.Person;

/** One trailer: key as spelled, value as git gives it (continuations joined by one blank), and the person we read in it. */
public record Trailer(String key, String value, Person person) {

    /** The line as the mail has it, but for folding. */
    public String line() {
        return key + ": " + value;
    }
}
