package org.triaged.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate with its key; the PEM file of a self-signed one serves as a private CA. */
public final class ServerCertificate {

    private final KeyStore keys;
    private final String name;
    private final Path pem;

    ServerCertificate(KeyStore keys, String name, Path pem) throws GeneralSecurityException, IOException {
        this.keys = keys;
        this.name = name;
        this.pem = Files.writeString(
                pem, armoured("CERTIFICATE", keys.getCertificate(name).getEncoded()));
    }

    /** Signed by itself. @param subject as keytool takes it: {@code ip:127.0.0.1} or {@code dns:mail.example.org} */
    public static ServerCertificate of(Path folder, String subject) {
        String name = subject.replace(':', '-');
        return new Keys(folder.resolve(name + ".p12"))
                .make(name, "-ext", "san=" + subject)
                .certificate(name);
    }

    public Path pem() {
        return pem;
    }

    /** The key, unencrypted, in a file beside the certificate. */
    public Path keyPem() {
        try {
            Key key = keys.getKey(name, Keys.PASSWORD);
            return Files.writeString(pem.resolveSibling(name + ".key"), armoured("PRIVATE KEY", key.getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public SSLContext context() {
        try {
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, Keys.PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String armoured(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + what
                + "-----\n";
    }
}
