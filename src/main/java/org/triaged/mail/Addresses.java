package org.triaged.mail;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the people of an address field that is decoded already. A comma ends an address only after an {@code @}, since
 * decoding may have brought {@code Dev, Ann <ann@example.org>} to light. Groups are empty (RFC 5322, 3.4).
 */
final class Addresses {

    private final String value;
    private final List<Person> people = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private boolean addressSeen;
    private boolean inBrackets;
    private int at;

    private Addresses(String value) {
        this.value = value;
    }

    static List<Person> read(String value) {
        Addresses reading = new Addresses(value);
        reading.walk();
        return List.copyOf(reading.people);
    }

    private void walk() {
        int lastQuote = value.lastIndexOf('"');
        int lastGroupEnd = value.lastIndexOf(';');
        while (at < value.length()) {
            char c = value.charAt(at++);
            if (c == '"' && at <= lastQuote && !inBrackets) {
                takeQuoted();
            } else if (c == ':' && at <= lastGroupEnd && !addressSeen && !inBrackets) {
                at = value.indexOf(';', at) + 1;
                current.setLength(0);
            } else if ((c == ',' || c == ';') && !inBrackets && (addressSeen || current.isEmpty())) {
                end();
            } else {
                take(c);
            }
        }
        end();
    }

    private void take(char c) {
        if (current.isEmpty() && Character.isWhitespace(c)) {
            return;
        }
        current.append(c);
        addressSeen |= c == '@';
        inBrackets = c == '<' || inBrackets && c != '>';
    }

    private void takeQuoted() {
        current.append('"');
        boolean escaped = false;
        while (at < value.length()) {
            char c = value.charAt(at++);
            current.append(c);
            if (c == '"' && !escaped) {
                return;
            }
            escaped = c == '\\' && !escaped;
        }
    }

    private void end() {
        String text = current.toString().strip();
        current.setLength(0);
        addressSeen = false;
        inBrackets = false;
        if (!text.isEmpty()) {
            people.add(Person.read(text));
        }
    }
}
