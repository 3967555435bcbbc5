package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.triaged.mail.Person;

class TrailerBlockTest {

    private static TrailerBlock read(String message) {
        return TrailerBlock.read(List.of(message.split("\n", -1)), 2_000, 500);
    }

    private static List<String> lines(String message) {
        return read(message).trailers().stream().map(Trailer::line).toList();
    }

    @Test
    void theLastParagraphOfTrailersIsTheBlock() {
        assertThat(lines("Why.\n\nFixes: 12345678 (\"x\")\nSigned-off-by: A <a@x>\n\n"))
                .containsExactly("Fixes: 12345678 (\"x\")", "Signed-off-by: A <a@x>");
        assertThat(lines("Signed-off-by: A <a@x>")).hasSize(1);
    }

    @Test
    void aTrailerPrintedFromItsPartsReadsTheSame() {
        Random random = new Random(6);
        List<String> keys = List.of("Signed-off-by", "reviewed-BY", "Cc", "Reported-and-tested-by", "X-1");
        List<String> names = List.of(
                "Ann Dev", "Dev, Ann", "A \"B\" C", "Ann (TI)", "Zo\u00eb", "A.", "Ann [x]", "Ann #1", "\u5f20 \u4e09");
        List<String> addresses = List.of("a@x.example", "A+b@x.example", "a.b_c@sub.x.example", "'a'@x.example");
        for (int round = 0; round < 500; round++) {
            Person person = Person.of(drawn(names, random), drawn(addresses, random));
            String value = person.name().orElseThrow() + " <" + person.email().orElseThrow() + ">";
            Trailer trailer = new Trailer(drawn(keys, random), value, person);
            TrailerBlock read = read("Why.\n\n" + trailer.line() + "\nSigned-off-by: A <a@x>\n");
            assertThat(read.trailers().get(0)).isEqualTo(trailer);
            assertThat(read.oddities()).isEmpty();
        }
    }

    private static String drawn(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    @Test
    void continuationsAreJoinedByOneBlank() {
        assertThat(lines("Signed-off-by: A\n   <a@x>\n")).containsExactly("Signed-off-by: A <a@x>");
    }

    @Test
    void proseMayStandAmongTrailersIfGitsOwnIsThere() {
        assertThat(lines("Some words here\n[Bob: reworded]\nSigned-off-by: A <a@x>\n"))
                .hasSize(1);
        assertThat(lines("Some words here\nCc: A <a@x>\n")).isEmpty();
    }

    @Test
    void aParagraphThatGitRefusesIsStillReadForPeople() {
        TrailerBlock block = read("Some words\nNote: well\nReviewed-by: A <a@x>\n");
        assertThat(block.trailers()).extracting(Trailer::key).containsExactly("Reviewed-by");
        assertThat(block.oddities()).containsExactly("trailer-block-mixed");
    }

    @Test
    void anAddressWrappedToColumnZeroIsJoined() {
        TrailerBlock block = read("Reviewed-by: Very Long Name\n<a@x>\nSigned-off-by: A <a@x>\n");
        assertThat(block.trailers().get(0).person()).isEqualTo(Person.of("Very Long Name", "a@x"));
        assertThat(block.oddities()).containsExactly("trailer-wrapped");
    }

    @Test
    void aUrlIsNoTrailer() {
        TrailerBlock block = read("https://example.org/x\nSigned-off-by: A <a@x>\n");
        assertThat(block.trailers()).hasSize(1);
        assertThat(block.oddities()).containsExactly("url-as-trailer");
    }

    @Test
    void aParagraphOfTrailersAboveIsKeptApart() {
        TrailerBlock block = read("Why.\n\nAssisted-by: T\n\nSigned-off-by: A <a@x>\n");
        assertThat(block.above()).extracting(Trailer::key).containsExactly("Assisted-by");
        assertThat(read("Why: not.\nso\n\nSigned-off-by: A <a@x>\n").above()).isEmpty();
    }

    private static Person person(String value) {
        return read("Cc: " + value).trailers().get(0).person();
    }

    @Test
    void personsAreReadWithoutNotes() {
        assertThat(person("\"Dev, Ann\" <a@x> # all of it")).isEqualTo(Person.of("Dev, Ann", "a@x"));
        assertThat(person("Ann (TI) <a@x> [tests]")).isEqualTo(Person.of("Ann (TI)", "a@x"));
        assertThat(person("a@x # v2")).isEqualTo(new Person(Optional.empty(), Optional.of("a@x")));
        assertThat(person("<a@x<mailto:a@x>>")).isEqualTo(new Person(Optional.empty(), Optional.of("a@x")));
        assertThat(person("Ann")).isEqualTo(new Person(Optional.of("Ann"), Optional.empty()));
    }
}
