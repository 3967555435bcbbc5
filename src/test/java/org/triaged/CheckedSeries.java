package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.triaged.cli.Verbs;
import org.triaged.source.MailFilesOnDisk;

/** What the verb {@code check} says of a mailbox: how many series there are, and the replies that are due. */
record CheckedSeries(int series, TreeSet<String> replies) {

    private static final Pattern VARYING = Pattern.compile("(?m)^Date: .*$|triaged1\\.[a-z2-7]{26}|T-[a-z2-7]{10}");

    /** @param folder for the mails; @param now the instant of judging */
    static CheckedSeries of(Installation here, Path folder, List<byte[]> mails, Instant now) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Files.createDirectory(folder);
            for (int i = 0; i < mails.size(); i++) {
                Files.write(folder.resolve("%03d.eml".formatted(i)), mails.get(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String[] command = {
            "check", "--conf", here.conf().toString(), "--now", now.toString(), "--format", "json", folder.toString()
        };
        int status = Verbs.run(
                command,
                Main.WIRING,
                new MailFilesOnDisk(System.in),
                Optional.empty(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err,
                false);
        assertThat(status).isBetween(0, 1);
        List<Map<String, String>> lines = Arrays.stream(
                        out.toString(StandardCharsets.UTF_8).split("\n"))
                .map(CheckedSeries::fields)
                .toList();
        int series = (int)
                lines.stream().filter(line -> line.get("type").equals("series")).count();
        TreeSet<String> replies = new TreeSet<>();
        lines.stream()
                .filter(line -> line.get("type").equals("reply") && !line.containsKey("withheld"))
                .forEach(line -> replies.add(steady(line.get("raw"))));
        return new CheckedSeries(series, replies);
    }

    /** A reply without what differs from one life of the daemon to the next. */
    static String steady(String reply) {
        return VARYING.matcher(reply).replaceAll("*");
    }

    /** The texts at the top of one line; what is nested is passed over, and so is null. */
    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.VALUE_STRING) {
                    fields.put(name, json.getText());
                }
                json.skipChildren();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
        return fields;
    }
}
