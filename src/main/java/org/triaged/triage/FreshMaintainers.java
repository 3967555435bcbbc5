package org.triaged.triage;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.triage.Events.Event;

/**
 * Gives each list what its MAINTAINERS file says now. Trouble with one is told once, again when it is another one, and once
 * more when it is over.
 */
public final class FreshMaintainers {

    private final MaintainersFiles files;

    private final Events events;

    private final Map<String, String> troubles = new HashMap<>();

    private final Map<String, List<String>> oddities = new HashMap<>();

    public FreshMaintainers(MaintainersFiles files, Events events) {
        this.files = files;
        this.events = events;
    }

    public synchronized WatchedList knowing(WatchedList list) {
        return list.maintainersFile().map(file -> knowing(list, file)).orElse(list);
    }

    private WatchedList knowing(WatchedList list, Path file) {
        MaintainersFiles.Reading read = files.read(file);
        Optional<String> before = Optional.ofNullable(troubles.remove(list.name()));
        read.trouble().ifPresent(trouble -> troubles.put(list.name(), trouble));
        if (read.trouble().isPresent() && !read.trouble().equals(before)) {
            events.tell(Event.alert(
                    "maintainers-unusable",
                    "list",
                    list.name(),
                    "file",
                    file.toString(),
                    "fault",
                    read.trouble().get(),
                    "next",
                    read.maintainers().known()
                            ? "what was read before stays in force; mend the file"
                            : "rules that need it are skipped; mend the file, or write maintainers-file: none"));
        }
        if (read.trouble().isEmpty() && before.isPresent()) {
            events.tell(Event.info("maintainers-usable", "list", list.name(), "file", file.toString()));
        }
        tellOddities(list, file, read.maintainers().oddities());
        return list.knowing(read.maintainers());
    }

    private void tellOddities(WatchedList list, Path file, List<String> odd) {
        if (!odd.equals(Optional.ofNullable(oddities.put(list.name(), odd)).orElse(List.of())) && !odd.isEmpty()) {
            events.tell(Event.alert(
                    "maintainers-odd",
                    "list",
                    list.name(),
                    "file",
                    file.toString(),
                    "lines",
                    Integer.toString(odd.size()),
                    "first",
                    odd.get(0),
                    "next",
                    "the other lines hold; these name nobody until they are mended"));
        }
    }
}
