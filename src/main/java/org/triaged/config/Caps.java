package org.triaged.config;

/** The most mails that may leave the daemon, over all lists. */
public record Caps(int perHour, int perDay) {}
