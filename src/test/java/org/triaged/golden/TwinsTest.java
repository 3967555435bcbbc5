package org.triaged.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.config.ConfigLoader;
import org.triaged.golden.Arrivals.Sent;
import org.triaged.series.ListFacts;
import org.triaged.series.ListMail;

/** The same text says the same in whatever transfer encoding it came, and as format=flowed where that loses nothing. */
class TwinsTest {

    private static final Path ROOT = Path.of("src/test/golden");

    private static final int WIDEST = 70;

    /** A field of the header that tells of the body, with its folded lines. */
    private static final Pattern ABOUT_THE_BODY =
            Pattern.compile("(?mi)^(?:content-[a-z-]+|mime-version):.*\\n(?:[ \\t].*\\n)*");

    private static final Pattern PLAIN_TYPE =
            Pattern.compile("(?mi)^content-type:[ ]*text/plain(?:;[ ]*charset=\"?(?:utf-8|us-ascii)\"?)?[ ]*$");

    private static final Pattern PLAIN_ENCODING =
            Pattern.compile("(?mi)^content-transfer-encoding:[ ]*(?:7bit|8bit)[ ]*$");

    @TempDir
    private static Path folder;

    @Test
    void aTextSaysTheSameInEachEncoding() throws IOException {
        ListFacts list = ConfigLoader.load(
                        new GoldenConf(Files.createDirectory(folder.resolve("confs"))).named("devel"), Optional.empty())
                .lists()
                .get(0)
                .facts();
        Map<String, Integer> twins = new TreeMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(path -> path.getFileName().toString().matches("[0-9]+\\.eml"))
                    .sorted()
                    .toList()) {
                Optional<Letter> letter = Letter.of(Files.readAllBytes(file));
                letter.ifPresent(plain -> {
                    ListMail told = read(plain.as("8bit", "", plain.body), list);
                    plain.twins().forEach((name, raw) -> {
                        assertThat(facts(read(raw, list)))
                                .as("%s as %s", file, name)
                                .isEqualTo(facts(told));
                        twins.merge(name, 1, Integer::sum);
                    });
                });
            }
        }
        System.out.println("twins: " + twins);
        assertThat(twins.keySet()).containsExactly("7bit", "base64", "flowed", "quoted-printable");
    }

    private static ListMail read(byte[] raw, ListFacts list) {
        return new Sent(raw, Instant.parse("2026-01-12T12:00:00Z")).read(list);
    }

    private static List<Object> facts(ListMail mail) {
        return List.of(
                mail.envelope().syntheticId() ? "made from the bytes" : mail.id(),
                mail.kind(),
                mail.subject(),
                mail.author(),
                mail.sender(),
                mail.message(),
                mail.notes(),
                mail.trailers(),
                mail.trailersAbove(),
                mail.files(),
                mail.diffHash(),
                mail.links());
    }

    /** A mail of one plain part that no encoding hides. */
    private record Letter(String head, String body) {

        static Optional<Letter> of(byte[] raw) {
            String text;
            try {
                text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(raw))
                        .toString();
            } catch (CharacterCodingException e) { // its bytes are the point of its case
                return Optional.empty();
            }
            int end = text.indexOf("\n\n");
            if (end < 0 || text.indexOf('\r') >= 0 || text.startsWith("From ")) {
                return Optional.empty();
            }
            String head = text.substring(0, end + 1);
            boolean typed = head.toLowerCase(Locale.ROOT).contains("\ncontent-type:");
            boolean encoded = head.toLowerCase(Locale.ROOT).contains("\ncontent-transfer-encoding:");
            boolean plain = (!typed || PLAIN_TYPE.matcher(head).find())
                    && (!encoded || PLAIN_ENCODING.matcher(head).find());
            return plain
                    ? Optional.of(new Letter(ABOUT_THE_BODY.matcher(head).replaceAll(""), text.substring(end + 2)))
                    : Optional.empty();
        }

        byte[] as(String encoding, String parameter, String coded) {
            return (head + "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8" + parameter
                            + "\nContent-Transfer-Encoding: " + encoding + "\n\n" + coded)
                    .getBytes(StandardCharsets.UTF_8);
        }

        Map<String, byte[]> twins() {
            Map<String, byte[]> twins = new TreeMap<>();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            if (body.chars().allMatch(c -> c < 0x80)) {
                twins.put("7bit", as("7bit", "", body));
            }
            twins.put(
                    "base64",
                    as(
                            "base64",
                            "",
                            Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes)));
            twins.put("quoted-printable", as("quoted-printable", "", quotedPrintable(bytes)));
            List<String> lines = Arrays.asList(body.split("\n", -1));
            if (lines.stream().noneMatch(line -> line.endsWith(" ") && !line.equals("-- "))) {
                String stuffed = String.join(
                        "\n",
                        lines.stream()
                                .map(line -> line.startsWith(" ") || line.startsWith("From ") ? " " + line : line)
                                .toList());
                twins.put("flowed", as("8bit", "; format=flowed", stuffed));
            }
            return twins;
        }

        private static String quotedPrintable(byte[] bytes) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int width = 0;
            for (int at = 0; at < bytes.length; at++) {
                boolean end = at + 1 == bytes.length || bytes[at + 1] == '\n';
                boolean literal = bytes[at] > ' ' && bytes[at] < 0x7f && bytes[at] != '=' || bytes[at] == ' ' && !end;
                if (bytes[at] == '\n') {
                    out.write('\n');
                    width = 0;
                } else {
                    String coded = literal ? String.valueOf((char) bytes[at]) : String.format("=%02X", bytes[at]);
                    if (width + coded.length() > WIDEST) {
                        write(out, "=\n");
                        width = 0;
                    }
                    write(out, coded);
                    width += coded.length();
                }
            }
            return out.toString(StandardCharsets.US_ASCII);
        }

        private static void write(ByteArrayOutputStream out, String text) {
            try {
                out.write(text.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
