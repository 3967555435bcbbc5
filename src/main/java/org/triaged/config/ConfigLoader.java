package org.triaged.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triaged.triage.WatchedList;

/** Reads a conf folder. It opens conf files alone: no password, no certificate, no socket, no name service. */
public final class ConfigLoader {

    private static final Path CONTROL_SOCKET = Path.of("run", "control.sock");

    private ConfigLoader() {}

    /**
     * Everything, or every mistake in it.
     *
     * @param dataFolder wins over the one in conf
     * @throws ConfigMistakes when anything at all is wrong
     */
    public static Config load(Path confFolder, Optional<Path> dataFolder) {
        Mistakes mistakes = new Mistakes();
        Path daemonPath = confFolder.resolve(DaemonFile.NAME);
        if (!Files.isDirectory(confFolder)) {
            mistakes.add(
                    Place.of(confFolder),
                    "no such folder; copy the conf/ that came with triaged, or name yours with --conf DIR");
            mistakes.throwIfAny();
        }
        Optional<DaemonFile> daemon = daemon(daemonPath, confFolder, mistakes);
        Tables tables = Tables.read(confFolder.resolve("evidence"), mistakes);
        WordsTables words = WordsTables.read(confFolder.resolve("words"), mistakes);
        ProfileFiles profiles = ProfileFiles.read(confFolder.resolve("policies"), tables, words, mistakes);
        List<WatchedList> lists = lists(
                confFolder.resolve("lists"), new ListFile(confFolder, daemon, tables, profiles, mistakes), mistakes);
        mistakes.throwIfAny();
        DaemonFile file = daemon.orElseThrow(() -> new IllegalStateException("no daemon file, and no mistake"));
        Path data = dataFolder.orElse(file.dataFolder()).toAbsolutePath().normalize();
        return new Config(
                confFolder.toAbsolutePath().normalize(),
                data,
                file.schedule(),
                file.imap(),
                file.smtp(),
                file.ownAddress(),
                file.owner(),
                file.admins().isEmpty() ? List.of(file.owner()) : file.admins(),
                file.toAdmins(),
                file.keyFile(),
                file.caps(),
                file.control().socket().orElse(data.resolve(CONTROL_SOCKET)),
                file.control().group(),
                profiles.policies(),
                lists,
                file.bounces(),
                file.metrics());
    }

    private static Optional<DaemonFile> daemon(Path path, Path confFolder, Mistakes mistakes) {
        if (!Files.exists(path)) {
            mistakes.add(Place.of(path), "missing; copy the one that came with triaged and put your accounts into it");
            return Optional.empty();
        }
        return YamlFile.read(path, mistakes)
                .map(file -> DaemonFile.read(new Section(file.root(), mistakes), confFolder));
    }

    private static List<WatchedList> lists(Path folder, ListFile reader, Mistakes mistakes) {
        if (Folder.names(folder).isEmpty()) {
            mistakes.add(Place.of(folder), "no list; add a file NAME.yaml for each list to watch");
        }
        List<YamlFile> files = Folder.read(folder, mistakes);
        List<WatchedList> lists = new ArrayList<>();
        for (YamlFile file : files) {
            if (Form.NAME.reader().apply(file.name()).isEmpty()) {
                mistakes.add(Place.of(file.path()), "a list file needs " + Form.NAME.expected());
            }
            lists.add(reader.read(file.name(), new Section(file.root(), mistakes)));
        }
        ListFile.checkDistinct(files, lists, mistakes);
        return lists;
    }
}
