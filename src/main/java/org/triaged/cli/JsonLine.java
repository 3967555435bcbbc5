package org.triaged.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.mail.Person;

/** Writes one JSON object on one line; every field is always there. */
final class JsonLine {

    private static final JsonFactory JSON = new JsonFactory();

    private final StringWriter line = new StringWriter();

    private final JsonGenerator json;

    private interface Writing {
        void write() throws IOException;
    }

    JsonLine(String type) {
        try {
            json = JSON.createGenerator(line);
            json.writeStartObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        text("type", type);
    }

    JsonLine text(String name, String value) {
        return write(() -> json.writeStringField(name, wellFormed(value)));
    }

    JsonLine text(String name, Optional<String> value) {
        return write(() ->
                json.writeStringField(name, value.map(JsonLine::wellFormed).orElse(null)));
    }

    JsonLine id(String name, Optional<MessageId> id) {
        return text(name, id.map(MessageId::value));
    }

    JsonLine number(String name, long value) {
        return write(() -> json.writeNumberField(name, value));
    }

    JsonLine number(String name, Optional<? extends Number> value) {
        return write(() -> {
            if (value.isPresent()) {
                json.writeNumberField(name, value.get().longValue());
            } else {
                json.writeNullField(name);
            }
        });
    }

    /** @param value digits, as the database writes them */
    JsonLine decimal(String name, Optional<String> value) {
        return write(() -> {
            json.writeFieldName(name);
            if (value.isPresent()) {
                json.writeNumber(value.get());
            } else {
                json.writeNull();
            }
        });
    }

    JsonLine flag(String name, boolean value) {
        return write(() -> json.writeBooleanField(name, value));
    }

    /** RFC 3339, UTC, seconds. */
    JsonLine time(String name, Instant instant) {
        return text(name, instant.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    JsonLine time(String name, Optional<Instant> instant) {
        return text(
                name, instant.map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    JsonLine person(String name, Person person) {
        return object(name, inner -> inner.text("name", person.name()).text("email", person.email()));
    }

    JsonLine texts(String name, Collection<String> values) {
        return write(() -> {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(wellFormed(value));
            }
            json.writeEndArray();
        });
    }

    JsonLine ids(String name, Collection<MessageId> ids) {
        return texts(name, ids.stream().map(MessageId::value).toList());
    }

    JsonLine numbers(String name, Collection<Integer> values) {
        return write(() -> {
            json.writeArrayFieldStart(name);
            for (int value : values) {
                json.writeNumber(value);
            }
            json.writeEndArray();
        });
    }

    /** What goes into one object of an array or field. */
    interface Fields<T> {
        void write(T value, JsonLine into);
    }

    <T> JsonLine objects(String name, Collection<T> values, Fields<T> fields) {
        return write(() -> {
            json.writeArrayFieldStart(name);
            for (T value : values) {
                json.writeStartObject();
                fields.write(value, this);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    <T> JsonLine object(String name, Optional<T> value, Fields<T> fields) {
        if (value.isEmpty()) {
            return write(() -> json.writeNullField(name));
        }
        return object(name, inner -> fields.write(value.get(), inner));
    }

    JsonLine object(String name, java.util.function.Consumer<JsonLine> fields) {
        return write(() -> {
            json.writeObjectFieldStart(name);
            fields.accept(this);
            json.writeEndObject();
        });
    }

    /** The line, with its line feed; controls and direction marks of strangers stand in it as escapes of JSON. */
    String end() {
        write(() -> {
            json.writeEndObject();
            json.close();
        });
        return Terminal.escape(line.toString()) + "\n";
    }

    private JsonLine write(Writing writing) {
        try {
            writing.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Half a character of two becomes U+FFFD. */
    private static String wellFormed(String text) {
        if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> whole.appendCodePoint(
                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c));
        return whole.toString();
    }
}
