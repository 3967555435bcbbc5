package org.triaged.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.triaged.triage.Answer;

/** An answer as JSON, one object a row and line; its keys are the columns, and of two with one name the second gets {@code _2}. */
final class AnswerJson implements Answer {

    private static final JsonFactory JSON = new JsonFactory();

    /** RFC 8259, section 6. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final PrintStream out;

    private final List<String> keys = new ArrayList<>();

    private final List<Type> types = new ArrayList<>();

    AnswerJson(PrintStream out) {
        this.out = out;
    }

    @Override
    public void columns(List<Column> columns) {
        Set<String> taken = new HashSet<>();
        for (Column column : columns) {
            String key = column.name();
            for (int copy = 2; !taken.add(key); copy++) {
                key = column.name() + "_" + copy;
            }
            keys.add(key);
            types.add(column.type());
        }
    }

    @Override
    public void row(List<Optional<String>> values) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            for (int i = 0; i < keys.size(); i++) {
                json.writeFieldName(keys.get(i));
                write(values.get(i), types.get(i), json);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Utf8.print(out, Terminal.escape(line.toString()) + "\n");
    }

    private static void write(Optional<String> value, Type type, JsonGenerator json) throws IOException {
        if (value.isEmpty()) {
            json.writeNull();
        } else if (type == Type.NUMBER && NUMBER.matcher(value.get()).matches()) {
            json.writeNumber(value.get());
        } else if (type == Type.BOOLEAN) {
            json.writeBoolean(Boolean.parseBoolean(value.get()));
        } else {
            json.writeString(value.get());
        }
    }
}
