package org.triaged;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Five series of two patches and a cover letter in any order, four single patches and a mail that cannot be read; three
 * series are not signed, so three replies are due.
 */
final class TwentyMails {

    static final int REPLIES = 3;

    private TwentyMails() {}

    /** @param list its address */
    static List<byte[]> to(String list) {
        return mails().stream()
                .map(mail -> mail.replace(Installation.LIST, list).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** One that cannot be read. */
    static byte[] unreadable() {
        return unreadable(patch("broken", "[PATCH] hw/frob: broken", true)).getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> mails() {
        List<String> mails = new ArrayList<>();
        for (int series = 1; series <= 5; series++) {
            boolean signed = series != 2;
            String cover = "s" + series + "-0@contrib.example.org";
            mails.add(under(cover, patch("s" + series + "-1", part(series, 1), true)));
            mails.add(cover(patch("s" + series + "-0", "[PATCH 0/2] hw/frob: series " + series, false)));
            mails.add(under(cover, patch("s" + series + "-2", part(series, 2), signed)));
        }
        mails.add(10, unreadable(patch("broken", "[PATCH] hw/frob: broken", true)));
        for (int single = 1; single <= 4; single++) {
            mails.add(patch("p" + single, "[PATCH] hw/frob: single patch " + single, single != 1 && single != 4));
        }
        return mails;
    }

    private static String patch(String id, String subject, boolean signed) {
        return new String(Installation.patch(id + "@contrib.example.org", subject, signed), StandardCharsets.UTF_8);
    }

    private static String part(int series, int number) {
        return "[PATCH " + number + "/2] hw/frob: part " + number + " of series " + series;
    }

    private static String under(String parent, String mail) {
        return mail.replaceFirst("MIME-Version", "In-Reply-To: <" + parent + ">\r\nMIME-Version");
    }

    private static String cover(String mail) {
        return mail.substring(0, mail.indexOf("---")) + " hw/misc/frob.c | 2 ++\r\n 1 file changed\r\n";
    }

    /** Parts within parts, deeper than anybody reads. */
    private static String unreadable(String mail) {
        StringBuilder body = new StringBuilder();
        for (int depth = 0; depth < 60; depth++) {
            body.append("Content-Type: multipart/mixed; boundary=b")
                    .append(depth)
                    .append("\r\n\r\n--b");
            body.append(depth).append("\r\n");
        }
        return mail.replaceFirst("Content-Type: [^\r]*\r\n", "").replaceFirst("(?s)\r\n\r\n.*", "\r\n" + body);
    }
}
