package org.triaged.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code docs/check.schema.json} promises of the lines of {@code check --format json}. */
public final class CheckContract {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final JsonSchema SCHEMA = schema();

    private CheckContract() {}

    /** The objects of the lines, each held against the contract. */
    public static List<JsonNode> valid(String printed) throws IOException {
        assertThat(printed).satisfiesAnyOf(text -> assertThat(text).isEmpty(), text -> assertThat(text)
                .endsWith("\n"));
        List<JsonNode> lines = new ArrayList<>();
        for (String line : printed.split("\n")) {
            if (!line.isEmpty()) {
                assertThat(SCHEMA.validate(line, InputFormat.JSON)).as(line).isEmpty();
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }

    private static JsonSchema schema() {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Files.readString(Path.of("docs/check.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
