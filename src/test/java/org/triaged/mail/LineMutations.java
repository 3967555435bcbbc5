package org.triaged.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Mails changed line by line, as gateways, editors and tired people change them: most can still be read, so two readers
 * can be compared on them. Seeded, so that a difference comes again.
 */
public final class LineMutations {

    private static final List<String> CHARSETS = List.of(
            "us-ascii", "utf-8", "UTF-8", "iso-8859-1", "iso-8859-15", "windows-1252", "gb2312", "koi8-r", "x-no");
    private static final List<String> ENCODINGS =
            List.of("7bit", "8bit", "quoted-printable", "base64", "binary", "x-uu");
    private static final List<String> BODY_LINES = List.of(
            "---",
            "--- ",
            "-- ",
            "",
            " ",
            "From: Bob Dev <bob@example.org>",
            "Subject: [PATCH] other",
            "Signed-off-by: Bob Dev <bob@example.org>",
            "Reviewed-by: Bob Dev",
            "<bob@example.org>",
            "Fixes: 123456789abc (\"foo: bar\")",
            "https://example.org/a",
            "[bob: reworded]",
            "# a comment",
            "(cherry picked from commit 1234567890123456789012345678901234567890)",
            ">From the start",
            "diff is below",
            "Index: a.c",
            " a.c | 2 +-",
            "-- >8 --",
            "\\ No newline at end of file");

    private final Random random;
    private final List<byte[]> mails;

    public LineMutations(long seed, List<byte[]> mails) {
        this.random = new Random(seed);
        this.mails = List.copyOf(mails);
    }

    public byte[] next() {
        Draft draft = new Draft(any());
        for (int times = random.nextInt(3); times >= 0; times--) {
            if (random.nextInt(5) < 2) {
                header(draft);
            } else {
                body(draft);
            }
        }
        byte[] mail = draft.bytes();
        return random.nextInt(12) == 0 ? carriageReturns(mail) : mail;
    }

    private byte[] any() {
        return mails.get(random.nextInt(mails.size()));
    }

    /** A mail as its lines, a character for each byte. */
    private static final class Draft {

        private final List<String> header = new ArrayList<>();
        private final List<String> body = new ArrayList<>();

        Draft(byte[] mail) {
            List<String> target = header;
            for (String line : new String(mail, StandardCharsets.ISO_8859_1).split("\n", -1)) {
                if (target == header && line.isEmpty()) {
                    target = body;
                } else {
                    target.add(line);
                }
            }
        }

        byte[] bytes() {
            String all = String.join("\n", header) + "\n\n" + String.join("\n", body);
            return all.getBytes(StandardCharsets.ISO_8859_1);
        }

        /** Of the header line with that name; -1 when there is none. */
        int field(String name) {
            for (int at = 0; at < header.size(); at++) {
                if (header.get(at).toLowerCase(Locale.ROOT).startsWith(name + ":")) {
                    return at;
                }
            }
            return -1;
        }

        void put(String name, String value) {
            int at = field(name.toLowerCase(Locale.ROOT));
            while (at >= 0) {
                header.remove(at);
                while (at < header.size() && header.get(at).matches("[ \t].*")) {
                    header.remove(at);
                }
                at = field(name.toLowerCase(Locale.ROOT));
            }
            header.add(name + ": " + value);
        }

        boolean multipart() {
            return header.stream()
                    .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("multipart/"));
        }
    }

    private void header(Draft draft) {
        List<String> lines = draft.header;
        switch (random.nextInt(9)) {
            case 0 -> remove(lines, 1);
            case 1 -> swap(lines);
            case 2 -> repeat(lines, 1);
            case 3 -> insert(lines, pick(new Draft(any()).header));
            case 4 -> draft.put("Content-Type", "text/plain; charset=" + pick(CHARSETS));
            case 5 -> draft.put("Content-Transfer-Encoding", pick(ENCODINGS));
            case 6 -> fold(lines);
            case 7 -> boundary(lines);
            default -> edge(lines);
        }
    }

    private void body(Draft draft) {
        List<String> lines = draft.body;
        switch (random.nextInt(13)) {
            case 0 -> remove(lines, 1 + random.nextInt(3));
            case 1 -> swap(lines);
            case 2 -> repeat(lines, 1 + random.nextInt(3));
            case 3 -> insert(lines, pick(new Draft(any()).body));
            case 4 -> insert(lines, pick(BODY_LINES));
            case 5, 6 -> nearMessageEnd(lines);
            case 7 -> edge(lines);
            case 8 -> hunkHead(lines);
            case 9 -> encoded(draft);
            case 10 -> parts(draft);
            case 11 ->
                draft.put(
                        "Content-Type",
                        "text/plain; charset=utf-8; format=flowed" + (random.nextBoolean() ? "; delsp=yes" : ""));
            default -> cut(lines);
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private int at(List<String> lines) {
        return lines.isEmpty() ? 0 : random.nextInt(lines.size());
    }

    private void remove(List<String> lines, int count) {
        for (int times = 0; times < count && !lines.isEmpty(); times++) {
            lines.remove(at(lines));
        }
    }

    private void swap(List<String> lines) {
        if (lines.size() > 1) {
            int first = random.nextInt(lines.size() - 1);
            Collections.swap(lines, first, Math.min(first + 1 + random.nextInt(3), lines.size() - 1));
        }
    }

    private void repeat(List<String> lines, int count) {
        int from = at(lines);
        List<String> piece = List.copyOf(lines.subList(from, Math.min(from + count, lines.size())));
        lines.addAll(from, piece);
    }

    private void insert(List<String> lines, String line) {
        lines.add(lines.isEmpty() ? 0 : random.nextInt(lines.size() + 1), line);
    }

    /** Where trailers and notes stand, and most is decided. */
    private void nearMessageEnd(List<String> lines) {
        int end = lines.indexOf("---");
        int from = Math.max(0, end - 4);
        int place = Math.min(from + random.nextInt(7), lines.size());
        lines.add(place, pick(BODY_LINES));
    }

    private void edge(List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        int at = at(lines);
        String line = lines.get(at);
        lines.set(
                at,
                switch (random.nextInt(6)) {
                    case 0 -> line + " ";
                    case 1 -> line.stripTrailing();
                    case 2 -> " " + line;
                    case 3 -> line.stripLeading();
                    case 4 -> line.replace("    ", "\t");
                    default -> "> " + line;
                });
    }

    private void fold(List<String> lines) {
        int at = at(lines);
        String line = lines.isEmpty() ? "" : lines.get(at);
        int blank = line.indexOf(' ', line.indexOf(':') + 2);
        if (blank > 0) {
            lines.set(at, line.substring(0, blank));
            lines.add(at + 1, line.substring(blank));
        }
    }

    private void boundary(List<String> lines) {
        for (int at = 0; at < lines.size(); at++) {
            int boundary = lines.get(at).indexOf("boundary=");
            if (boundary >= 0) {
                lines.set(at, lines.get(at).substring(0, boundary + 9) + pick(List.of("x", "\"\"", "\"a b\"", "")));
            }
        }
    }

    private void hunkHead(List<String> lines) {
        List<Integer> heads = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).startsWith("@@ -")) {
                heads.add(at);
            }
        }
        if (!heads.isEmpty()) {
            int at = pick(heads);
            String[] words = lines.get(at).split("(?<=,)|(?= )");
            int word = random.nextInt(words.length);
            words[word] = words[word].replaceFirst("[0-9]+", Integer.toString(random.nextInt(12)));
            lines.set(at, String.join("", words));
        }
    }

    /** The same text on another way. */
    private void encoded(Draft draft) {
        if (draft.multipart() || draft.field("content-transfer-encoding") >= 0) {
            return;
        }
        byte[] plain = String.join("\n", draft.body).getBytes(StandardCharsets.ISO_8859_1);
        boolean base64 = random.nextBoolean();
        draft.put("Content-Transfer-Encoding", base64 ? "base64" : "quoted-printable");
        String coded =
                base64 ? Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(plain) : quotedPrintable(plain);
        draft.body.clear();
        draft.body.addAll(Arrays.asList(coded.split("\n", -1)));
    }

    private static String quotedPrintable(byte[] plain) {
        StringBuilder coded = new StringBuilder();
        int column = 0;
        for (int at = 0; at < plain.length; at++) {
            char c = (char) (plain[at] & 0xff);
            boolean atEnd = at + 1 == plain.length || plain[at + 1] == '\n';
            boolean plainly = c == '\n' || c > ' ' && c < 0x7f && c != '=' || (c == ' ' || c == '\t') && !atEnd;
            String piece = plainly ? String.valueOf(c) : String.format("=%02X", (int) c);
            if (c != '\n' && column + piece.length() > 75) {
                coded.append("=\n");
                column = 0;
            }
            coded.append(piece);
            column = c == '\n' ? 0 : column + piece.length();
        }
        return coded.toString();
    }

    /** The text as the first, the last or each of two parts. */
    private void parts(Draft draft) {
        if (draft.multipart() || draft.field("content-transfer-encoding") >= 0) {
            return;
        }
        List<String> text = List.copyOf(draft.body);
        int half = random.nextInt(3) == 0 ? random.nextInt(text.size() + 1) : text.size();
        String second = pick(List.of("text/plain", "text/x-patch", "text/html", "application/octet-stream"));
        draft.put("MIME-Version", "1.0");
        draft.put("Content-Type", "multipart/mixed; boundary=\"=_x\"");
        draft.body.clear();
        draft.body.addAll(List.of("--=_x", "Content-Type: text/plain; charset=utf-8", ""));
        draft.body.addAll(text.subList(0, half));
        draft.body.addAll(List.of("--=_x", "Content-Type: " + second, ""));
        draft.body.addAll(text.subList(half, text.size()));
        draft.body.add("--=_x--");
    }

    private void cut(List<String> lines) {
        int from = at(lines);
        lines.subList(from, Math.min(lines.size(), from + 1 + random.nextInt(30)))
                .clear();
    }

    private static byte[] carriageReturns(byte[] mail) {
        return new String(mail, StandardCharsets.ISO_8859_1)
                .replace("\r", "")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
