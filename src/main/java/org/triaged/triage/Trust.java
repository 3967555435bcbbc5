package org.triaged.triage;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Whom a connection believes when an account names certificates of its own. */
public final class Trust {

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
}
