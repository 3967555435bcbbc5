package org.triaged.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One Authentication-Results field (RFC 8601, 2.2), comments left out. */
record AuthenticationResults(String authservId, List<Result> results) {

    /** @param properties such as {@code header.d}, in lower case */
    private record Result(String method, String outcome, Map<String, String> properties) {}

    /** Empty when the field does not begin with a name. */
    static Optional<AuthenticationResults> read(String field) {
        List<String> parts = split(withoutComments(field));
        String name = parts.get(0).strip().split("\\s+", 2)[0];
        List<Result> results = new ArrayList<>();
        parts.subList(1, parts.size()).forEach(part -> result(part).ifPresent(results::add));
        return name.isEmpty() ? Optional.empty() : Optional.of(new AuthenticationResults(name, results));
    }

    boolean passes(String method) {
        return results.stream()
                .anyMatch(result ->
                        result.method().equals(method) && result.outcome().equals("pass"));
    }

    /** True when a signature of exactly that domain was found good; one of a domain above or below it says nothing. */
    boolean signedBy(String domain) {
        return results.stream()
                .filter(result ->
                        result.method().equals("dkim") && result.outcome().equals("pass"))
                .anyMatch(result -> domain.equalsIgnoreCase(result.properties().getOrDefault("header.d", "")));
    }

    static String withoutComments(String field) {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int at = 0; at < field.length(); at++) {
            char c = field.charAt(at);
            if (c == '\\' && at + 1 < field.length()) {
                at++;
            } else if (c == '"' && depth == 0) {
                quoted = !quoted;
            } else if (c == '(' && !quoted) {
                depth++;
                text.append(' ');
            } else if (c == ')' && !quoted && depth > 0) {
                depth--;
            } else if (depth == 0) {
                // What stands between quotes is one value, whatever it looks like.
                text.append(quoted && (c == ';' || c == '=' || Character.isWhitespace(c)) ? '_' : c);
            }
        }
        return text.toString();
    }

    private static List<String> split(String text) {
        return List.of(text.split(";", -1));
    }

    private static Optional<Result> result(String part) {
        String[] words = part.strip().replaceAll("\\s*=\\s*", "=").split("\\s+");
        int equals = words[0].indexOf('=');
        if (equals <= 0) {
            return Optional.empty();
        }
        String method = words[0].substring(0, equals).split("/", 2)[0].toLowerCase(Locale.ROOT);
        Map<String, String> properties = new HashMap<>();
        for (int at = 1; at < words.length; at++) {
            int sign = words[at].indexOf('=');
            if (sign > 0) {
                String name = words[at].substring(0, sign).toLowerCase(Locale.ROOT);
                properties.merge(name, words[at].substring(sign + 1), (one, other) -> one.equals(other) ? one : "");
            }
        }
        return Optional.of(
                new Result(method, words[0].substring(equals + 1).toLowerCase(Locale.ROOT), Map.copyOf(properties)));
    }
}
