package org.triaged.series;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a subject apart: list tags, reply prefixes and bracketed groups before the title, a bare {@code PATCH v2 1/3}
 * without brackets or with one of the two, or a group at the end.
 */
public final class SubjectGrammar {

    private static final int LONGEST = 2_000;

    private static final Pattern REPLY = Pattern.compile(
            "(?:re|aw|sv|vs|antw|odp|ynt|rv|tr|fwd|fw|wg|回复|答复|转发)(?:\\[\\d{1,4}]|\\^\\d{1,4})?[ \\t]*+[:：]",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern BARE = Pattern.compile(
            "\\[?patch(?:[ \\t]++(v\\d{1,4}(?:\\.\\d{1,4})?))?[ \\t]*+(\\d{1,4}/\\d{1,4})?[]:]?[ \\t]",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern VERSION_IN_TITLE = Pattern.compile("\\(v(\\d{1,4})\\)", Pattern.CASE_INSENSITIVE);

    private final String subject;
    private final Collection<String> listTags;
    private final TagWords words = new TagWords();
    private boolean replyPrefix;
    private int at;

    private SubjectGrammar(String subject, Collection<String> listTags) {
        this.subject = subject.length() > LONGEST ? subject.substring(0, LONGEST) : subject;
        this.listTags = listTags;
    }

    public static Subject read(String subject, Collection<String> listTags) {
        return new SubjectGrammar(subject, listTags).read();
    }

    private Subject read() {
        boolean more = true;
        while (more) {
            skipBlanksAndColons();
            more = group() || reply() || ping();
        }
        bare();
        skipBlanksAndColons();
        String title = endGroup(subject.substring(at).strip());
        words.versionElse(versionsIn(title));
        return new Subject(
                title,
                words.tags(),
                words.version(),
                words.fraction(),
                words.number(),
                replyPrefix,
                words.patch(),
                words.pull(),
                words.severalVersions());
    }

    private void skipBlanksAndColons() {
        while (at < subject.length() && (Character.isWhitespace(subject.charAt(at)) || subject.charAt(at) == ':')) {
            at++;
        }
    }

    private boolean group() {
        if (at == subject.length() || subject.charAt(at) != '[') {
            return false;
        }
        int end = closing(at);
        if (end < 0) {
            return false;
        }
        String inside = subject.substring(at + 1, end);
        at = end + 1;
        if (listTags.stream().noneMatch(inside.strip()::equalsIgnoreCase)) {
            words.take(inside);
        }
        return true;
    }

    private int closing(int open) {
        int depth = 0;
        for (int end = open; end < subject.length(); end++) {
            if (subject.charAt(end) == '[') {
                depth++;
            } else if (subject.charAt(end) == ']' && --depth == 0) {
                return end;
            }
        }
        return -1;
    }

    private boolean reply() {
        Matcher prefix = REPLY.matcher(subject).region(at, subject.length());
        if (!prefix.lookingAt()) {
            return false;
        }
        replyPrefix = true;
        at = prefix.end();
        return true;
    }

    /** {@code ping: [PATCH] x} asks about a patch; its title is the patch's. */
    private boolean ping() {
        int open = subject.indexOf('[', at);
        if (open <= at || !Ping.is(subject.substring(at, open))) {
            return false;
        }
        at = open;
        return true;
    }

    private void bare() {
        Matcher prefix = BARE.matcher(subject).region(at, subject.length());
        if (!words.patch() && prefix.lookingAt()) {
            words.take("PATCH");
            Optional.ofNullable(prefix.group(1)).ifPresent(words::take);
            Optional.ofNullable(prefix.group(2)).ifPresent(words::take);
            at = prefix.end();
        }
    }

    private String endGroup(String title) {
        int open = title.lastIndexOf('[');
        if (words.patch() || words.number().isPresent() || open < 0 || !title.endsWith("]")) {
            return title;
        }
        TagWords last = new TagWords();
        String inside = title.substring(open + 1, title.length() - 1);
        last.take(inside);
        if (!last.patch()) {
            return title;
        }
        words.take(inside);
        return title.substring(0, open).strip();
    }

    private static List<Integer> versionsIn(String title) {
        List<Integer> versions = new ArrayList<>();
        Matcher version = VERSION_IN_TITLE.matcher(title);
        while (version.find()) {
            versions.add(Integer.parseInt(version.group(1)));
        }
        return versions;
    }
}
