package org.triaged.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.triaged.mail.Person;

/** What git mailinfo, interpret-trailers and apply say of one mail, and what it means to agree with them. */
record GitTruth(Map<String, Object> row) {

    private String text(String key) {
        return String.valueOf(row.get(key));
    }

    boolean readable() {
        return text("numstat_error").isEmpty() && !list("numstat").isEmpty();
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

    boolean sameAuthor(ListMail mail) {
        Person ours = mail.odd("munged-from") || mail.odd("munged-from-lost")
                ? mail.inBodyFrom().orElse(mail.envelope().from())
                : mail.author();
        boolean address = ours.email().orElse("").equalsIgnoreCase(text("author_email"));
        boolean named = ours.name().isPresent() && !text("author_name").contains("@");
        return address && (!named || ours.name().get().equals(text("author_name")));
    }

    boolean sameSubject(ListMail mail) {
        String theirs = SubjectGrammar.read(text("subject"), List.of()).title();
        return theirs.equals(mail.subject().title());
    }

    boolean sameTrailers(ListMail mail) {
        List<List<Object>> theirs = list("trailers").stream()
                .filter(pair -> !mail.odd("url-as-trailer")
                        || !pair.get(0).toString().toLowerCase(Locale.ROOT).startsWith("http")
                                && pair.get(0).toString().length() <= 40)
                .toList();
        List<List<Object>> ours = new ArrayList<>();
        mail.trailers().forEach(trailer -> ours.add(List.of(trailer.key(), trailer.value())));
        if (mail.odd("trailer-block-mixed")) {
            return theirs.isEmpty() || ours.containsAll(theirs);
        }
        if (ours.size() != theirs.size()) {
            return false;
        }
        for (int at = 0; at < ours.size(); at++) {
            String value = ours.get(at).get(1).toString();
            String wanted = theirs.get(at).get(1).toString();
            boolean same = mail.odd("trailer-wrapped") ? value.startsWith(wanted) : value.equals(wanted);
            if (!same || !ours.get(at).get(0).equals(theirs.get(at).get(0))) {
                return false;
            }
        }
        return true;
    }

    boolean sameNumstat(ListMail mail) {
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
