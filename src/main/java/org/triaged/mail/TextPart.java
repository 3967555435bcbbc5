package org.triaged.mail;

/**
 * One readable part of a mail, decoded, lines ended by LF.
 *
 * @param attached it is a part after the first taken, or has a file name and is not the only part
 * @param lineEndsInCr lines of {@code text} that a transfer encoding carried with a CR, which was taken off for reading
 */
public record TextPart(String text, boolean attached, int lineEndsInCr) {}
