package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.store.Sample.NOW;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.InForce;
import org.triaged.triage.InForce.Kind;

class SettingsInForceTest {

    private static final InForce CONF = new InForce(Kind.CONF, "", "", "c1");
    private static final InForce KEY = new InForce(Kind.KEY, "", "", "k1");
    private static final InForce PROFILE = new InForce(Kind.PROFILE, "", "qemu/2025-09", "p1");
    private static final InForce POLICY = new InForce(Kind.POLICY, "devel", "", "pin qemu/2025-09");
    private static final InForce WEIGHT = new InForce(Kind.WEIGHT, "devel", "dco-sob-missing", "reply");

    @TempDir
    private Path folder;

    private TestStore store;

    @BeforeEach
    void open() {
        store = TestStore.in(folder);
        load("daemon", CONF, KEY, PROFILE, POLICY, WEIGHT);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theFirstConfIsLoadedAndNothingChanged() {
        assertThat(noted()).containsExactly("daemon conf-loaded conf    c1 c1");
    }

    @Test
    void theSameConfIsNotedAgainAndNothingElse() {
        load("daemon", CONF, KEY, PROFILE, POLICY, WEIGHT);
        assertThat(noted()).hasSize(2).last().isEqualTo("daemon conf-loaded conf    c1 to c1 c1");
    }

    @Test
    void eachChangeIsNotedWithOldAndNewAndWhoMadeIt() {
        load(
                "carol",
                new InForce(Kind.CONF, "", "", "c2"),
                new InForce(Kind.KEY, "", "", "k2"),
                new InForce(Kind.PROFILE, "", "qemu/2025-09", "p2"),
                new InForce(Kind.POLICY, "devel", "", "pin qemu/2026-01"),
                new InForce(Kind.WEIGHT, "devel", "dco-sob-missing", "off"));
        assertThat(noted().subList(1, 6))
                .containsExactly(
                        "carol conf-loaded conf    c1 to c2 c2",
                        "carol key-changed key    k1 to k2 ",
                        "carol profile-changed profile qemu/2025-09  p2 p1 to p2 ",
                        "carol policy-changed policy  devel  pin qemu/2025-09 to pin qemu/2026-01 ",
                        "carol weight-changed weight dco-sob-missing devel  reply to off ");
        assertThat(store.rows("SELECT content FROM in_force WHERE kind = 'WEIGHT'"))
                .containsExactly("off");
    }

    @Test
    void aRuleWithoutALineIsRecorded() {
        load("daemon", CONF, KEY, PROFILE, POLICY);
        load("daemon", CONF, KEY, PROFILE, POLICY, new InForce(Kind.WEIGHT, "devel", "mime-html", "reply"));
        assertThat(noted())
                .filteredOn(row -> row.contains("weight-changed"))
                .containsExactly(
                        "daemon weight-changed weight dco-sob-missing devel  reply to record ",
                        "daemon weight-changed weight mime-html devel  record to reply ");
    }

    @Test
    void aListThatIsNewOrGoneChangesNothing() {
        load(
                "daemon",
                CONF,
                KEY,
                PROFILE,
                new InForce(Kind.POLICY, "other", "", "pin generic/dco"),
                new InForce(Kind.WEIGHT, "other", "mime-html", "reply"));
        assertThat(noted()).hasSize(2);
    }

    private void load(String actor, InForce... facts) {
        store.auditTrail().loaded(actor, new ArrayList<>(List.of(facts)), NOW);
    }

    private List<String> noted() {
        return store.rows("""
                SELECT a.actor, a.action, a.object_kind, a.object_id, a.list, a.profile_sha256, t.content, a.input_sha256
                  FROM audit a
                  JOIN audit_text t ON t.sha256 = a.payload_sha256
                 ORDER BY a.number
                """);
    }
}
