package org.triaged.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.Test;

/** Before 2.0.4 a non-ASCII letter could become CR LF in an SMTP command (CVE-2025-7962). */
class MailLibraryTest {

    @Test
    void isNotOneThatLetsLettersBecomeLineEnds() throws IOException {
        URL jar = SMTPTransport.class.getProtectionDomain().getCodeSource().getLocation();
        try (JarFile library = new JarFile(jar.getPath())) {
            String version = library.getManifest().getMainAttributes().getValue("Bundle-Version");
            Matcher numbers = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*").matcher(version);
            assertThat(numbers.matches()).as(version).isTrue();
            int number = Integer.parseInt(numbers.group(1)) * 10_000
                    + Integer.parseInt(numbers.group(2)) * 100
                    + Integer.parseInt(numbers.group(3));
            assertThat(number).as(version).isGreaterThanOrEqualTo(20_004);
        }
    }
}
