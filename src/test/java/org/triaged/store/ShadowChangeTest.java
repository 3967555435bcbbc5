package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.store.Sample.LIST;
import static org.triaged.store.Sample.NOW;
import static org.triaged.store.Sample.Read.patch;
import static org.triaged.store.Sample.id;
import static org.triaged.store.Sample.judgement;
import static org.triaged.store.Sample.seriesRow;
import static org.triaged.store.Sample.silent;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.policy.Judgement;
import org.triaged.triage.SeriesBook.Reason;
import org.triaged.triage.SeriesBook.Verdict;

/** What a profile in the shadow would have changed, held against what stood when it judged. */
class ShadowChangeTest {

    private static final String CHANGES =
            "SELECT rule, severity, change FROM shadow_change ORDER BY change, rule, severity";

    private final Judgement inForce = judgement(id("one"));

    private final Judgement nothing = inForce.with(List.of());

    private final Judgement oneLess = inForce.with(inForce.findings().subList(0, 1));

    @TempDir
    private Path folder;

    private TestStore store;

    private long series;

    @BeforeEach
    void open() {
        store = TestStore.in(folder);
        series = seriesRow(store, patch("one"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aShadowThatFindsTheSameChangesNothing() {
        judged(Reason.FIRST, inForce);
        shadow(inForce);
        assertThat(differing()).containsExactly("shadow FALSE");
        assertThat(store.rows(CHANGES)).isEmpty();
    }

    @Test
    void whatAppearsAndWhatVanishesIsTold() {
        judged(Reason.FIRST, inForce);
        shadow(oneLess);
        assertThat(differing()).containsExactly("shadow TRUE");
        assertThat(store.rows(CHANGES)).containsExactly("ai-declared violation vanishes");
        judged(Reason.RIPE, oneLess);
        shadow(inForce);
        assertThat(store.rows(CHANGES)).containsExactly("ai-declared violation appears");
        assertThat(store.rows("SELECT j.reason FROM judgement s JOIN judgement j ON j.id = s.beside ORDER BY s.id"))
                .containsExactly("first", "ripe");
    }

    /** A profile that was tried once has seen the mails of then. */
    @Test
    void judgingAgainWithoutTheShadowChangesNothingOfWhatItSaid() {
        judged(Reason.FIRST, inForce);
        shadow(oneLess);
        judged(Reason.RE_EVALUATION, nothing);
        assertThat(store.rows(CHANGES)).containsExactly("ai-declared violation vanishes");
    }

    @Test
    void aProfileThatIsTriedLaterIsHeldAgainstWhatStandsThen() {
        judged(Reason.FIRST, inForce);
        judged(Reason.RE_EVALUATION, oneLess);
        shadow(oneLess);
        assertThat(differing()).containsExactly("shadow FALSE");
        shadow(nothing);
        assertThat(store.rows(CHANGES)).containsExactly("dco-sob-missing violation vanishes");
    }

    private List<String> differing() {
        return store.rows("SELECT reason, UPPER(CAST(differs AS VARCHAR)) FROM judgement WHERE differs IS NOT NULL");
    }

    private void judged(Reason reason, Judgement judgement) {
        store.seriesBook()
                .judged(new Verdict(
                        series, LIST, judgement, reason, silent("too-old"), Optional.empty(), NOW, List.of()));
    }

    private void shadow(Judgement judgement) {
        store.database().shadowBook().keep(Verdict.aside(series, LIST, judgement, NOW));
    }
}
