package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.triaged.mail.Eml;
import org.triaged.mail.Limits;
import org.triaged.mail.Mutations;
import org.triaged.mail.ParseResult;

/** Whatever a mail says, it is read and assembled. */
class MailReaderPropertyTest {

    @Test
    void everyReadableMutationIsReadAndAssembled() {
        Mutations mutations = new Mutations(7);
        List<ListMail> mails = new ArrayList<>();
        for (int round = 0; round < 2_000; round++) {
            if (Eml.parse(mutations.next()) instanceof ParseResult.Parsed parsed) {
                mails.add(MailReader.read(parsed.mail(), Mails.LIST, Limits.DEFAULT));
            }
        }
        Assembly assembly = SeriesAssembler.assemble(mails, Mails.LIST);
        assertThat(assembly.mails()).hasSameSizeAs(mails);
        assertThat(assembly.series()).isNotEmpty();
    }
}
