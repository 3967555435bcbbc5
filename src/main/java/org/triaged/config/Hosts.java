package org.triaged.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** What can be said of a host by its spelling alone; no name is ever looked up. */
final class Hosts {

    /** An IPv6 address may stand in brackets, as in a URL; without them it is what sockets take. */
    static final Form<String> HOST = Form.matching(
                    "a host name or address",
                    "\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*\\]?|[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
            .to(host -> host.replaceAll("[\\[\\]]", ""));

    private static final Pattern QUALIFIED =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

    private Hosts() {}

    /** True for a name that can be ours alone on the net; never for localhost or an address in digits. */
    static boolean isQualified(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.length() <= 253
                && QUALIFIED.matcher(name).matches()
                && !name.startsWith("localhost.")
                && !name.endsWith(".localhost")
                && !name.endsWith(".localdomain");
    }
}
