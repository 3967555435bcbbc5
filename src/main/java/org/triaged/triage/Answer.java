package org.triaged.triage;

import java.util.List;
import java.util.Optional;

/** Takes the answer of a question as it comes: its columns, then each row. */
public interface Answer {

    void columns(List<Column> columns);

    /** @param values one a column; empty for NULL */
    void row(List<Optional<String>> values);

    /** @param name in lower case unless the question quoted it */
    record Column(String name, Type type) {}

    /** How the text of a value is to be read. */
    enum Type {
        TEXT,
        /** A decimal number, maybe with an exponent; NaN and Infinity are text. */
        NUMBER,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** ISO 8601; an instant ends in Z. */
        TIME,
        /** Hex digits. */
        BYTES
    }
}
