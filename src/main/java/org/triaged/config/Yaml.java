package org.triaged.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A piece of a conf file that knows where it stands, so that a mistake found late is still told with its line. */
sealed interface Yaml {

    Place place();

    /** What it is, for a sentence that starts with "found". */
    String described();

    /** Equal for equal content, wherever it stands, in whatever order its keys are and whatever comments are beside it. */
    String content();

    /** @param text "" stands for a key without a value */
    record Scalar(Place place, String text) implements Yaml {

        private static final int LONGEST_SHOWN = 60;

        @Override
        public String described() {
            String line = text.replaceAll("\\p{Cntrl}+", " ");
            String shown = line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "...";
            return text.isEmpty() ? "nothing" : "'" + shown + "'";
        }

        @Override
        public String content() {
            return text.length() + ":" + text;
        }
    }

    record Sequence(Place place, List<Yaml> items) implements Yaml {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String described() {
            return "a list";
        }

        @Override
        public String content() {
            return items.stream().map(Yaml::content).collect(Collectors.joining(",", "[", "]"));
        }
    }

    /** Keeps the order of the file. */
    record Mapping(Place place, Map<String, Keyed> entries) implements Yaml {

        @Override
        public String described() {
            return "a map";
        }

        @Override
        public String content() {
            return content(Set.of());
        }

        /** Without some keys of this map. */
        String content(Set<String> left) {
            return new TreeMap<>(entries)
                    .entrySet().stream()
                            .filter(entry -> !left.contains(entry.getKey()))
                            .map(entry -> entry.getKey() + "="
                                    + entry.getValue().value().content())
                            .collect(Collectors.joining(",", "{", "}"));
        }

        /** This one as a child of the other: maps merge by key, anything else replaces. */
        Mapping over(Mapping parent) {
            Map<String, Keyed> merged = new LinkedHashMap<>(parent.entries);
            entries.forEach((key, mine) -> merged.merge(key, mine, (theirs, own) -> own.over(theirs)));
            return new Mapping(place, merged);
        }
    }

    /** A value and the place of its key. */
    record Keyed(Place key, Yaml value) {
        Keyed over(Keyed parent) {
            return value instanceof Mapping mine && parent.value instanceof Mapping theirs
                    ? new Keyed(key, mine.over(theirs))
                    : this;
        }
    }
}
