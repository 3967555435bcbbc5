package org.triaged.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.triaged.triage.FileNumbers;
import org.triaged.triage.MailSource;

/**
 * Maildirs on this machine, each by its absolute path. Files are only read: never moved, renamed or marked. A file is
 * known by its name without flags, so another reader may move and mark it as it likes.
 */
public final class MaildirSource implements MailSource {

    private final FileNumbers numbers;

    public MaildirSource(FileNumbers numbers) {
        this.numbers = numbers;
    }

    @Override
    public Folder examine(String path) throws Unavailable {
        MaildirFiles files = MaildirFiles.in(Path.of(path));
        UnreadFiles unread = new UnreadFiles(path);
        Map<String, Long> all = new HashMap<>(numbers.known(path, files.names()));
        List<String> fresh = new ArrayList<>();
        for (String name : files.names()) {
            if (!all.containsKey(name) && files.isReadable(name, unread)) {
                fresh.add(name);
            }
        }
        if (!fresh.isEmpty()) {
            all.putAll(numbers.give(path, fresh));
        }
        return new MaildirFolder(path, files, all, numbers, unread);
    }

    /** Nobody tells us; the next poll finds it. */
    @Override
    public void watch(String folder, News news) {}

    @Override
    public void close() {}
}
