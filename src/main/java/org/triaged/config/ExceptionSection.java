package org.triaged.config;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.triaged.policy.ListedException;
import org.triaged.policy.Maintainers.Role;
import org.triaged.policy.Profile.ExceptionProcess;
import org.triaged.policy.Profile.ExceptionProcess.Mode;
import org.triaged.triage.Nearest;

/** The key {@code exception} of a profile: how an exception comes about, and the register of those the document lists. */
final class ExceptionSection {

    private ExceptionSection() {}

    /** @param keys the exception keys of the evidence table; empty when that table is broken */
    static ExceptionProcess read(Section section, Optional<List<String>> keys) {
        Mode mode = section.value("mode", Form.word(Mode.class), Mode.NONE);
        Optional<String> trailer = section.value("trailer", Form.TRAILER_KEY.or("none"), Optional.empty());
        if (mode == Mode.NAMED_GRANTER && trailer.isEmpty()) {
            section.mistake("trailer", "missing; mode named-granter needs the key of the line that names the granter");
        }
        boolean seen = keys.isEmpty() || trailer.isEmpty() || keys.get().contains(trailer.get());
        if (!seen) {
            section.mistake(
                    "trailer",
                    "'" + trailer.get() + "' is not among the exception keys of the evidence table"
                            + Nearest.hint(trailer.get(), keys.get()));
        }
        List<ListedException> listed =
                section.sections("listed").stream().map(ExceptionSection::entry).toList();
        Set<String> ids = new HashSet<>();
        listed.stream()
                .map(ListedException::id)
                .filter(id -> !ids.add(id))
                .forEach(id -> section.mistake(
                        "listed", "two entries have the id '" + id + "'; findings remember an entry by its id"));
        return new ExceptionProcess(
                mode,
                listed,
                trailer,
                section.value("self-grant", Form.word("any", "refused"), "any").equals("refused"),
                Set.copyOf(section.list("granter-roles", Form.word("M", "R").to(Role::valueOf), List.of())),
                section.value("confirmation", Form.word("none", "own-mail"), "none")
                        .equals("own-mail"),
                section.value("second-opinion", Form.word("off", "required"), "off")
                        .equals("required"));
    }

    private static ListedException entry(Section entry) {
        Section conditions = entry.section("conditions");
        Optional<Instant> from = time(entry, "valid-from");
        Optional<Instant> until = time(entry, "valid-until");
        if (from.isPresent() && until.filter(end -> !end.isAfter(from.get())).isPresent()) {
            entry.mistake("valid-until", "found an end that is not after 'valid-from'");
        }
        return new ListedException(
                entry.required("id", Form.NAME).orElse(""),
                entry.required("title", Form.LINE).orElse(""),
                entry.required("kind", Form.word("scenario", "tool", "model")).orElse(""),
                lines(entry, "document", "commit", "anchor", "discussion"),
                from,
                until,
                new ListedException.Conditions(
                        conditions.list("paths", Form.LINE, List.of()),
                        conditions.list("excluded-paths", Form.LINE, List.of()),
                        conditions.maybe("max-changed-lines", Form.number(1, 1_000_000)),
                        conditions.list("required-words", Form.LINE, List.of()),
                        conditions.value("separate-patch", Form.BOOLEAN, false)),
                added(entry));
    }

    private static Map<String, String> added(Section entry) {
        Map<String, String> added = new TreeMap<>(lines(entry, "added-by", "reason"));
        entry.maybe("added-at", Form.INSTANT).ifPresent(at -> added.put("added-at", at.toString()));
        return added;
    }

    private static Map<String, String> lines(Section entry, String... keys) {
        Map<String, String> lines = new TreeMap<>();
        for (String key : keys) {
            entry.maybe(key, Form.LINE).ifPresent(line -> lines.put(key, line));
        }
        return lines;
    }

    private static Optional<Instant> time(Section entry, String key) {
        return entry.value(key, Form.INSTANT.or("open"), Optional.empty());
    }
}
