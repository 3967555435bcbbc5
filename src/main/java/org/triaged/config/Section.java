package org.triaged.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.triaged.triage.Nearest;

/**
 * A map of a conf file while it is read. Every key somebody asked for is known; {@link #nothingElse} reports all others,
 * here and in the sections below. A value that cannot be read is reported and its default returned, so that reading goes
 * on to the next mistake.
 */
final class Section {

    private final Yaml.Mapping mapping;
    private final Mistakes mistakes;
    private final boolean whole;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Section> below = new ArrayList<>();

    Section(Yaml.Mapping mapping, Mistakes mistakes) {
        this(mapping, mistakes, true);
    }

    /** @param whole false: a part of the map could not be read, so no key is reported as missing */
    Section(Yaml.Mapping mapping, Mistakes mistakes, boolean whole) {
        this.mapping = mapping;
        this.mistakes = mistakes;
        this.whole = whole;
    }

    boolean has(String key) {
        known.add(key);
        return mapping.entries().containsKey(key);
    }

    /** Empty when the key is not there or its value was refused. */
    <T> Optional<T> maybe(String key, Form<T> form) {
        return find(key).flatMap(value -> read("'" + key + "': ", value, form));
    }

    <T> T value(String key, Form<T> form, T otherwise) {
        return maybe(key, form).orElse(otherwise);
    }

    /** Like {@link #maybe}, but a key that is not there is a mistake. */
    <T> Optional<T> required(String key, Form<T> form) {
        if (!has(key) && whole) {
            mistakes.add(mapping.place(), "missing key '" + key + "'; it needs " + form.expected());
        }
        return maybe(key, form);
    }

    <T> List<T> list(String key, Form<T> form, List<T> otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        List<T> read = new ArrayList<>();
        for (Yaml item : items(key, form.expected())) {
            read("in '" + key + "': ", item, form).ifPresent(read::add);
        }
        return List.copyOf(read);
    }

    /** The map under the key; an empty one when there is none. */
    Section section(String key) {
        Yaml.Mapping none = new Yaml.Mapping(mapping.place(), Map.of());
        return child(find(key).flatMap(value -> asMap("'" + key + "': ", value)).orElse(none));
    }

    /** The maps of the list under the key. */
    List<Section> sections(String key) {
        List<Section> read = new ArrayList<>();
        for (Yaml item : has(key) ? items(key, "maps") : List.<Yaml>of()) {
            asMap("in '" + key + "': ", item).ifPresent(map -> read.add(child(map)));
        }
        return read;
    }

    /** Declares that keys here are names of the admin's choice, and reads them. */
    <T> Map<String, T> names(Form<T> form) {
        Map<String, T> names = new LinkedHashMap<>();
        mapping.entries().forEach((key, keyed) -> {
            known.add(key);
            read("key: ", new Yaml.Scalar(keyed.key(), key), form).ifPresent(name -> names.put(key, name));
        });
        return names;
    }

    /** Reports something about the value of a key, or about the section when the key is not there. */
    void mistake(String key, String message) {
        mistakes.add(place(key), "'" + key + "': " + message);
    }

    Place place(String key) {
        return find(key).map(Yaml::place).orElse(mapping.place());
    }

    void nothingElse() {
        mapping.entries().forEach((key, keyed) -> {
            if (!known.contains(key)) {
                mistakes.add(keyed.key(), "unknown key '" + key + "'" + Nearest.hint(key, known));
            }
        });
        below.forEach(Section::nothingElse);
    }

    private Optional<Yaml> find(String key) {
        known.add(key);
        return Optional.ofNullable(mapping.entries().get(key)).map(Yaml.Keyed::value);
    }

    private Section child(Yaml.Mapping map) {
        Section child = new Section(map, mistakes, whole);
        below.add(child);
        return child;
    }

    private List<Yaml> items(String key, String expected) {
        Yaml value = mapping.entries().get(key).value();
        if (value instanceof Yaml.Sequence sequence) {
            return sequence.items();
        }
        refuse("'" + key + "': ", value, "a list [...] of " + expected, "");
        return List.of();
    }

    private Optional<Yaml.Mapping> asMap(String what, Yaml value) {
        if (value instanceof Yaml.Mapping map) {
            return Optional.of(map);
        }
        refuse(what, value, "a map of 'key: value' lines", "");
        return Optional.empty();
    }

    private <T> Optional<T> read(String what, Yaml value, Form<T> form) {
        Optional<String> text =
                value instanceof Yaml.Scalar scalar && !scalar.text().isEmpty()
                        ? Optional.of(scalar.text())
                        : Optional.empty();
        Optional<T> read = text.flatMap(form.reader());
        if (read.isEmpty()) {
            String hint =
                    text.map(written -> Nearest.hint(written, form.words())).orElse("");
            refuse(what, value, form.expected(), hint);
        }
        return read;
    }

    private void refuse(String what, Yaml value, String expected, String hint) {
        mistakes.add(value.place(), what + "found " + value.described() + ", expected " + expected + hint);
    }
}
