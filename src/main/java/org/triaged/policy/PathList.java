package org.triaged.policy;

import java.util.List;

/**
 * Paths that conf names: an entry that ends in {@code /} is a folder, one that ends in {@code *} the beginning of a path,
 * any other one a file. A file or beginning without a folder counts in every folder.
 */
public record PathList(List<String> entries) {

    public PathList {
        entries = List.copyOf(entries);
    }

    public boolean holds(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return entries.stream().anyMatch(entry -> fits(entry, path) || entry.indexOf('/') < 0 && fits(entry, file));
    }

    private static boolean fits(String entry, String path) {
        if (entry.endsWith("*")) {
            return path.startsWith(entry.substring(0, entry.length() - 1));
        }
        return entry.endsWith("/") ? path.startsWith(entry) : path.equals(entry);
    }
}
