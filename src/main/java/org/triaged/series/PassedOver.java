package org.triaged.series;

/** A line of a reply or cover that a tool which takes every {@code Key: value} would take for a trailer, and we do not. */
public record PassedOver(Trailer trailer, WhyNot why) {}
