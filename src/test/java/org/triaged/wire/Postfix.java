package org.triaged.wire;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.triaged.wire.Identities.Identity;

/**
 * Postfix with STARTTLS and login. A mail to {@code devel-USER@lists.example.org} goes by LMTP into Dovecot's folder
 * {@code devel} of that user; whatever else is discarded.
 */
public final class Postfix {

    static final String PROGRAM = "/usr/sbin/postfix";

    private static final String MASTER = "/usr/lib/postfix/sbin/master";

    private static final Pattern DELIVERY = Pattern.compile("postfix/(\\w+)\\[\\d+\\]: \\w+: to=<");

    private final RealServer server;
    private final Path folder;
    private final int port;

    Postfix(Path folder, Ports ports, Identities identities, int policyPort) {
        this.folder = folder;
        this.port = ports.smtp();
        Map<String, Object> values = new HashMap<>(
                Map.of("folder", folder, "smtp", ports.smtp(), "lmtp", ports.lmtp(), "policy", policyPort));
        for (Identity identity : Identity.values()) {
            values.put(identity + ".address", identity.address());
            values.put(identity + ".cert", identities.of(identity).pem());
            values.put(identity + ".key", identities.of(identity).keyPem());
        }
        Path conf = RealServers.made(folder.resolve("conf"));
        for (String own : List.of("data", "spool/private")) {
            RealServer.run(
                    "install",
                    "-d",
                    "-m",
                    "700",
                    "-o",
                    "postfix",
                    folder.resolve(own).toString());
        }
        for (String file : List.of("main.cf", "master.cf", "lists.regexp")) {
            RealServer.configure(conf.resolve(file), values);
        }
        RealServer.run(PROGRAM, "-c", conf.toString(), "check");
        server = new RealServer(folder, port, MASTER, "-c", conf.toString(), "-s");
    }

    /** Where it asks Dovecot about logins; Dovecot makes it. @param servers the folder of both */
    static Path authSocket(Path servers) {
        return servers.resolve("postfix/spool/private/auth");
    }

    public int port() {
        return port;
    }

    public void start() {
        server.start();
    }

    public void stop() {
        server.stop();
    }

    /** What it has logged so far. */
    public String log() {
        return RealServers.read(folder.resolve("maillog"));
    }

    /** What it has logged of its conversations at that address, which is not the usual one. */
    public List<String> log(Identity identity) {
        return log().lines()
                .filter(line -> line.contains("postfix/" + identity + "/smtpd"))
                .toList();
    }

    /** By what mails have left or come to rest, each delivery one. */
    public List<String> transports() {
        return DELIVERY.matcher(log())
                .results()
                .map((MatchResult delivery) -> delivery.group(1))
                .toList();
    }
}
