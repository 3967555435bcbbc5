package org.triaged.mail;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the header of one part says of its content (RFC 2045, RFC 2183). The first field of a name wins. */
final class PartHeader {

    private static final int MOST_PARAMETERS = 100;

    /** People forget the semicolon, and gateways fold what is no part of it below. */
    private static final Pattern BEHIND_THE_TYPE = Pattern.compile("[\\s,]");

    private final Map<String, String> type = new HashMap<>();
    private final Map<String, String> disposition = new HashMap<>();
    private String encoding = "";

    /** Only fields about the content are read here. */
    static boolean reads(String name) {
        return name.regionMatches(true, 0, "content-", 0, "content-".length());
    }

    void add(String name, String body) {
        switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "content-type" -> readOnce(body, type);
            case "content-disposition" -> readOnce(body, disposition);
            case "content-transfer-encoding" -> encoding = encoding.isEmpty() ? plain(body) : encoding;
            default -> {}
        }
    }

    String mimeType() {
        String stated = BEHIND_THE_TYPE.split(type.getOrDefault("", "text/plain"), 2)[0];
        return stated.indexOf('/') > 0 ? stated : "text/plain"; // RFC 2045, 5.2
    }

    /** The transfer encoding; "" when none is stated. */
    String encoding() {
        return encoding;
    }

    Optional<String> charset() {
        return Optional.ofNullable(type.get("charset"))
                .map(charset -> charset.replace("'", "").strip())
                .filter(charset -> !charset.isEmpty());
    }

    boolean flowed() {
        return mimeType().equals("text/plain") && "flowed".equalsIgnoreCase(type.get("format"));
    }

    boolean deletesSpace() {
        return "yes".equalsIgnoreCase(type.get("delsp"));
    }

    boolean hasFileName() {
        return fileName().isPresent();
    }

    /** As the sender called the file, in either field; encoded words and RFC 2231 are not undone. */
    Optional<String> fileName() {
        return Stream.of(Map.entry("filename", disposition), Map.entry("name", type))
                .flatMap(named -> named.getValue().entrySet().stream()
                        .filter(parameter -> parameter.getKey().startsWith(named.getKey())))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static void readOnce(String body, Map<String, String> into) {
        if (into.isEmpty()) {
            int at = 0;
            while (at < body.length() && into.size() <= MOST_PARAMETERS) {
                int end = endOfParameter(body, at);
                put(body.substring(at, end), into);
                at = end + 1;
            }
        }
    }

    private static int endOfParameter(String body, int from) {
        boolean quoted = false;
        int at = from;
        while (at < body.length() && (quoted || body.charAt(at) != ';')) {
            quoted ^= body.charAt(at) == '"';
            at++;
        }
        return at;
    }

    private static void put(String parameter, Map<String, String> into) {
        int equals = parameter.indexOf('=');
        if (into.isEmpty()) {
            into.put("", plain(parameter));
        } else if (equals > 0) {
            into.putIfAbsent(plain(parameter.substring(0, equals)), value(parameter.substring(equals + 1)));
        }
    }

    private static String value(String text) {
        return text.replaceAll("[\"\\p{Cntrl}]", "").strip();
    }

    private static String plain(String text) {
        return value(text).toLowerCase(Locale.ROOT);
    }
}
