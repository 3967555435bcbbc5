package org.triaged.config;

import java.util.List;
import java.util.Optional;
import org.triaged.policy.Profile;
import org.triaged.policy.Profile.ExceptionProcess;
import org.triaged.policy.Profile.ExceptionProcess.Mode;
import org.triaged.triage.Nearest;

/** The key {@code exception} of a profile: how an exception comes about, and the register of those the document lists. */
final class ExceptionSection {

    private ExceptionSection() {}

    /** @param keys the exception keys of the evidence table; empty when that table is broken */
    static ExceptionProcess read(Section section, Optional<List<String>> keys) {
        section.list("granter-roles", Form.word("M", "R"), List.of());
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
        return new ExceptionProcess(
                mode,
                section.sections("listed").stream().map(ExceptionSection::entry).toList(),
                trailer,
                section.value("self-grant", Form.word("any", "refused"), "any").equals("refused"),
                section.value("confirmation", Form.word("none", "own-mail"), "none")
                        .equals("own-mail"),
                section.value("second-opinion", Form.word("off", "required"), "off")
                        .equals("required"));
    }

    private static Profile.ListedException entry(Section entry) {
        entry.required("kind", Form.word("scenario", "tool", "model"));
        for (String line : List.of("document", "commit", "anchor", "discussion", "added-by", "reason")) {
            entry.maybe(line, Form.LINE);
        }
        for (String time : List.of("valid-from", "valid-until", "added-at")) {
            entry.maybe(time, Form.INSTANT.or("open"));
        }
        Section conditions = entry.section("conditions");
        for (String list : List.of("paths", "excluded-paths", "required-words")) {
            conditions.list(list, Form.LINE, List.of());
        }
        conditions.maybe("max-changed-lines", Form.number(1, 1_000_000));
        conditions.maybe("separate-patch", Form.BOOLEAN);
        return new Profile.ListedException(
                entry.required("id", Form.NAME).orElse(""),
                entry.required("title", Form.LINE).orElse(""));
    }
}
