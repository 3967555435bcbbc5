package org.triaged.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.triaged.config.Config;
import org.triaged.demo.Demo;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.MailFiles;
import picocli.CommandLine;

/** Every verb by its name, in the order of the help, made when it is needed: to read all of them takes a tenth of a second. */
final class Catalogue {

    private final Map<String, Supplier<CommandLine>> verbs = new LinkedHashMap<>();

    Catalogue(
            Verbs.Wiring wiring,
            MailFiles files,
            Optional<Path> sourceTree,
            PrintStream out,
            PrintStream err,
            boolean colour) {
        Function<Config, AdminDesk> desks = wiring.desks();
        Paint paint = new Paint(colour);
        add("run", () -> new Run(wiring.service()));
        add("once", () -> new Once(wiring.daemon()));
        add("import", () -> new ImportVerb(wiring.importing(), files, out, err));
        add("status", () -> new StatusVerb(new Asking(desks), out, paint));
        add("health", () -> new HealthVerb(new Asking(desks), out));
        add("query", () -> new QueryVerb(new Asking(desks), out, err));
        add("selftest", () -> new SelftestVerb(new Asking(desks), out, paint));
        add("doctor", () -> new DoctorVerb(wiring.doctors(), out, paint));
        add("check", () -> new Check(files, out, err, paint));
        add("demo", () -> new DemoVerb(new Demo(wiring.daemon(), sourceTree), out, colour));
        add("whatif", () -> new WhatIfVerb(desks, files, out, err, paint));
        add("report", () -> new ReportVerb(new Asking(desks), wiring.records(), out, paint));
        verbs.put("config", () -> new CommandLine(new Verbs.ConfigVerbs())
                .addSubcommand(new ConfigCheck(out))
                .addSubcommand(new ConfigReload(desks, out, err)));
        verbs.put("quarantine", () -> new CommandLine(new Verbs.QuarantineVerbs())
                .addSubcommand(new QuarantineList(new QuarantineDesk(new Asking(desks)), out))
                .addSubcommand(new QuarantineShow(new QuarantineDesk(new Asking(desks)), out))
                .addSubcommand(new QuarantineRetry(new QuarantineDesk(new Asking(desks)), out))
                .addSubcommand(new QuarantineExport(new QuarantineDesk(new Asking(desks)), out)));
        verbs.put("db", () -> new CommandLine(new Verbs.DbVerbs())
                .addSubcommand(new DbBackup(desks, out))
                .addSubcommand(new DbVerify(wiring.restoring(), out))
                .addSubcommand(new DbRestore(wiring.restoring(), out)));
        verbs.put("audit", () -> new CommandLine(new Verbs.AuditVerbs())
                .addSubcommand(new AuditShow(new Asking(desks), wiring.records(), out, err))
                .addSubcommand(new AuditVerify(new Asking(desks), out, paint))
                .addSubcommand(new AuditExport(new Asking(desks), wiring.records(), out)));
        add("why", () -> new Why(new Asking(desks), wiring.records(), out, paint));
        verbs.put("replies", () -> RepliesVerb.with(desks, wiring.records(), out, paint));
        verbs.put("findings", () -> FindingsVerb.with(desks, wiring.records(), out));
    }

    private void add(String name, Supplier<Object> verb) {
        verbs.put(name, () -> new CommandLine(verb.get()));
    }

    /** The one that the command line begins with; all of them when it begins otherwise. */
    List<CommandLine> asked(String... arguments) {
        return Optional.of(arguments)
                .filter(words -> words.length > 0)
                .map(words -> verbs.get(words[0]))
                .map(verb -> List.of(verb.get()))
                .orElseGet(() -> verbs.values().stream().map(Supplier::get).toList());
    }

    Map<String, Supplier<CommandLine>> verbs() {
        return Map.copyOf(verbs);
    }
}
