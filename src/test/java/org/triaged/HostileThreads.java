package org.triaged;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many mails that hang together in ways which cost careless assemblers more than their number. */
public final class HostileThreads {

    public static final Map<String, IntFunction<List<byte[]>>> ALL = all();

    private static final String BO = "Bo <bo@example.org>";

    private HostileThreads() {}

    private static Map<String, IntFunction<List<byte[]>>> all() {
        Map<String, IntFunction<List<byte[]>>> all = new TreeMap<>();
        all.put("a deep thread of replies", count -> below(count, at -> reply(at, chain(at))));
        all.put("a flat thread of replies", count -> below(count, at -> reply(at, "<0@x>")));
        all.put("a deep thread of patches", count -> below(count, at -> patch(at, "[PATCH] part " + at, chain(at))));
        all.put("replies to ghosts", count -> below(count, at -> reply(at, "<g" + at + "@x>")));
        all.put("replies with long references", count -> below(count, at -> reply(at, references(at))));
        all.put(
                "replies that cite each other in circles",
                count -> below(count, at -> reply(at, "<" + (at + 1) + "@x>")));
        all.put("parts of one series", count -> below(count, at -> patch(at, numbered("", at, count), "<0@x>")));
        all.put(
                "parts that state a tool",
                count -> below(
                        count,
                        at -> mail(
                                Integer.toString(at),
                                at,
                                "Ann <ann@example.org>",
                                numbered("", at, count),
                                "<0@x>",
                                "Generated with Claude Code.\n\n" + SIGNED + DIFF)));
        all.put("parts in a chain", count -> below(count, at -> patch(at, numbered("", at, count), chain(at))));
        all.put("parts without threading", count -> below(count, at -> patch(at, numbered("", at, count), "")));
        all.put(
                "parts of a pull request",
                count -> below(count, at -> patch(at, "[PULL %d/%d] p".formatted(at, count), "<0@x>")));
        all.put("one slot", count -> below(count, at -> patch(at, "[PATCH 1/2] again", "<0@x>")));
        all.put("one slot over years", count -> each(count, at -> patch(at * 3600, "[PATCH 1/2] again", "<0@x>")));
        all.put("versions", count -> each(count, at -> patch(at * 3600, "[PATCH v%d] one work".formatted(at), "")));
        all.put(
                "versions in a chain",
                count -> each(count, at -> patch(at, "[PATCH v%d 1/1] one work".formatted(at), chain(at))));
        all.put(
                "versions with covers in a chain",
                count ->
                        each(count, at -> patch(at, "[PATCH v%d %d/1] one work".formatted(at / 2, at % 2), chain(at))));
        all.put(
                "versions of one number, all replies to one",
                count -> below(count, at -> patch(at, "[PATCH v%d 1/2] p".formatted(at), "<0@x>")));
        all.put("covers alone", count -> each(count, at -> patch(at, "[PATCH 0/2] cover", "")));
        all.put("patches under one title", count -> each(count, at -> patch(at * 3600, "[PATCH] one title", "")));
        all.put("patches at once", count -> each(count, at -> patch(at, "[PATCH] title " + at, "")));
        all.put("parts with other tags", count -> each(count, at -> patch(at, "[PATCH t%d 2/3] p".formatted(at), "")));
        all.put(
                "holes and what fills them",
                count -> each(
                        count,
                        at -> at % 2 == 0
                                ? patch(at, "[PATCH 2/2] part", "<g" + at + "@x>")
                                : patch(at, "[PATCH t%d 1/2] part".formatted(at), "")));
        all.put("copies of one mail", count -> each(count, at -> patch(0, "[PATCH] copied", "")));
        all.put(
                "mails under one id",
                count -> each(count, at -> mail("0", at, "Ann <ann@example.org>", "[PATCH] " + at, "", DIFF)));
        all.put("a chain of Based-on", count -> each(count, at -> linked(at, "Based-on")));
        all.put("a chain of Supersedes", count -> each(count, at -> linked(at, "Supersedes")));
        all.put(
                "one change id",
                count -> each(
                        count,
                        at -> mail(
                                Integer.toString(at),
                                at * 3600,
                                "Ann <ann@example.org>",
                                "[PATCH] " + at,
                                "",
                                "---\nChange-Id: I1\nchange-id: 1\n\n" + DIFF)));
        all.put("Based-on of all in one reply", HostileThreads::basedOnAll);
        all.put("trailers for all parts", HostileThreads::trailersForAll);
        all.put(
                "trailers given and withdrawn",
                count -> below(
                        count,
                        at -> mail(
                                Integer.toString(at),
                                at,
                                BO,
                                "Re: [PATCH 0/2] top",
                                "<0@x>",
                                (at % 2 == 0 ? "Reviewed" : "Nacked") + "-by: " + BO + "\n")));
        all.put(
                "quotes of quotes",
                count -> below(
                        count,
                        at -> mail(
                                Integer.toString(at),
                                at,
                                BO,
                                "Re: top",
                                chain(at),
                                ">".repeat(Math.min(at, 70)) + " a\nb\n")));
        all.put(
                "senders with one name",
                count -> below(
                        count,
                        at -> mail(
                                Integer.toString(at),
                                at,
                                "Ann <ann" + at + "@example.org>",
                                numbered("", at, count),
                                "<0@x>",
                                SIGNED + DIFF)));
        all.put(
                "other persons below a patch",
                count -> below(
                        count,
                        at -> mail(
                                Integer.toString(at),
                                at,
                                "P" + at + " <p" + at + "@example.org>",
                                "[PATCH 1/1] p",
                                chain(at),
                                SIGNED + DIFF)));
        return all;
    }

    private static final String SIGNED = "Why.\n\nSigned-off-by: Ann <ann@example.org>\n---\n\n";
    private static final String DIFF = "diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n";

    private static List<byte[]> each(int count, IntFunction<byte[]> mail) {
        return IntStream.rangeClosed(1, count).mapToObj(mail).toList();
    }

    /** With a cover above them. */
    private static List<byte[]> below(int count, IntFunction<byte[]> mail) {
        List<byte[]> mails = new ArrayList<>();
        mails.add(mail(
                "0", 0, "Ann <ann@example.org>", "[PATCH 0/%d] top".formatted(count), "", "What for.\n\n f | 2 +-\n"));
        mails.addAll(each(count, mail));
        return mails;
    }

    private static List<byte[]> basedOnAll(int count) {
        List<byte[]> mails = new ArrayList<>(each(count, at -> patch(at, "[PATCH] p" + at, "")));
        for (int from = 1; from <= count; from += 100) {
            StringBuilder lines = new StringBuilder();
            IntStream.range(from, Math.min(from + 100, count + 1))
                    .forEach(at -> lines.append("Supersedes: <" + at + "@x>\n"));
            mails.add(mail(
                    "all" + from, count + from, "Ann <ann@example.org>", "Re: [PATCH] p1", "<1@x>", lines.toString()));
        }
        return mails;
    }

    private static List<byte[]> trailersForAll(int count) {
        int parts = Math.min(100, count);
        List<byte[]> mails = new ArrayList<>(below(parts, at -> patch(at, numbered("", at, parts), "<0@x>")));
        for (int at = parts; at < count; at++) {
            String who = "R" + at + " <r" + at + "@example.org>";
            mails.add(
                    mail("r" + at, at, who, "Re: top", "<0@x>", "Reviewed-by: " + who + "\nTested-by: " + who + "\n"));
        }
        return mails;
    }

    private static byte[] linked(int at, String key) {
        String body = "Why.\n\nSigned-off-by: Ann <ann@example.org>\n---\n" + key + ": <" + (at - 1) + "@x>\n\n" + DIFF;
        return mail(Integer.toString(at), at * 3600, "Ann <ann@example.org>", "[PATCH] p" + at, "", body);
    }

    private static String numbered(String tag, int at, int count) {
        return "[PATCH%s %d/%d] part %d".formatted(tag, at, count, at);
    }

    private static String chain(int at) {
        return "<" + (at - 1) + "@x>";
    }

    private static String references(int at) {
        StringBuilder ids = new StringBuilder();
        IntStream.range(Math.max(0, at - 30), at).forEach(id -> ids.append("<" + id + "@x>\n "));
        return ids.toString().strip();
    }

    private static byte[] patch(int at, String subject, String references) {
        return mail(Integer.toString(at), at, "Ann <ann@example.org>", subject, references, SIGNED + DIFF);
    }

    private static byte[] reply(int at, String references) {
        String who = "R" + at + " <r" + at + "@example.org>";
        return mail(
                Integer.toString(at),
                at,
                who,
                "Re: [PATCH 0/1] top",
                references,
                "> a\n\nFine.\n\nReviewed-by: " + who + "\n");
    }

    private static byte[] mail(String id, long seconds, String from, String subject, String references, String body) {
        String header = """
                From: %s
                To: qemu-devel@nongnu.org
                List-Id: <qemu-devel.nongnu.org>
                Subject: %s
                Message-ID: <%s@x>
                Date: %s
                References: %s

                """.formatted(from, subject, id, date(seconds), references);
        return (header + body).getBytes(StandardCharsets.UTF_8);
    }

    private static String date(long seconds) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.parse("2020-01-05T09:00:00Z").plusSeconds(seconds).atZone(ZoneOffset.UTC));
    }
}
