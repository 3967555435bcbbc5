package org.triaged.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.triaged.mail.Person;
import org.triaged.policy.Maintainers;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/**
 * Who gets a copy of a reply beside its author and the list: those who look after what the series touches, in the order of
 * the MAINTAINERS file. A list manager holds a mail to many people, so there are few, and the others are left out.
 */
public final class Copies {

    public static final Copies NONE =
            new Copies(Maintainers.unknown("nobody gets a copy"), Set.of(), Set.of(), Set.of());

    /** With the author and the list; list managers hold a mail at ten. */
    static final int MOST_ADDRESSES = 9;

    private final Maintainers maintainers;

    private final Set<String> robots;

    private final Set<String> lists;

    private final Set<MailAddress> unwilling;

    private Copies(Maintainers maintainers, Set<String> robots, Set<String> lists, Set<MailAddress> unwilling) {
        this.maintainers = maintainers;
        this.robots = Set.copyOf(robots);
        this.lists = lists.stream().map(list -> list.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.unwilling = Set.copyOf(unwilling);
    }

    /**
     * @param robots addresses in lower case, exact or {@code local+anything}
     * @param lists addresses of all lists that are known here; those of the file are never written to either
     */
    public static Copies toMaintainers(Maintainers maintainers, Set<String> robots, Set<String> lists) {
        return new Copies(maintainers, robots, lists, Set.of());
    }

    /** The same for that series, without those of its maintainers who want no mail. Their places go to others. */
    Copies sparing(Series series, Predicate<MailAddress> unwanted) {
        return new Copies(
                maintainers,
                robots,
                lists,
                maintaining(series).stream().filter(unwanted).collect(Collectors.toSet()));
    }

    /** Each once, and nobody who gets the mail anyway. */
    List<MailAddress> of(Series series, Optional<MailAddress> author, MailAddress list, Sender sender) {
        List<MailAddress> taken = new ArrayList<>(author.stream().toList());
        taken.add(list);
        List<MailAddress> copies = new ArrayList<>();
        for (MailAddress one : maintaining(series)) {
            boolean room = taken.size() < MOST_ADDRESSES;
            if (room
                    && !unwilling.contains(one)
                    && mayGet(one, sender)
                    && taken.stream().noneMatch(one::same)) {
                taken.add(one);
                copies.add(one);
            }
        }
        return copies;
    }

    /** A person's address, as far as that can be told: no program's, no list's, none of ours. */
    boolean mayGet(MailAddress address, Sender sender) {
        String lower = address.value().toLowerCase(Locale.ROOT);
        return !lists.contains(lower)
                && !maintainers.lists().contains(lower)
                && !new Robots(sender, robots).isAddressOfOne(address.value());
    }

    /** Who stands behind a line of the file for something that the series touches. */
    boolean names(Series series, MailAddress address) {
        return maintaining(series).stream().anyMatch(address::same);
    }

    private List<MailAddress> maintaining(Series series) {
        List<ListMail> patches = List.copyOf(series.patches().values());
        return maintainers.touchedBy(patches).stream()
                .flatMap(section -> section.people(Maintainers.Role.M))
                .map(Person::email)
                .flatMap(Optional::stream)
                .map(MailAddress::of)
                .flatMap(Optional::stream)
                .toList();
    }
}
