package org.triaged.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.triaged.mail.Person;

/** What git mailinfo, interpret-trailers and apply say of one mail, and what it means to agree with them. */
record GitTruth(Map<String, Object> row) {

    private String text(String key) {
        return String.valueOf(row.get(key));
    }

    boolean readable() {
        return text("numstat_error").isEmpty() && !list("numstat").isEmpty();
    }

    /** A diff within a reply, which is nobody's patch. */
    boolean reply() {
        return Boolean.TRUE.equals(row.get("is_reply"));
    }

    boolean comparable(ListMail mail) {
        return readable()
                && !mail.subject().replyPrefix()
                && (mail.subject().patchTag() || mail.subject().number().isPresent());
    }

    @SuppressWarnings("unchecked")
    private List<List<Object>> list(String key) {
        return row.get(key) instanceof List<?> found ? (List<List<Object>>) (Object) found : List.of();
    }

    /** In what we read that mail otherwise, as columns of {@code differences.tsv}. */
    List<Difference> differences(ListMail mail) {
        List<Difference> found = new ArrayList<>();
        if (!sameAuthor(mail)) {
            found.add(new Difference("author", "", ""));
        }
        if (!sameSubject(mail)) {
            found.add(new Difference("subject", "", ""));
        }
        if (!sameTrailers(mail)) {
            found.add(new Difference("trailers", trailerKeys(), keys(mail.trailers())));
        }
        if (!sameNumstat(mail)) {
            found.add(new Difference(
                    "numstat", list("numstat").size(), mail.files().size()));
        }
        return found;
    }

    record Difference(String field, Object theirs, Object ours) {}

    private static String keys(List<Trailer> trailers) {
        return String.join(" ", trailers.stream().map(Trailer::key).toList());
    }

    private boolean sameAuthor(ListMail mail) {
        Person ours = mail.odd("munged-from") || mail.odd("munged-from-lost")
                ? mail.inBodyFrom().orElse(mail.envelope().from())
                : mail.author();
        boolean address = ours.email().orElse("").equalsIgnoreCase(text("author_email"));
        boolean named = ours.name().isPresent() && !text("author_name").contains("@");
        return address && (!named || ours.name().get().equals(text("author_name")));
    }

    private boolean sameSubject(ListMail mail) {
        String theirs = SubjectGrammar.read(text("subject"), List.of()).title();
        return theirs.equals(mail.subject().title());
    }

    private boolean sameTrailers(ListMail mail) {
        List<List<Object>> theirs = list("trailers").stream()
                .filter(pair -> !mail.odd("url-as-trailer")
                        || !pair.get(0).toString().toLowerCase(Locale.ROOT).startsWith("http")
                                && pair.get(0).toString().length() <= 40)
                .toList();
        boolean mixed = mail.odd("trailer-block-mixed");
        int at = 0;
        for (Trailer trailer : mail.trailers()) {
            boolean same = at < theirs.size() && same(trailer, theirs.get(at), mail.odd("trailer-wrapped"));
            if (!same && !mixed) {
                return false;
            }
            at += same ? 1 : 0;
        }
        return at == theirs.size();
    }

    private static boolean same(Trailer ours, List<Object> theirs, boolean wrapped) {
        String value = theirs.get(1).toString();
        return ours.key().equals(theirs.get(0))
                && (wrapped ? ours.value().startsWith(value) : ours.value().equals(value));
    }

    private String trailerKeys() {
        return String.join(
                " ",
                list("trailers").stream().map(pair -> pair.get(0).toString()).toList());
    }

    Set<String> paths() {
        return list("numstat").stream().map(line -> line.get(2).toString()).collect(Collectors.toSet());
    }

    private boolean sameNumstat(ListMail mail) {
        List<String> ours = mail.files().stream()
                .map(file -> file.added().map(String::valueOf).orElse("")
                        + ' '
                        + file.deleted().map(String::valueOf).orElse("")
                        + ' '
                        + file.path())
                .sorted()
                .toList();
        List<String> theirs = list("numstat").stream()
                .map(line -> line.get(0) + " " + line.get(1) + " " + line.get(2))
                .sorted()
                .toList();
        return ours.equals(theirs);
    }
}
