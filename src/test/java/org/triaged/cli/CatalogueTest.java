package org.triaged.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.triaged.source.MailFilesOnDisk;
import picocli.CommandLine;

class CatalogueTest {

    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());

    private final Catalogue all = new Catalogue(
            Unwired.wiring(),
            new MailFilesOnDisk(InputStream.nullInputStream()),
            Optional.empty(),
            nowhere,
            nowhere,
            false);

    @Test
    void eachVerbStandsUnderItsOwnName() {
        assertThat(all.verbs()).allSatisfy((name, verb) -> assertThat(verb.get().getCommandName())
                .isEqualTo(name));
    }

    @Test
    void whatIsNoVerbIsHeldAgainstAllOfThem() {
        assertThat(all.asked("check", "--help"))
                .extracting(CommandLine::getCommandName)
                .containsExactly("check");
        assertThat(all.asked("chek")).hasSameSizeAs(all.verbs().entrySet());
        assertThat(all.asked()).hasSameSizeAs(all.verbs().entrySet());
        assertThat(all.asked("--help")).hasSameSizeAs(all.verbs().entrySet());
    }
}
