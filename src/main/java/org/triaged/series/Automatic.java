package org.triaged.series;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.triaged.mail.Envelope;

/** Knows mail that no person wrote, bounces, and our own; nothing may ever be said to it. */
final class Automatic {

    private static final Set<String> PRECEDENCES = Set.of("auto_reply", "junk");
    private static final Set<String> ROBOTS = Set.of("mailer-daemon", "postmaster");

    private Automatic() {}

    static boolean is(Envelope envelope, ListFacts list) {
        return value(envelope, "Auto-Submitted")
                        .filter(stated -> !stated.startsWith("no") || stated.startsWith("not"))
                        .isPresent()
                || value(envelope, "Content-Type")
                        .filter(type -> type.startsWith("multipart/report"))
                        .isPresent()
                || envelope.first("X-Autoreply").isPresent()
                || value(envelope, "Precedence").filter(PRECEDENCES::contains).isPresent()
                || envelope.first("Return-Path")
                                .filter(path -> path.replace(" ", "").equals("<>"))
                                .isPresent()
                        && envelope.first("List-Id").isEmpty()
                || envelope.from().email().filter(Automatic::robot).isPresent()
                || ours(envelope, list.ownAddress());
    }

    private static boolean ours(Envelope envelope, String ownAddress) {
        return envelope.from().hasAddress(ownAddress)
                || envelope.all("X-Loop").anyMatch(loop -> loop.strip().equalsIgnoreCase(ownAddress))
                || envelope.fields().stream()
                        .anyMatch(field -> field.name().toLowerCase(Locale.ROOT).startsWith("x-triaged-"));
    }

    private static boolean robot(String address) {
        int at = address.lastIndexOf('@');
        return ROBOTS.contains((at < 0 ? address : address.substring(0, at)).toLowerCase(Locale.ROOT));
    }

    private static Optional<String> value(Envelope envelope, String name) {
        return envelope.first(name).map(text -> text.strip().toLowerCase(Locale.ROOT));
    }
}
