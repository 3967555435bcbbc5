package org.triaged.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\u2028", "\u2029", "\u3000", "\u2003", "\u001c", "\u0085"})
    void noBlankOfAnyKindStopsTheReader(String blank) {
        String id = "a" + blank + "b@example.org";
        String mail = "From: ann@example.org\nMessage-ID: <%s>\nIn-Reply-To: <p%s> q%s\nReferences: <r%s>\n\nx\n";

        ParsedMail read = Eml.mail(mail.formatted(id, id, id, id));

        assertThat(read.envelope().id().value()).startsWith("a").endsWith("b@example.org");
        assertThat(read.envelope().parents()).isNotEmpty();
    }
}
