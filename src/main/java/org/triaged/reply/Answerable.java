package org.triaged.reply;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triaged.mail.Envelope;
import org.triaged.mail.HeaderField;
import org.triaged.mail.Person;
import org.triaged.series.Kind;
import org.triaged.series.ListFacts;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/**
 * Which series may be answered at all: a person's patches, posted through the list. In doubt it says no; the findings
 * stand in the database either way.
 */
public final class Answerable {

    private static final Set<String> NOBODY = Set.of("mailer-daemon", "postmaster", "noreply", "no-reply");

    /** RFC 5321, 6.3 names 100 as the smallest sensible limit. */
    private static final int MOST_HOPS = 100;

    private Answerable() {}

    /** @param robots addresses in lower case, exact or {@code local+anything} */
    public static boolean check(Series series, ListFacts list, Sender own, Set<String> robots) {
        return check(series, list, own, robots, mail -> list.cameThrough(mail.envelope()));
    }

    /** @param cameThrough the list; for mail that no folder brought it is told otherwise than by List-Id */
    public static boolean check(
            Series series, ListFacts list, Sender own, Set<String> robots, Predicate<ListMail> cameThrough) {
        List<ListMail> members = series.members();
        return !series.pull()
                && members.stream().allMatch(mail -> isPosting(mail) && cameThrough.test(mail))
                && isTagged(series)
                && members.stream().noneMatch(mail -> isRobot(mail, own, robots))
                && hasSender(series.head(), list);
    }

    private static boolean isPosting(ListMail mail) {
        return (mail.kind() == Kind.PATCH || mail.kind() == Kind.COVER)
                && !mail.subject().replyPrefix();
    }

    /** PATCH in a leading tag, or RFC beside a number; an inferred cover has the tag of its lowest patch. */
    private static boolean isTagged(Series series) {
        return Stream.concat(
                        Stream.of(series.head()),
                        series.patches().values().stream().limit(1))
                .map(ListMail::subject)
                .anyMatch(subject -> subject.patchTag()
                        || subject.tagged("RFC") && subject.number().isPresent());
    }

    /** A host with a dot, or a From that a list or relay has replaced: then the reply goes to the list alone. */
    private static boolean hasSender(ListMail head, ListFacts list) {
        if (head.envelope().all("From").count() != 1
                || head.envelope().people("From").size() != 1) {
            return false;
        }
        if (head.odd("munged-from-lost")) {
            return head.sender().name().isPresent();
        }
        return head.sender().email().filter(Answerable::isAddress).isPresent();
    }

    private static boolean isAddress(String email) {
        int at = email.lastIndexOf('@');
        int dot = email.lastIndexOf('.');
        return at > 0
                && dot > at + 1
                && dot < email.length() - 1
                && email.chars().noneMatch(Character::isWhitespace);
    }

    private static boolean isRobot(ListMail mail, Sender own, Set<String> robots) {
        Envelope envelope = mail.envelope();
        return mail.kind() == Kind.AUTO
                || envelope.first("Auto-Submitted")
                        .filter(value -> !value.strip().equalsIgnoreCase("no"))
                        .isPresent()
                || envelope.first("Return-Path")
                        .filter(value -> value.strip().equals("<>"))
                        .isPresent()
                || envelope.fields().stream().anyMatch(field -> isOurs(field, own))
                || envelope.id()
                        .value()
                        .toLowerCase(Locale.ROOT)
                        .endsWith("@" + own.own().host().toLowerCase(Locale.ROOT))
                || envelope.first("X-Autoreply").isPresent()
                || envelope.first("X-Auto-Response-Suppress").isPresent()
                || envelope.first("Precedence")
                        .filter(value -> value.strip().equalsIgnoreCase("junk"))
                        .isPresent()
                || envelope.all("Received").count() > MOST_HOPS
                || mail.odd("header-flood")
                || Stream.of("From", "Sender")
                        .flatMap(field -> envelope.people(field).stream())
                        .anyMatch(person -> person.hasAddress(own.own().value()))
                || isNobody(mail.sender(), own, robots)
                || mail.inBodyFrom()
                        .filter(person -> isNobody(person, own, robots))
                        .isPresent();
    }

    /** Other list managers write an X-Loop too; only one with our address is ours. */
    private static boolean isOurs(HeaderField field, Sender own) {
        String name = field.name().toLowerCase(Locale.ROOT);
        return name.startsWith("x-triaged-")
                || name.equals("x-loop")
                        && field.value().strip().equalsIgnoreCase(own.own().value());
    }

    /** Whoever a list has hidden is told by the mail itself, so it could name a robot, or us. */
    private static boolean isNobody(Person person, Sender own, Set<String> robots) {
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
                || robots.contains(address)
                || robots.contains(withoutDetail);
    }
}
