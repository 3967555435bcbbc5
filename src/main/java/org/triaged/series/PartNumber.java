package org.triaged.series;

/** The number of a part as its subject states it, {@code index/total}; index 0 is the cover, 3/2 stays 3 and 2. */
public record PartNumber(int index, int total) {}
