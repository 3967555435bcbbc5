package org.triaged.triage;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where the use cases say what happened: one event with a stable name and fields; never a body, never a secret. */
@FunctionalInterface
public interface Events {

    Events SILENT = event -> {};

    void tell(Event event);

    /** @param fields in the order of telling; values may hold anything and are escaped by whoever prints them */
    record Event(String name, Level level, Map<String, String> fields) {

        public static Event info(String name, String... pairs) {
            return new Event(name, Level.INFO, fields(pairs));
        }

        /** An event a person should look at. */
        public static Event alert(String name, String... pairs) {
            return new Event(name, Level.ALERT, fields(pairs));
        }

        private static Map<String, String> fields(String... pairs) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (int i = 0; i < pairs.length; i += 2) {
                fields.put(pairs[i], pairs[i + 1]);
            }
            return fields;
        }
    }

    enum Level {
        INFO,
        ALERT
    }
}
