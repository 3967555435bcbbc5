package org.triaged.triage;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Whom a connection believes: certificates an account names, or those of the platform. */
public final class Trust {

    private static final int DEEPEST = 20;

    private Trust() {}

    /** Sockets that trust these certificates (PEM) and no others, the platform's neither. */
    public static SSLSocketFactory only(InputStream pem) throws GeneralSecurityException, IOException {
        KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        anchors.load(null, null);
        for (Certificate anchor : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
            anchors.setCertificateEntry("ca-" + anchors.size(), anchor);
        }
        if (anchors.size() == 0) {
            throw new CertificateException("it holds no certificate");
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        TrustManager[] managers = trust.getTrustManagers();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, new SecureRandom());
        return context.getSocketFactory();
    }

    /** True when a connection failed because the server's certificate was not accepted, or is another's. */
    public static boolean refused(Throwable fault) {
        return Stream.iterate(Optional.of(fault), Optional::isPresent, cause -> cause.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .limit(DEEPEST)
                .anyMatch(cause -> cause instanceof CertificateException
                        || cause instanceof CertPathValidatorException
                        || cause instanceof SSLPeerUnverifiedException);
    }
}
