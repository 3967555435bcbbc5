package org.triaged.mail;

/** One field of the outermost header: its name as spelled, its value unfolded, decoded and free of control characters. */
public record HeaderField(String name, String value) {}
