package org.triaged.series;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triaged.mail.MessageId;

/** Reads for which patches of a series a trailer is given: those its mail answers, unless a note in its line says other. */
final class Narrowing {

    private static final Pattern PART = Pattern.compile("\\bfor (?:patch )?(\\d{1,4})/\\d{1,4}\\b");
    private static final Pattern PATCHES = Pattern.compile("\\bpatch(?:es)? #?(\\d[\\d ,&-]*)");
    private static final Pattern SERIES = Pattern.compile("\\bfor (?:the )?(?:whole |entire |full )?series\\b");
    private static final Pattern NUMBERS_ALONE = Pattern.compile("\\s*[#(\\[]\\s*(\\d[\\d ,&-]*)[)\\]]?\\s*");
    private static final int LONGEST_NUMBER = 4;

    private final SortedMap<Integer, MessageId> patches = new TreeMap<>();
    private final List<MessageId> all;

    Narrowing(Posting posting) {
        posting.patches().forEach((number, patch) -> patches.put(number, patch.id()));
        this.all = List.copyOf(patches.values());
    }

    List<MessageId> all() {
        return all;
    }

    /** By number; none when the note names none that is here. */
    List<MessageId> targets(Trailer trailer, Answered.Spot spot) {
        String note = note(trailer);
        if (SERIES.matcher(note).find()) {
            return all();
        }
        Matcher part = PART.matcher(note);
        if (part.find()) {
            return range(part.group(1), part.group(1));
        }
        Matcher some = PATCHES.matcher(note);
        if (some.find()) {
            return ranges(some.group(1));
        }
        Matcher alone = NUMBERS_ALONE.matcher(note);
        List<MessageId> numbered = alone.matches() ? ranges(alone.group(1)) : List.of();
        if (!numbered.isEmpty()) {
            return numbered;
        }
        return spot.patch().map(patch -> List.of(patch.id())).orElseGet(() -> spot.lost() ? List.of() : all());
    }

    private List<MessageId> ranges(String list) {
        return Arrays.stream(list.split("[,&]"))
                .map(String::strip)
                .filter(numbers -> !numbers.isEmpty())
                .flatMap(numbers -> range(numbers).stream())
                .distinct()
                .toList();
    }

    private List<MessageId> range(String numbers) {
        String[] ends = numbers.split("-", 2);
        return range(ends[0].strip(), ends[ends.length - 1].strip());
    }

    private List<MessageId> range(String first, String last) {
        Optional<Integer> from = number(first);
        Optional<Integer> to = number(last);
        boolean ordered = from.isPresent() && to.isPresent() && from.get() <= to.get();
        return ordered ? List.copyOf(patches.subMap(from.get(), to.get() + 1).values()) : List.of();
    }

    private static Optional<Integer> number(String digits) {
        boolean number = !digits.isEmpty()
                && digits.length() <= LONGEST_NUMBER
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
    }

    /** A name may hold anything, so where there is an address only what stands behind it counts. */
    private static String note(Trailer trailer) {
        String value = trailer.value();
        return value.substring(value.lastIndexOf('>') + 1)
                .toLowerCase(Locale.ROOT)
                .replace(" and ", ",");
    }
}
