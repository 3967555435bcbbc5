package org.triaged.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.triaged.policy.Maintainers;
import org.triaged.policy.Posted;

/** Who gets a copy of a reply, where the list wants that, and who never does. */
class CopiesTest {

    private static final String LIST = "devel@lists.example.org";

    private static final Composition TASK = Letters.task(Posted.single("Why."));

    /** The patch changes a file of both sections. */
    private static final String FILE = """
            Frobs
            M: Mary Maint <mary@maint.example.org>
            R: Rita Reviewer <rita@review.example.org>
            L: frobs@lists.example.org (moderated for non-subscribers)
            F: hw/net/

            Everything
            M: Paul Top <paul@top.example.org>
            M: Mary again <MARY@maint.example.org>
            F: *
            F: */

            Elsewhere
            M: Eve <eve@else.example.org>
            F: docs/
            """;

    @Test
    void thoseBehindAnMOfWhatIsTouchedGetOneInTheOrderOfTheFile() {
        FrozenReply reply = Letters.frozen(TASK.copying(maintainers(FILE)));
        assertThat(header(reply, HeaderName.TO)).isEqualTo("Ann Dev <ann@example.org>");
        assertThat(header(reply, HeaderName.CC)).isEqualTo(LIST + ", mary@maint.example.org, paul@top.example.org");
        assertThat(reply.recipients())
                .as("the list is the last")
                .containsExactly("ann@example.org", "mary@maint.example.org", "paul@top.example.org", LIST);
    }

    @Test
    void nobodyDoesByDefault() {
        assertThat(Letters.frozen(TASK).recipients()).containsExactly("ann@example.org", LIST);
    }

    @Test
    void neverARobotNorAListNorWeNorTheAuthorTwice() {
        String file = """
                Frobs
                M: Bot <bot+frobs@robots.example.org>
                M: Nobody <noreply@host.example.org>
                M: The list <DEVEL@lists.example.org>
                M: Another list <other@lists.example.org>
                M: Frobs <frobs@lists.example.org>
                M: triaged <triaged@triage.example.org>
                M: bounces <bounce+T-x.y@triage.example.org>
                M: Ann Dev <Ann@example.org>
                M: J\u00f6rg <j\u00f6rg@maint.example.org>
                M: Name alone
                M: Mary Maint <mary@maint.example.org>
                L: frobs@lists.example.org
                F: hw/net/
                """;
        assertThat(Letters.frozen(TASK.copying(maintainers(file))).recipients())
                .containsExactly("ann@example.org", "mary@maint.example.org", LIST);
    }

    @Test
    void nineAddressesAreTheMost() {
        String many = IntStream.range(0, 20)
                .mapToObj(number -> "M: M" + number + " <m" + number + "@maint.example.org>\n")
                .collect(Collectors.joining("", "Frobs\n", "F: hw/net/\n"));
        FrozenReply reply = Letters.frozen(TASK.copying(maintainers(many)));
        assertThat(reply.recipients())
                .hasSize(9)
                .startsWith("ann@example.org", "m0@maint.example.org")
                .endsWith(LIST);
    }

    @Test
    void anAuthorWhoWantsNoCopyGetsNoneAsAMaintainerEither() {
        String file = "Frobs\nM: Ann Dev <ann@example.org>\nM: Mary Maint <mary@maint.example.org>\nF: hw/net/\n";
        FrozenReply reply = Letters.frozen(TASK.copying(maintainers(file))
                .sparing(address -> address.value().equals("ann@example.org")));
        assertThat(header(reply, HeaderName.TO)).isEqualTo(LIST);
        assertThat(header(reply, HeaderName.CC)).isEqualTo("mary@maint.example.org");
        assertThat(reply.recipients()).containsExactly("mary@maint.example.org", LIST);
    }

    @Test
    void adminsAloneGetAShadow() {
        FrozenReply reply = Letters.frozen(TASK.copying(maintainers(FILE)).inShadow());
        assertThat(reply.recipients()).containsExactly("triage-owner@triage.example.org");
    }

    @Test
    void theLinterKnowsWhoMayStandThere() {
        Composition task = TASK.copying(maintainers(FILE));
        FrozenReply good = Letters.frozen(task);
        assertThat(Linter.firstFailure(good, task)).isEmpty();
        for (String other : List.of("eve@else.example.org", "rita@review.example.org", "frobs@lists.example.org")) {
            FrozenReply bad = with(good, Letters.raw(good).replace("paul@top.example.org", other));
            assertThat(Linter.firstFailure(bad, task)).as(other).contains("H6");
        }
        FrozenReply unwanted = Letters.frozen(task);
        assertThat(Linter.firstFailure(unwanted, TASK)).contains("H6");
    }

    private static Copies maintainers(String file) {
        return Copies.toMaintainers(
                Maintainers.read(file, file.getBytes(StandardCharsets.UTF_8)),
                Set.of("bot@robots.example.org"),
                Set.of(LIST, "Other@lists.example.org"));
    }

    private static String header(FrozenReply reply, HeaderName name) {
        return Letters.letter(reply).value(name);
    }

    private static FrozenReply with(FrozenReply reply, String raw) {
        return new FrozenReply(
                reply.report(),
                reply.messageId(),
                reply.list(),
                reply.root(),
                reply.version(),
                reply.anchor(),
                reply.covers(),
                reply.rules(),
                reply.composed(),
                reply.sender(),
                reply.recipients(),
                raw.getBytes(StandardCharsets.ISO_8859_1));
    }
}
