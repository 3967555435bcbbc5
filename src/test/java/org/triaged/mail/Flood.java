package org.triaged.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A shape of mail that costs careless readers more than its size: one thing again and again, at one place of a mail.
 *
 * @param unit what comes again; {@code #} in it is its number
 */
public record Flood(String name, Place place, String begin, String unit, String end) {

    /** Where it stands. */
    public enum Place {
        HEADER,
        MESSAGE,
        DIFF,
        PARTS
    }

    public static final List<Flood> ALL = all();

    private static final String REST = """
            Why it is needed.

            Signed-off-by: Ann Dev <ann@example.org>
            """;
    private static final String DIFF = """
            ---
             f.c | 2 +-

            diff --git a/f.c b/f.c
            --- a/f.c
            +++ b/f.c
            @@ -1,2 +1,2 @@
             a
            -b
            +c
            """;

    private static List<Flood> all() {
        List<Flood> all = new ArrayList<>();
        header(all, "fields", "X-A: b\n", "X-#: b\n");
        header(all, "fields of one name", "X-A: b\n", "To: a#@example.org\n");
        header(all, "folds", "X-A: b", "\n b");
        header(all, "encoded words", "Subject: [PATCH] ", "=?utf-8?q?a=C3=A9?= ");
        header(all, "encoded words of other charsets", "Subject: [PATCH] ", "=?iso-8859-#?q?a=E9?= ");
        header(all, "encoded words in base64", "From: ", "=?utf-8?b?w6k=?= ");
        header(all, "beginnings of encoded words", "Subject: ", "=?");
        header(all, "encoded words without end", "Subject: ", "=?x?q?");
        header(all, "addresses", "Cc: a@example.org", ", A # <a#@example.org>");
        header(all, "addresses without end", "Cc: ", "<a#@x ");
        header(all, "addresses in From", "From: a@example.org", ", b#@example.org");
        header(all, "groups", "To: ", "a:;");
        header(all, "quotes", "From: ", "\"");
        header(all, "comments in an address", "From: ", "(");
        header(all, "backslashes", "From: \"", "\\");
        header(all, "references", "References: ", "<#@example.org> ");
        header(all, "references without end", "References: ", "<#@x ");
        header(all, "closings in references", "References: ", "a@x> ");
        header(all, "comments in references", "In-Reply-To: ", "(a) ");
        header(all, "open comments in references", "In-Reply-To: ", "(");
        header(all, "ids", "Message-ID: ", "<#@example.org>");
        header(all, "brackets", "Subject: ", "[");
        header(all, "groups of a subject", "Subject: ", "[t#] ");
        header(all, "versions of a subject", "Subject: [PATCH", " v#");
        header(all, "glued words of a subject", "Subject: [", "patch-for-");
        header(all, "numbers of a subject", "Subject: [PATCH ", "1/");
        header(all, "reply prefixes", "Subject: ", "Re: ");
        header(all, "parameters", "Content-Type: text/plain", "; a#=b");
        header(all, "quoted parameters", "Content-Type: text/plain; a=", "\"");
        message(all, "quotes of a mail", "", "> a\n");
        message(all, "depth of a quote", "", ">");
        message(all, "trailers", "", "Reviewed-by: R # <r#@example.org>\n");
        message(all, "one trailer", "", "Reviewed-by: Bob Q <bob@example.org>\n");
        message(all, "wrapped trailers", "", "Reviewed-by: R #\n<r#@example.org>\n");
        message(all, "continued trailers", "Fixes: a\n", " b\n");
        message(all, "links to mails", "", "Based-on: <#@example.org>\n");
        message(all, "links on one line", "Based-on: ", "<#@example.org> ");
        message(all, "in-body headers", "", "From: a\n");
        message(all, "continued in-body headers", "From: a\n", " b\n");
        message(all, "cuts", "", "---\nb\n");
        message(all, "marks of signatures", "", "-- \nb\n");
        message(all, "rules of footers", "", "____________________\n");
        message(all, "diffstat", "", " a | 1 +\n");
        message(all, "shortlog", "", "a (1):\n  b\n");
        message(all, "blank lines", "", "\n");
        message(all, "blanks", "", " ");
        message(all, "words", "", "word ");
        message(all, "claims", "", "I used Claude # to write this.\n");
        message(all, "addresses in prose", "", "On a day A <a#@example.org> wrote:\n");
        message(all, "forwards", "", "-----Original Message\n");
        message(all, "pull requests", "", "The following changes since commit 1234567:\n");
        diff(all, "files", "", "diff --git a/f# b/f#\nindex 1..2\n--- a/f#\n+++ b/f#\n@@ -1 +1 @@\n-a\n+b\n");
        diff(all, "lines of diff --git", "", "diff --git a/f b/f\n");
        diff(all, "hunks", "diff --git a/f b/f\n--- a/f\n+++ b/f\n", "@@ -1 +1 @@\n-a\n+b\n");
        diff(all, "lies of hunks", "", "--- a/f\n+++ b/f\n@@ -1,999999 +1,999999 @@\n");
        diff(all, "signatures in a hunk", "--- a/f\n+++ b/f\n@@ -1,999999 +1,999999 @@\n", "-- \n");
        diff(all, "merged hunks", "diff --cc f\n--- a/f\n+++ b/f\n", "@@@ -1,1 -1,1 +1,1 @@@\n  a\n");
        diff(all, "CVS headers", "", "Index: f\n---\n");
        diff(all, "quoted names", "diff --git \"a/", "\\303");
        diff(all, "blanks in names", "diff --git ", "a b ");
        diff(all, "added lines", "diff --git a/f b/f\n--- /dev/null\n+++ b/f\n@@ -0,0 +1,999999 @@\n", "+word word\n");
        parts(all, "parts", "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\na\n");
        parts(
                all,
                "parts of HTML",
                "Content-Type: multipart/mixed; boundary=b\n\n",
                "--b\nContent-Type: text/html\n\n<b>\n");
        parts(all, "nested parts", "", "Content-Type: multipart/mixed; boundary=b#\n\n--b#\n");
        parts(all, "nested parts of one boundary", "", "Content-Type: multipart/mixed; boundary=b\n\n--b\n");
        parts(all, "nested mails", "", "Content-Type: message/rfc822\n\n");
        parts(all, "almost boundaries", "Content-Type: multipart/mixed; boundary=bbbbbbbbbb\n\n", "--bbbbbbbbb\n");
        parts(all, "base64", "Content-Transfer-Encoding: base64\n\n", "YWFhYWFh\n");
        parts(all, "ends of base64", "Content-Transfer-Encoding: base64\n\n", "YQ==");
        parts(all, "soft breaks of quoted-printable", "Content-Transfer-Encoding: quoted-printable\n\n", "a=\n");
        parts(all, "blanks of quoted-printable", "Content-Transfer-Encoding: quoted-printable\n\n", "  \t");
        parts(all, "soft breaks of flowed text", "Content-Type: text/plain; format=flowed\n\n", "a \n");
        parts(
                all,
                "flowed hunks",
                "Content-Type: text/plain; format=flowed\n\n--- a/f\n+++ b/f\n",
                "@@ -1,9 +1,9 @@\n \n");
        parts(all, "bytes of no charset", "Content-Type: text/plain; charset=utf-8\n\n", "\u00ff");
        return List.copyOf(all);
    }

    private static void header(List<Flood> all, String name, String begin, String unit) {
        all.add(new Flood(name, Place.HEADER, begin, unit, "\n"));
    }

    private static void message(List<Flood> all, String name, String begin, String unit) {
        all.add(new Flood(name, Place.MESSAGE, begin, unit, "\n"));
    }

    private static void diff(List<Flood> all, String name, String begin, String unit) {
        all.add(new Flood(name, Place.DIFF, begin, unit, "\n"));
    }

    private static void parts(List<Flood> all, String name, String begin, String unit) {
        all.add(new Flood(name, Place.PARTS, begin, unit, "\n"));
    }

    /** That many characters of it, or some more. */
    private String text(int size) {
        StringBuilder text = new StringBuilder(begin);
        for (int number = 0; text.length() < size; number++) {
            text.append(unit.replace("#", Integer.toString(number)));
        }
        return text.append(end).toString().replace("\n\n\n", "\n\n");
    }

    /** A patch that is flooded with it, of about that many bytes. */
    public byte[] mail(int size) {
        String flood = text(size);
        String header = "Date: Mon, 5 Jan 2026 09:00:00 +0000\nList-Id: <qemu-devel.nongnu.org>\n";
        for (String field : List.of("From: Ann <ann@example.org>\n", "Subject: [PATCH] x\n", "Message-ID: <1@x>\n")) {
            boolean flooded = flood.startsWith(field.substring(0, field.indexOf(' ')));
            header += flooded ? "" : field;
        }
        String mail =
                switch (place) {
                    case HEADER -> header + flood + "\n" + REST + DIFF;
                    case MESSAGE -> header + "\n" + flood + REST + DIFF;
                    case DIFF -> header + "\n" + REST + DIFF + flood;
                    case PARTS -> header + flood + REST + DIFF;
                };
        return mail.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** That mail with about so many bytes of it at a drawn place. */
    byte[] into(byte[] mail, int size, Random random) {
        String text = new String(mail, StandardCharsets.ISO_8859_1);
        int body = Math.max(0, text.indexOf("\n\n") + 1);
        int drawn = text.indexOf('\n', body + random.nextInt(text.length() - body + 1)) + 1;
        String flood = text(size);
        String flooded =
                switch (place) {
                    case HEADER -> flood + text;
                    case MESSAGE, DIFF -> text.substring(0, drawn) + flood + text.substring(drawn);
                    case PARTS -> text.substring(0, body) + flood + text.substring(body);
                };
        return flooded.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return name;
    }
}
