package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.series.Corpus;

/**
 * {@code triaged import} of all real mails, as the launcher starts it, and once more with {@code -Dtriaged.copies=N}: each
 * copy has other Message-IDs and people. It asserts no time; it fails when the rows are not what was fed.
 */
class ImportBench {

    private static final int COPIES = Integer.getInteger("triaged.copies", 1);

    /** In addresses and Message-IDs; a hunk of a diff begins otherwise. */
    private static final Pattern AT = Pattern.compile("(?<=\\w)@(?=\\w)");

    @TempDir
    private Path folder;

    @Test
    void mailsOfTheCorpus() throws Exception {
        Corpus corpus = Corpus.beside();
        assumeTrue(corpus.present(), "the corpus is absent");
        Installation here =
                Installation.in(folder).folder("INBOX").server(1, "none", "", 1).password("none");
        List<String> command = new ArrayList<>(List.of(
                Path.of("triaged").toAbsolutePath().toString(),
                "import",
                "--mboxrd",
                "--conf",
                here.conf().toString(),
                "--data",
                here.data().toString()));
        int fed = 0;
        for (int copy = 0; copy < COPIES; copy++) {
            Path mbox = folder.resolve("copy" + copy + ".mbox");
            fed += write(corpus, copy, mbox);
            command.add(mbox.toString());
        }
        measure("first", command, fed);
        assertThat(here.ask("SELECT COUNT(*) FROM mail")).isEqualTo(Integer.toString(fed));
        System.out.printf(
                Locale.ROOT,
                "database: %.1f kB a mail%n",
                Files.size(here.data().resolve("triaged.mv.db")) / 1024.0 / fed);
        measure("again", command, fed);
        assertThat(here.ask("SELECT COUNT(*) FROM mail")).isEqualTo(Integer.toString(fed));
    }

    private void measure(String which, List<String> command, int mails) throws IOException, InterruptedException {
        Path output = folder.resolve(which);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Footprint taken = Footprint.untilItEnds(process);
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        System.out.printf(
                Locale.ROOT,
                "%s: %d mails, %.1f s CPU, %.2f ms a mail, at most %d MB%n",
                which,
                mails,
                taken.cpuSeconds(),
                1000 * taken.cpuSeconds() / mails,
                taken.residentKb() >> 10);
        System.out.println(Files.readString(output).strip());
    }

    /** How many mails it holds; the first copy has their own ids. */
    private static int write(Corpus corpus, int copy, Path mbox) throws IOException {
        int mails = 0;
        try (OutputStream out = Files.newOutputStream(mbox)) {
            for (String name : corpus.mboxes()) {
                if (name.endsWith(".gz")) { // the other file repeats some of them
                    for (byte[] mail : corpus.mails(name)) {
                        out.write(mboxrd(mail, copy));
                        mails++;
                    }
                }
            }
        }
        return mails;
    }

    private static byte[] mboxrd(byte[] mail, int copy) {
        String text = new String(mail, StandardCharsets.ISO_8859_1);
        if (copy > 0) {
            text = AT.matcher(text).replaceAll(".copy" + copy + "@");
        }
        return ("From mboxrd@z Thu Jan  1 00:00:00 1970\n" + text.replaceAll("(?m)^(>*From )", ">$1") + "\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
