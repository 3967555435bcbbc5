package org.triaged.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One JSON object of one line. Written in ASCII, so that half a character arrives as it was; read strictly. */
final class JsonFields {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxStringLength(16 << 20)
                    .build())
            .build();

    private static final Object NOTHING = Optional.empty();

    private final Map<String, Object> fields;

    private JsonFields(Map<String, Object> fields) {
        this.fields = fields;
    }

    interface Writing {
        void write(JsonGenerator json) throws IOException;
    }

    /** @param content writes the fields of the object */
    static String line(Writing content) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    static JsonFields read(String line) throws Malformed {
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed("a line is not a JSON object");
            }
            JsonFields read = new JsonFields(object(parser));
            if (parser.nextToken() != null) {
                throw new Malformed("something follows the JSON object of a line");
            }
            return read;
        } catch (Malformed e) {
            throw e;
        } catch (IOException e) {
            throw new Malformed("a line is not JSON", e);
        }
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    String text(String name) throws Malformed {
        return as(String.class, name, fields.get(name));
    }

    Optional<String> maybeText(String name) throws Malformed {
        return isNothing(name) ? Optional.empty() : Optional.of(text(name));
    }

    long number(String name) throws Malformed {
        return as(Long.class, name, fields.get(name));
    }

    int integer(String name) throws Malformed {
        long number = number(name);
        if (number != (int) number) {
            throw new Malformed("'" + name + "' is out of range");
        }
        return (int) number;
    }

    Optional<Long> maybeNumber(String name) throws Malformed {
        return isNothing(name) ? Optional.empty() : Optional.of(number(name));
    }

    boolean flag(String name) throws Malformed {
        return as(Boolean.class, name, fields.get(name));
    }

    Instant instant(String name) throws Malformed {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw new Malformed("'" + name + "' is no time", e);
        }
    }

    Optional<Instant> maybeInstant(String name) throws Malformed {
        return isNothing(name) ? Optional.empty() : Optional.of(instant(name));
    }

    <E extends Enum<E>> E word(String name, Class<E> type) throws Malformed {
        try {
            return Enum.valueOf(type, text(name));
        } catch (IllegalArgumentException e) {
            throw new Malformed("'" + name + "' is an unknown word", e);
        }
    }

    JsonFields object(String name) throws Malformed {
        return of(name, fields.get(name));
    }

    Optional<JsonFields> maybeObject(String name) throws Malformed {
        return isNothing(name) ? Optional.empty() : Optional.of(object(name));
    }

    List<JsonFields> objects(String name) throws Malformed {
        List<JsonFields> objects = new ArrayList<>();
        for (Object item : as(List.class, name, fields.get(name))) {
            objects.add(of(name, item));
        }
        return objects;
    }

    List<String> texts(String name) throws Malformed {
        List<String> texts = new ArrayList<>();
        for (Object item : as(List.class, name, fields.get(name))) {
            texts.add(as(String.class, name, item));
        }
        return texts;
    }

    /** Texts, and empty for null. */
    List<Optional<String>> maybeTexts(String name) throws Malformed {
        List<Optional<String>> texts = new ArrayList<>();
        for (Object item : as(List.class, name, fields.get(name))) {
            texts.add(item == NOTHING ? Optional.empty() : Optional.of(as(String.class, name, item)));
        }
        return texts;
    }

    private boolean isNothing(String name) throws Malformed {
        if (!fields.containsKey(name)) {
            throw new Malformed("'" + name + "' is missing");
        }
        return fields.get(name) == NOTHING;
    }

    private static JsonFields of(String name, Object value) throws Malformed {
        Map<String, Object> inner = new LinkedHashMap<>();
        for (Map.Entry<?, ?> field : ((Map<?, ?>) as(Map.class, name, value)).entrySet()) {
            inner.put((String) field.getKey(), field.getValue());
        }
        return new JsonFields(inner);
    }

    private static <T> T as(Class<T> type, String name, Object value) throws Malformed {
        if (!type.isInstance(value)) {
            throw new Malformed("'" + name + "' is missing, or of another type");
        }
        return type.cast(value);
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (object.put(name, value(parser)) != null) {
                throw new Malformed("'" + name + "' is there twice");
            }
        }
        return object;
    }

    /** Recurses as deep as the constraints allow. */
    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NOTHING;
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_NUMBER_FLOAT, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new Malformed("a value is neither text, whole number, true, false, null, list nor object");
        };
    }
}
