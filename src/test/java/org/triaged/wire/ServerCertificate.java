package org.triaged.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A self-signed certificate for one name, made by keytool; its PEM file serves as a private CA. */
public final class ServerCertificate {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final KeyStore keys;
    private final Path pem;

    private ServerCertificate(KeyStore keys, Path pem) {
        this.keys = keys;
        this.pem = pem;
    }

    /** @param name as keytool takes it: {@code ip:127.0.0.1} or {@code dns:mail.example.org} */
    public static ServerCertificate of(Path folder, String name) {
        String file = name.replace(':', '-');
        Path store = folder.resolve(file + ".p12");
        try {
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "server",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=test",
                            "-ext",
                            "san=" + name,
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            new String(PASSWORD))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(file + ".log").toFile())
                    .start();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(Files.readString(folder.resolve(file + ".log")));
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD);
            }
            String base64 = Base64.getMimeEncoder()
                    .encodeToString(keys.getCertificate("server").getEncoded());
            Path pem = Files.writeString(
                    folder.resolve(file + ".pem"),
                    "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
            return new ServerCertificate(keys, pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path pem() {
        return pem;
    }

    public SSLContext context() {
        try {
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
