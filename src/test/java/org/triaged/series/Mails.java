package org.triaged.series;

import java.util.List;
import org.triaged.mail.Eml;
import org.triaged.mail.Limits;

/** Mails to a list, as short as can be. */
final class Mails {

    static final ListFacts LIST = new ListFacts(
            "devel",
            "devel.example.org",
            List.of("devel@example.org"),
            List.of("relay@example.org"),
            List.of("devel"),
            "bot@example.org");

    static final String DIFF = """
            diff --git a/f.c b/f.c
            index 1111111..2222222 100644
            --- a/f.c
            +++ b/f.c
            @@ -1,2 +1,2 @@
             a
            -b
            +c
            """;

    private Mails() {}

    static ListMail read(String text) {
        return MailReader.read(Eml.mail(text), LIST, Limits.DEFAULT);
    }

    /** A mail from Ann on a day in January 2026, at an hour and minute, in reply to ids or to none. */
    static String header(String id, String subject, String time, String parent) {
        return """
            From: Ann Dev <ann@example.org>
            To: devel@example.org
            Subject: %s
            Message-ID: <%s@example.org>
            Date: 5 Jan 2026 %s +0000
            %s
            """.formatted(
                subject, id, time, parent.isEmpty() ? "X-None: 1\n" : "In-Reply-To: <" + parent + "@example.org>\n");
    }

    static ListMail patch(String id, String subject, String time, String parent) {
        return read(header(id, subject, time, parent) + "Say why.\n\nSigned-off-by: Ann Dev <ann@example.org>\n---\n\n"
                + DIFF);
    }

    static ListMail plain(String id, String subject, String time, String parent, String body) {
        return read(header(id, subject, time, parent) + body);
    }

    static ListMail cover(String id, String subject, String time, String parent) {
        return plain(id, subject, time, parent, "What it is for.\n\n f.c | 2 +-\n 1 file changed\n");
    }
}
