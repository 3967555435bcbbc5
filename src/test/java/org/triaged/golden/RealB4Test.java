package org.triaged.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maintainers collect trailers from a thread with b4: it must find none in what we say there. */
class RealB4Test {

    private static final String TRAILERS = """
            import b4, email, email.policy, sys
            for name in sys.argv[1:]:
                with open(name, 'rb') as file:
                    mail = email.message_from_binary_file(file, policy=email.policy.EmailPolicy(utf8=True))
                found, others = b4.LoreMessage.find_trailers(mail.get_payload(decode=True).decode(), followup=True)
                print(len(found))
            """;

    @TempDir
    private Path folder;

    /** A run that failed, and what it printed. */
    private record Ran(int status, String out) {}

    @BeforeEach
    void b4IsInstalled() throws Exception {
        assumeTrue(
                python(List.of("-c", "import b4")).status() == 0,
                "b4 is not installed, so its parser is not asked; on Debian: apt-get install b4");
    }

    @Test
    void itsParserFindsNoTrailerInAnyReply() throws Exception {
        List<String> replies = replies();
        assertThat(replies).hasSizeGreaterThanOrEqualTo(4);
        assertThat(trailers(replies)).hasSameSizeAs(replies).containsOnly("0");
    }

    @Test
    void itsParserFindsTheOneThatAPersonGives() throws Exception {
        Path mail = Files.writeString(
                folder.resolve("person.eml"), "Subject: Re: x\n\nGood.\n\nReviewed-by: Bob <bob@example.org>\n");
        assertThat(trailers(List.of(mail.toString()))).containsExactly("1");
    }

    private List<String> trailers(List<String> mails) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-c", TRAILERS));
        arguments.addAll(mails);
        Ran ran = python(arguments);
        assertThat(ran.status()).as(ran.out()).isZero();
        return ran.out().lines().toList();
    }

    private static List<String> replies() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/golden/replies"))) {
            return files.filter(file -> file.endsWith("reply.eml"))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }

    private static Ran python(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(process.waitFor(), out);
        } catch (IOException e) {
            return new Ran(127, e.getMessage());
        }
    }
}
