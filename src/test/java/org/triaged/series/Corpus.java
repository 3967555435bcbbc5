package org.triaged.series;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Real mails beside the project, when they are there: mboxes in mboxrd form, and what git and b4 made of them. */
public final class Corpus {

    private final Path folder;

    private Corpus(Path folder) {
        this.folder = folder;
    }

    public static Corpus beside() {
        return new Corpus(Path.of(System.getProperty("triaged.corpus", "../shared/corpus")));
    }

    public boolean present() {
        return Files.isDirectory(folder);
    }

    public List<String> mboxes() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(".mbox"))
                    .sorted()
                    .toList();
        }
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    public List<byte[]> mails(String mbox) {
        List<byte[]> mails = new ArrayList<>();
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        byte[] all = bytes(mbox);
        for (int at = 0, end; at < all.length; at = end) {
            end = at + 1;
            while (end < all.length && all[end - 1] != '\n') {
                end++;
            }
            if (begins(all, at, "From mboxrd@z ")) {
                end(mail, mails);
            } else {
                int quotes = at;
                while (quotes < end && all[quotes] == '>') {
                    quotes++;
                }
                int escaped = quotes > at && begins(all, quotes, "From ") ? 1 : 0;
                mail.write(all, at + escaped, end - at - escaped);
            }
        }
        end(mail, mails);
        return mails;
    }

    private static boolean begins(byte[] all, int at, String word) {
        byte[] wanted = word.getBytes(StandardCharsets.US_ASCII);
        return at + wanted.length <= all.length && Arrays.equals(all, at, at + wanted.length, wanted, 0, wanted.length);
    }

    private static void end(ByteArrayOutputStream mail, List<byte[]> mails) {
        if (mail.size() > 0) {
            byte[] bytes = mail.toByteArray();
            mails.add(Arrays.copyOf(bytes, bytes.length - 1)); // the empty line after each mail
        }
        mail.reset();
    }

    private byte[] bytes(String name) {
        try (InputStream file = Files.newInputStream(folder.resolve(name));
                InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(file) : file) {
            return plain.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    List<Map<String, Object>> truth(String name) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(bytes(name))) {
            while (json.nextToken() != null) {
                rows.add(object(json));
            }
        }
        return rows;
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, value(json));
        }
        return fields;
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(json));
                }
                yield items;
            }
            case VALUE_NUMBER_INT -> json.getIntValue();
            case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
            case VALUE_NULL -> "";
            default -> json.getText();
        };
    }
}
