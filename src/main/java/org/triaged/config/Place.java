package org.triaged.config;

import java.nio.file.Path;

/** Where something stands in conf; line and column from 1, both 0 for a file as a whole. */
record Place(String file, int line, int column) {

    static Place of(Path file) {
        return new Place(file.toString(), 0, 0);
    }
}
