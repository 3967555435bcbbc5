package org.triaged.reply;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triaged.mail.Envelope;
import org.triaged.mail.HeaderField;
import org.triaged.mail.Person;
import org.triaged.series.Kind;
import org.triaged.series.ListMail;

/**
 * Knows mail that no person wrote, and mail of our own: it is never answered. The marks are sought in one order, and the
 * first one found is the reason.
 */
public final class Robots {

    private static final Set<String> NOBODY = Set.of("mailer-daemon", "postmaster", "noreply", "no-reply");

    private static final Set<String> AUTOMATIC_PRECEDENCES = Set.of("junk", "auto_reply");

    /** RFC 5321, 6.3 names 100 as the smallest sensible limit. */
    private static final int MOST_HOPS = 100;

    private final Sender own;

    private final Set<String> table;

    private final Map<String, Predicate<ListMail>> marks = new LinkedHashMap<>();

    /** @param table addresses in lower case, exact or {@code local+anything} */
    public Robots(Sender own, Set<String> table) {
        this.own = own;
        this.table = Set.copyOf(table);
        marks.put("auto-submitted", mail -> mail.envelope()
                .first("Auto-Submitted")
                .filter(value -> !value.strip().equalsIgnoreCase("no"))
                .isPresent());
        marks.put("bounce", mail -> isBounce(mail.envelope()));
        marks.put("own-mark", mail -> isOurs(mail.envelope()));
        marks.put(
                "robot-address",
                mail -> isNobody(mail.sender())
                        || mail.inBodyFrom().filter(this::isNobody).isPresent());
        marks.put("automatic-reply", mail -> isAutomaticReply(mail.envelope()));
        marks.put("from-unusable", mail -> !hasSender(mail));
        marks.put("hops", mail -> mail.envelope().all("Received").count() > MOST_HOPS || mail.odd("header-flood"));
    }

    /** A stable word; empty when a person may have written it. */
    public Optional<String> reason(ListMail mail) {
        return marks.entrySet().stream()
                .filter(mark -> mark.getValue().test(mail))
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> mail.kind() == Kind.AUTO ? Optional.of("automatic-reply") : Optional.empty());
    }

    /** It is a program's, or ours. */
    boolean isAddressOfOne(String address) {
        return isNobody(new Person(Optional.empty(), Optional.of(address)));
    }

    private static boolean isBounce(Envelope envelope) {
        return envelope.first("Return-Path")
                        .filter(value -> value.replace(" ", "").equals("<>"))
                        .isPresent()
                || envelope.first("Content-Type")
                        .filter(type -> type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/report"))
                        .isPresent();
    }

    private boolean isOurs(Envelope envelope) {
        return envelope.fields().stream().anyMatch(this::isOurMark)
                || envelope.id()
                        .value()
                        .toLowerCase(Locale.ROOT)
                        .endsWith("@" + own.own().host().toLowerCase(Locale.ROOT))
                || Stream.of("From", "Sender")
                        .flatMap(field -> envelope.people(field).stream())
                        .anyMatch(person -> person.hasAddress(own.own().value()));
    }

    /** Other list managers write an X-Loop too; only one with our address is ours. */
    private boolean isOurMark(HeaderField field) {
        String name = field.name().toLowerCase(Locale.ROOT);
        return name.startsWith("x-triaged-")
                || name.equals("x-loop")
                        && field.value().strip().equalsIgnoreCase(own.own().value());
    }

    private static boolean isAutomaticReply(Envelope envelope) {
        return envelope.first("X-Autoreply").isPresent()
                || envelope.first("X-Auto-Response-Suppress").isPresent()
                || envelope.first("Precedence")
                        .map(value -> value.strip().toLowerCase(Locale.ROOT))
                        .filter(AUTOMATIC_PRECEDENCES::contains)
                        .isPresent();
    }

    /** A host with a dot, or a From that a list or relay has replaced: then the reply goes to the list alone. */
    private static boolean hasSender(ListMail mail) {
        if (mail.envelope().all("From").count() != 1
                || mail.envelope().people("From").size() != 1) {
            return false;
        }
        return mail.odd("munged-from-lost")
                ? mail.sender().name().isPresent()
                : mail.sender().email().filter(Robots::isAddress).isPresent();
    }

    private static boolean isAddress(String email) {
        int at = email.lastIndexOf('@');
        int dot = email.lastIndexOf('.');
        return at > 0
                && dot > at + 1
                && dot < email.length() - 1
                && email.chars().noneMatch(Character::isWhitespace);
    }

    /** Whoever a list has hidden is told by the mail itself, so it could name a robot, or us. */
    private boolean isNobody(Person person) {
        Optional<String> email = person.email().map(address -> address.toLowerCase(Locale.ROOT));
        if (email.isEmpty() || email.get().indexOf('@') < 0) {
            return false;
        }
        String address = email.get();
        String local = address.substring(0, address.indexOf('@'));
        int detail = local.indexOf('+');
        String withoutDetail = detail < 0 ? address : local.substring(0, detail) + address.substring(local.length());
        boolean ours = address.endsWith("@" + own.own().host().toLowerCase(Locale.ROOT));
        return person.hasAddress(own.own().value())
                || ours && local.startsWith("bounce+")
                || NOBODY.contains(local)
                || local.endsWith("-bounces")
                || local.endsWith("-request")
                || local.startsWith("owner-")
                || local.endsWith("-owner")
                || table.contains(address)
                || table.contains(withoutDetail);
    }
}
