package org.triaged.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.triaged.mail.MessageId;

/** What is read as an id is what this grammar allows, whatever stands around it. */
class PrintableIdTest {

    private static final Pattern FORM = Pattern.compile("[!-;=?-~]{1,250}@[!-;=?-~]{1,250}");

    private static final Pattern BRACKETED = Pattern.compile("<([^<>\\s]{1,501})>");

    @Test
    void randomFieldsAreReadAsTheGrammarSays() {
        Random random = new Random(7);
        int found = 0;
        for (int round = 0; round < 50_000; round++) {
            String field = field(random);
            List<PrintableId> expected = new ArrayList<>();
            Matcher bracketed = BRACKETED.matcher(field);
            while (bracketed.find()) {
                if (FORM.matcher(bracketed.group(1)).matches()) {
                    expected.add(new PrintableId(bracketed.group(1)));
                }
            }
            assertThat(PrintableId.in(field)).as(field).isEqualTo(expected);
            found += expected.size();
        }
        assertThat(found).isGreaterThan(300);
    }

    @Test
    void eachPartHasAtMostTwoHundredAndFiftyCharacters() {
        for (int before = 248; before <= 252; before++) {
            for (int behind = 248; behind <= 252; behind++) {
                for (String at : List.of("@", "@@")) {
                    String id = "a".repeat(before) + at + "b".repeat(behind);
                    assertThat(PrintableId.of(new MessageId(id)).isPresent())
                            .as("%d %s %d", before, at, behind)
                            .isEqualTo(FORM.matcher(id).matches());
                }
            }
        }
    }

    private static String field(Random random) {
        String alphabet = "<<>>@@ab \t\u007f\u00e9.~!";
        StringBuilder field = new StringBuilder();
        int length = random.nextInt(24);
        for (int at = 0; at < length; at++) {
            field.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return field.toString();
    }
}
