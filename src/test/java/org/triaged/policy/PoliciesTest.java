package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    private static final Instant FIRST = Instant.parse("2025-06-24T00:00:00Z");

    private static final Instant SECOND = Instant.parse("2025-09-22T00:00:00Z");

    private static final Profile BAN = dated("p/ban", Optional.of(FIRST), Optional.of(SECOND), Profile.Status.ACTIVE);

    private static final Profile EXCEPTIONS =
            dated("p/exceptions", Optional.of(SECOND), Optional.empty(), Profile.Status.ACTIVE);

    private static final Profile PROPOSAL =
            dated("p/proposal", Optional.of(FIRST), Optional.empty(), Profile.Status.SELECTABLE);

    private static final Profile BEFORE = Posted.profile("generic/dco");

    private static final Policies POLICIES = new Policies(
            Stream.of(EXCEPTIONS, PROPOSAL, BAN, BEFORE).collect(Collectors.toMap(Profile::id, profile -> profile)));

    private static final Policies SHIPPED = Posted.CONF.policies();

    private static final Policies.Following QEMU = new Policies.Following.Timeline("qemu", BEFORE.id());

    private static final Policies.Following TIMELINE = new Policies.Following.Timeline("p", BEFORE.id());

    @Test
    void eachSideOfABoundaryHasItsProfile() {
        assertThat(at(FIRST.minusSeconds(1))).isEqualTo(BEFORE);
        assertThat(at(FIRST)).isEqualTo(BAN);
        assertThat(at(SECOND.minusSeconds(1))).isEqualTo(BAN);
        assertThat(at(SECOND)).isEqualTo(EXCEPTIONS);
        assertThat(at(Instant.parse("1970-01-01T00:00:00Z"))).isEqualTo(BEFORE);
    }

    @Test
    void mailOfADateAndLaterIsJudgedByTheProfileOfThatDayAndThoseToCome() {
        assertThat(POLICIES.usedBy(TIMELINE, FIRST.minusSeconds(1))).containsExactly(BEFORE, BAN, EXCEPTIONS);
        assertThat(POLICIES.usedBy(TIMELINE, FIRST)).containsExactly(BAN, EXCEPTIONS);
        assertThat(POLICIES.usedBy(TIMELINE, SECOND.minusSeconds(1))).containsExactly(BAN, EXCEPTIONS);
        assertThat(POLICIES.usedBy(TIMELINE, SECOND)).containsExactly(EXCEPTIONS);
        assertThat(POLICIES.usedBy(new Policies.Following.Pin(PROPOSAL.id()), SECOND))
                .containsExactly(PROPOSAL);
    }

    @Test
    void aPinIsDeafToTheDate() {
        Policies.Following pin = new Policies.Following.Pin(PROPOSAL.id());
        assertThat(POLICIES.choose(pin, FIRST.minusSeconds(1)))
                .isEqualTo(new Policies.Choice(PROPOSAL, Optional.empty()));
    }

    @Test
    void theProfileBeforeIsTheOlderOfTheTimeline() {
        assertThat(POLICIES.choose(TIMELINE, SECOND).previous()).contains(BAN);
        assertThat(POLICIES.choose(TIMELINE, FIRST).previous().map(Profile::id))
                .contains(((Policies.Following.Timeline) TIMELINE).beforeFirst());
        assertThat(POLICIES.choose(TIMELINE, FIRST.minusSeconds(1)).previous()).isEmpty();
    }

    @Test
    void theShippedTimelineIsTheBanAndThenTheExceptions() {
        assertThat(shippedAt(FIRST.minusSeconds(1))).isEqualTo("generic/dco");
        assertThat(shippedAt(FIRST)).isEqualTo("qemu/2025-06-ban");
        assertThat(shippedAt(SECOND.minusSeconds(1))).isEqualTo("qemu/2025-06-ban");
        assertThat(shippedAt(SECOND)).isEqualTo("qemu/2025-09-exceptions");
        assertThat(shippedAt(Instant.parse("2026-11-21T00:00:00Z"))).isEqualTo("qemu/2025-09-exceptions");
    }

    @Test
    void beforeTheShippedExceptionsStoodTheBanAndBeforeTheBanTheCertificate() {
        assertThat(SHIPPED.choose(QEMU, SECOND).previous()).contains(Posted.profile("qemu/2025-06-ban"));
        assertThat(SHIPPED.choose(QEMU, FIRST).previous()).contains(Posted.profile("generic/dco"));
    }

    private static String shippedAt(Instant date) {
        return SHIPPED.choose(QEMU, date).profile().id().value();
    }

    private static Profile at(Instant date) {
        return POLICIES.choose(TIMELINE, date).profile();
    }

    static Profile dated(String id, Optional<Instant> from, Optional<Instant> until, Profile.Status status) {
        Profile like = Posted.profile("qemu/2025-09-exceptions");
        return new Profile(
                new ProfileId(id),
                like.hash(),
                like.content(),
                status,
                from,
                until,
                Duration.ofDays(7),
                like.document(),
                like.urls(),
                like.sections(),
                like.words(),
                like.dco(),
                like.ai(),
                like.exception(),
                like.waits(),
                like.names(),
                like.files(),
                like.pullExempt(),
                Map.of(),
                like.rfcSeverities(),
                Map.of(),
                Set.of());
    }
}
