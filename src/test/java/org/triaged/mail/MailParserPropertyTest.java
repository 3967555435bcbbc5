package org.triaged.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whatever is done to the bytes of a mail, a value comes back. */
class MailParserPropertyTest {

    private static final int ROUNDS = 20_000;

    @Test
    void everyMutationEndsAsAValue() {
        Mutations mutations = new Mutations(20260105);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] mail = round % 40 == 0 ? mutations.noise() : mutations.next();
            assertThat(caught(Eml.parse(mail))).as("round %d", round).isFalse();
        }
    }

    /** The guard at the door is for what Mime4J may do; nothing known reaches it. */
    private static boolean caught(ParseResult result) {
        return result instanceof ParseResult.Damaged damaged && damaged.reason().startsWith("unreadable");
    }
}
