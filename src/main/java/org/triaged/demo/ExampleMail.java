package org.triaged.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** An example mail of the repository. Its Date is moved into the last hour, as if it had just been posted. */
record ExampleMail(String list, String text) {

    private static final Pattern DATE = Pattern.compile("(?m)^Date: (.*)$");

    private static final Pattern SUBJECT = Pattern.compile("(?m)^Subject: (.*)$");

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    /** The Date of the examples that counts as now. */
    private static final Instant NEWEST = Instant.parse("2026-11-22T10:42:00Z");

    /** The mails {@code 1.eml} to {@code N.eml} of a story. */
    static List<ExampleMail> story(String list, String name, int mails, Instant now) {
        return IntStream.rangeClosed(1, mails)
                .mapToObj(n -> read(list, "/demo/" + list + "/" + name + "/" + n + ".eml", now))
                .toList();
    }

    String address() {
        return list + "@lists.example.org";
    }

    String subject() {
        Matcher subject = SUBJECT.matcher(text);
        return subject.find() ? subject.group(1) : "";
    }

    private static ExampleMail read(String list, String resource, Instant now) {
        try (InputStream bytes = ExampleMail.class.getResourceAsStream(resource)) {
            String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            Matcher date = DATE.matcher(text);
            if (!date.find()) {
                throw new IllegalStateException("an example without Date: " + resource);
            }
            Duration age =
                    Duration.between(OffsetDateTime.parse(date.group(1), FORMAT).toInstant(), NEWEST);
            String moved = FORMAT.format(now.minus(age).atOffset(ZoneOffset.UTC));
            return new ExampleMail(list, date.replaceFirst("Date: " + moved));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
