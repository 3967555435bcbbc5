package org.triaged.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.triaged.policy.Receiver;
import org.triaged.triage.Caps;
import org.triaged.triage.Digest;
import org.triaged.triage.MailAccount;
import org.triaged.triage.Schedule;

/** {@code triaged.yaml}: what is true for the daemon as a whole. */
record DaemonFile(
        Path dataFolder,
        Schedule schedule,
        Map<String, MailAccount> imap,
        MailAccount smtp,
        String ownAddress,
        String owner,
        List<String> admins,
        Config.ToAdmins toAdmins,
        Optional<Path> keyFile,
        Caps caps,
        ControlSection control,
        Receiver receiver,
        Optional<Config.BouncePlace> bounces,
        Optional<Config.MetricsPlace> metrics) {

    static final String NAME = "triaged.yaml";

    private static final Form<Integer> PORT = Form.number(1, 65_535);

    /** A name could be looked up and lead elsewhere. */
    private static final Form<String> LOOPBACK = Form.word("127.0.0.1", "::1");

    private static final Form<Integer> MAILS = Form.number(1, 10_000);

    /** The data folder is relative to the working directory, as on a command line; all other paths to the conf folder. */
    static DaemonFile read(Section top, Path confFolder) {
        AccountSection accounts = new AccountSection(confFolder);
        DaemonFile file = new DaemonFile(
                top.value("data", Form.pathIn(Path.of("")), Path.of("data").toAbsolutePath()),
                ScheduleSection.read(top.section("schedule")),
                imap(top, accounts),
                smtp(top, accounts),
                ownAddress(top),
                top.required("owner", Form.ADDRESS).orElse(""),
                top.list("admins", Form.ADDRESS, List.of()),
                toAdmins(top, accounts),
                top.maybe("key-file", Form.pathIn(confFolder)),
                caps(top.section("caps")),
                ControlSection.read(top.section("control"), confFolder),
                receiver(top),
                bounces(top),
                metrics(top));
        top.nothingElse();
        return file;
    }

    private static Optional<Config.BouncePlace> bounces(Section top) {
        if (!top.has("bounces")) {
            return Optional.empty();
        }
        Section bounces = top.section("bounces");
        Form<String> account = Form.oneOf(
                "an account under 'imap'", top.section("imap").names(Form.NAME).keySet());
        Optional<String> name = bounces.required("account", account);
        Optional<String> folder = bounces.required("folder", Form.LINE);
        return name.flatMap(known -> folder.map(path -> new Config.BouncePlace(known, path)));
    }

    private static Optional<Config.MetricsPlace> metrics(Section top) {
        if (!top.has("metrics")) {
            return Optional.empty();
        }
        Section metrics = top.section("metrics");
        String address = metrics.value("address", LOOPBACK, "127.0.0.1");
        return metrics.required("port", PORT).map(port -> new Config.MetricsPlace(address, port));
    }

    private static Caps caps(Section caps) {
        return new Caps(
                caps.value("per-hour", MAILS, Caps.DEFAULT.perHour()),
                caps.value("per-day", MAILS, Caps.DEFAULT.perDay()),
                caps.value("per-author", MAILS, Caps.DEFAULT.perAuthor()),
                caps.value("per-author-and-rules", MAILS, Caps.DEFAULT.perAuthorAndRules()));
    }

    private static Map<String, MailAccount> imap(Section top, AccountSection accounts) {
        Map<String, MailAccount> imap = new TreeMap<>();
        Section section = top.section("imap");
        section.names(Form.NAME).keySet().forEach(name -> imap.put(name, accounts.imap(name, section.section(name))));
        for (String sending : List.of("smtp", "admin-smtp")) {
            if (imap.containsKey(sending)) {
                section.mistake(sending, "is the name of the account that sends; choose another one");
            }
        }
        return imap;
    }

    private static MailAccount smtp(Section top, AccountSection accounts) {
        if (!top.has("smtp")) {
            top.mistake("smtp", "missing; name the server that takes the replies");
            return new MailAccount(
                    "smtp", "", 1, MailAccount.Tls.IMPLICIT, Optional.empty(), Optional.empty(), Optional.empty());
        }
        return accounts.smtp("smtp", top.section("smtp"));
    }

    private static Config.ToAdmins toAdmins(Section top, AccountSection accounts) {
        boolean named = top.has("admins");
        Digest.Every digest = top.value("digest", Form.word(Digest.Every.class), Digest.Every.WEEKLY);
        if (top.has("digest") && digest != Digest.Every.NONE && !named) {
            top.mistake("digest", "goes to nobody without 'admins'; name them");
        }
        return new Config.ToAdmins(
                named,
                digest,
                top.has("admin-smtp")
                        ? Optional.of(accounts.smtp("admin-smtp", top.section("admin-smtp")))
                        : Optional.empty());
    }

    private static Receiver receiver(Section top) {
        Form<Optional<String>> host = Hosts.HOST.or("none");
        Receiver receiver = new Receiver(
                top.value("authserv-id", host, Optional.empty()),
                Set.copyOf(top.list("received-by", Hosts.HOST, List.of())),
                top.value("arc-sealer", host, Optional.empty()));
        if (receiver.authservId().isEmpty()
                && (!receiver.receivedBy().isEmpty() || receiver.arcSealer().isPresent())) {
            top.mistake(
                    receiver.arcSealer().isPresent() ? "arc-sealer" : "received-by",
                    "says nothing without authserv-id, the name by which your mail server reports what it checked");
        }
        return receiver;
    }

    private static String ownAddress(Section top) {
        String address = top.required("own-address", Form.ADDRESS).orElse("");
        if (!address.isEmpty() && !Hosts.isQualified(address.substring(address.lastIndexOf('@') + 1))) {
            top.mistake(
                    "own-address",
                    "found '" + address + "', expected a host with its full name; it stands in every Message-ID");
        }
        return address;
    }
}
