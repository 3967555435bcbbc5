package org.triaged;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.triaged.mail.Budget;
import org.triaged.mail.Envelope;
import org.triaged.mail.Limits;
import org.triaged.mail.MailParser;
import org.triaged.series.Corpus;

/** Real mails of the corpus beside the project, as they are or as if they had been posted to our list just now. */
final class SampleMails {

    private static final Pattern DATE = Pattern.compile("(?mi)^Date: .*$");

    private static final Pattern LIST_ID = Pattern.compile("(?mi)^List-Id:.*(\\n[ \\t].*)*\\n");

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private SampleMails() {}

    /** Without the corpus a test says that it was skipped. */
    static void assumePresent(Class<?> test) {
        boolean present = Corpus.beside().present();
        if (!present) {
            System.out.println(test.getSimpleName() + " skipped: there is no corpus beside the project");
        }
        Assumptions.assumeTrue(present, "no corpus beside the project");
    }

    static List<byte[]> asTheyAre() {
        return Corpus.beside().mails("sample.mbox");
    }

    static List<byte[]> withoutSignOffs() {
        return asTheyAre().stream()
                .map(mail -> text(mail).replaceAll("(?mi)^\\s*signed-off-by:.*\\n", ""))
                .map(mail -> mail.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    /** A mail as if it had been posted to our list lately. */
    record Posted(byte[] raw, Instant arrival) {}

    /** In the order of their dates, a minute from mail to mail, the last one a minute ago. */
    static List<Posted> postedBefore(Instant now, List<byte[]> mails) {
        List<byte[]> inOrder = mails.stream()
                .sorted(Comparator.comparing(mail -> envelope(mail).date()))
                .toList();
        List<Posted> posted = new ArrayList<>();
        for (int i = 0; i < inOrder.size(); i++) {
            Instant date = now.minus(Duration.ofMinutes(inOrder.size() - i));
            posted.add(new Posted(moved(inOrder.get(i), date), date));
        }
        return posted;
    }

    private static byte[] moved(byte[] mail, Instant date) {
        String text = text(mail);
        int body = text.indexOf("\n\n");
        String header = LIST_ID.matcher(text.substring(0, body + 1)).replaceAll("");
        header = DATE.matcher(header).replaceFirst("Date: " + FORMAT.format(date.atOffset(ZoneOffset.UTC)));
        return (header + "List-Id: <devel.lists.example.org>\n" + text.substring(body + 1))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    static Envelope envelope(byte[] mail) {
        return MailParser.parse(mail, Instant.EPOCH, Limits.DEFAULT, Budget.UNLIMITED)
                .envelope();
    }

    private static String text(byte[] mail) {
        return new String(mail, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    }
}
