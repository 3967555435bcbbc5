package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triaged.mail.Envelope;

class ReceiverTest {

    private static final Receiver OURS =
            new Receiver(Optional.of("mx.example.net"), Set.of("store.example.net"), Optional.of("lists.example.org"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mx.example.net; dkim=pass header.d=example.org                                   | true
            MX.example.net 1; dkim=pass (2048-bit key; x) header.i=@example.org header.d=EXAMPLE.org | true
            mx.example.net; spf=pass smtp.mailfrom=example.org; dkim=pass header.d=example.org | true
            mx.example.net; dkim=fail header.d=example.org                                   | false
            mx.example.net; dkim=pass header.d=mail.example.org                              | false
            mx.example.net; dkim=pass header.d=org                                           | false
            mx.example.net; dkim=pass header.d=example.org.gappssmtp.test                    | false
            mx.example.net; dkim=fail (dkim=pass header.d=example.org) header.d=other.org    | false
            mx.example.net; dkim=fail reason="; dkim=pass header.d=example.org"              | false
            mx.example.net.evil.test; dkim=pass header.d=example.org                         | false
            mx.example.net; spf=pass smtp.mailfrom=example.org                               | false
            mx.example.net; none                                                             | false
            """)
    void onlyAGoodSignatureOfTheSendersOwnDomainCounts(String results, boolean pass) {
        assertThat(OURS.of(mail("Authentication-Results", results)).pass()).isEqualTo(pass);
    }

    @Test
    void onlyWhatOurOwnServersWroteIsBelieved() {
        String good = "mx.example.net; dkim=pass header.d=example.org";
        String bad = "mx.example.net; dkim=fail header.d=example.org";
        assertThat(OURS.of(mail("Received", "from mx by store.example.net", "Authentication-Results", good))
                        .pass())
                .isTrue();
        assertThat(OURS.of(mail("Received", "from a by lists.example.org", "Authentication-Results", good))
                        .pass())
                .isFalse();
        assertThat(OURS.of(mail("Received", "(by mx.example.net) by evil.test", "Authentication-Results", good))
                        .pass())
                .isFalse();
        assertThat(OURS.of(mail("Authentication-Results", bad, "authentication-results", good))
                        .pass())
                .isFalse();
        assertThat(Receiver.NONE.of(mail("Authentication-Results", good)).pass())
                .isFalse();
        assertThat(OURS.of(mail("Authentication-Results", good, "Resent-From", "x"))
                        .said())
                .isEqualTo("dkim=pass header.d=example.org");
    }

    @Test
    void aSealCountsOfTheListAlone() {
        String seen = "i=1; lists.example.org; dkim=pass header.d=example.org";
        assertThat(sealed("arc=pass", "i=1; a=rsa-sha256; d=lists.example.org; s=x; cv=none; b=x", seen))
                .isTrue();
        assertThat(sealed("arc=fail", "i=1; d=lists.example.org; b=x", seen)).isFalse();
        assertThat(sealed("arc=pass", "i=1; d=evil.test; b=x", seen)).isFalse();
        assertThat(sealed("arc=pass", "i=2; d=lists.example.org; b=x", seen)).isFalse();
        assertThat(sealed(
                        "arc=pass",
                        "i=1; d=lists.example.org; b=x",
                        "i=1; lists.example.org; dkim=pass header.d=lists.example.org"))
                .isFalse();
    }

    private static boolean sealed(String result, String seal, String seen) {
        return OURS.of(mail(
                        "Authentication-Results",
                        "mx.example.net; dkim=fail header.d=example.org; " + result,
                        "ARC-Seal",
                        seal,
                        "ARC-Authentication-Results",
                        seen))
                .pass();
    }

    private static Envelope mail(String... fields) {
        Map<String, String> header = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            header.put(fields[i], fields[i + 1]);
        }
        header.putAll(Posted.fields(1, "Re: x"));
        return Posted.mail(header, "Text.\n").envelope();
    }
}
