package org.triaged.mail;

import java.util.Optional;

/**
 * A part of a mail that is not read as text, by what its header says (RFC 2045, RFC 2183).
 *
 * @param type in lower case, as {@code application/pgp-signature}
 */
public record UnreadPart(String type, Optional<String> fileName) {}
