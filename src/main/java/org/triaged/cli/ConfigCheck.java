package org.triaged.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.triage.WatchedList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code config check}. */
@Command(
        name = "check",
        description = {
            "Reads the whole configuration and tells every mistake in it at once. Password and key files are not opened.",
            "",
            "Exit status: 0 it can be used; 2 it cannot."
        })
final class ConfigCheck implements Callable<Integer> {

    @Mixin
    private Folders folders;

    private final PrintStream out;

    ConfigCheck(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        Config config = ConfigLoader.load(folders.conf(), folders.data());
        out.println("configuration " + Terminal.escape(config.confFolder().toString()) + " can be used");
        for (WatchedList list : config.lists()) {
            out.printf("  %-20s mode %-8s %s%n", list.name(), list.mode().word(), place(list));
        }
        return 0;
    }

    private static String place(WatchedList list) {
        if (list.account().equals(WatchedList.MAILDIR)) {
            return "Maildir " + list.folder() + (list.polled() ? "" : ", import only: it is not polled");
        }
        return "folder " + list.folder() + " of account " + list.account();
    }
}
