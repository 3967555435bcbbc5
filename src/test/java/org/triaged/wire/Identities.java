package org.triaged.wire;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Addresses of loopback, each with a certificate of its own; all but one a client must refuse. */
public final class Identities {

    private final ServerCertificate authority;
    private final Map<Identity, ServerCertificate> certificates = new EnumMap<>(Identity.class);

    /** Who answers at an address. */
    public enum Identity {
        GOOD("127.0.0.1"),
        EXPIRED("127.0.0.2"),
        WRONG_HOST("127.0.0.3"),
        SELF_SIGNED("127.0.0.4");

        private final String address;

        Identity(String address) {
            this.address = address;
        }

        public String address() {
            return address;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private String subject() {
            return this == WRONG_HOST ? "san=dns:elsewhere.example.org" : "san=ip:" + address;
        }
    }

    Identities(Path folder) {
        Keys keys = new Keys(folder.resolve("identities.p12")).make("authority", "-ext", "bc:c");
        authority = keys.certificate("authority");
        for (Identity identity : Identity.values()) {
            String name = identity.word();
            switch (identity) {
                case GOOD, WRONG_HOST -> keys.make(name, "-signer", "authority", "-ext", identity.subject());
                case EXPIRED ->
                    keys.make(
                            name,
                            "-signer",
                            "authority",
                            "-ext",
                            identity.subject(),
                            "-startdate",
                            "-10d",
                            "-validity",
                            "5");
                case SELF_SIGNED -> keys.make(name, "-ext", identity.subject());
            }
            certificates.put(identity, keys.certificate(name));
        }
    }

    /** What a client is told to trust. */
    public Path authority() {
        return authority.pem();
    }

    public ServerCertificate of(Identity identity) {
        return certificates.get(identity);
    }
}
