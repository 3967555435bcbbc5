package org.triaged.reply;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes header lines from narrow types alone: no method takes a bare string, so no byte a stranger chose can become a
 * header name or the start of a line. Lines are filled to 78 and end CRLF.
 */
final class HeaderWriter {

    static final int WIDTH = 78;

    /** RFC 5322, 3.3. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final StringBuilder lines = new StringBuilder();

    /** A mailbox of an address field. */
    record Recipient(Optional<PersonName> name, MailAddress address) {}

    HeaderWriter date(Instant instant) {
        return put(HeaderName.DATE, List.of(date822(instant)));
    }

    HeaderWriter text(HeaderName name, HeaderText text) {
        return put(
                name,
                EncodedWords.needed(text.value())
                        ? EncodedWords.of(text.value())
                        : List.of(text.value().split(" ")));
    }

    HeaderWriter ids(HeaderName name, List<PrintableId> ids) {
        return put(name, ids.stream().map(PrintableId::bracketed).toList());
    }

    HeaderWriter people(HeaderName name, List<Recipient> people) {
        List<String> words = new ArrayList<>();
        for (Recipient person : people) {
            String comma = person.equals(people.get(people.size() - 1)) ? "" : ",";
            String address = person.address().value();
            person.name()
                    .ifPresentOrElse(
                            known -> {
                                words.addAll(phrase(known.value()));
                                words.add("<" + address + ">" + comma);
                            },
                            () -> words.add(address + comma));
        }
        return put(name, words);
    }

    HeaderWriter findings(FindingsLine findings) {
        return put(HeaderName.X_TRIAGED_FINDINGS, List.of(findings.value().split(" ")));
    }

    /** Our own From: a quoted constant and our address. */
    HeaderWriter from(MailAddress own) {
        return put(HeaderName.FROM, List.of("\"triaged (automatic)\"", "<" + own.value() + ">"));
    }

    @Override
    public String toString() {
        return lines.toString();
    }

    static String date822(Instant instant) {
        return DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static List<String> phrase(String name) {
        return EncodedWords.needed(name) ? EncodedWords.of(name) : List.of(name.split(" "));
    }

    private HeaderWriter put(HeaderName name, List<String> words) {
        StringBuilder line = new StringBuilder(name.spelling()).append(':');
        boolean empty = true;
        for (String word : words) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                lines.append(line).append("\r\n");
                line = new StringBuilder();
            }
            line.append(' ').append(word);
            empty = false;
        }
        lines.append(line).append("\r\n");
        return this;
    }
}
