package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.triaged.policy.Claim.Outcome;
import org.triaged.policy.Profile.ExceptionProcess.Mode;
import org.triaged.series.ListMail;
import org.triaged.series.People;
import org.triaged.series.Series;
import org.triaged.series.SeriesAssembler;

/** Whatever becomes of a claimed exception, the certificate is asked for as if nobody had claimed anything: by every rule on it. */
class ClaimOutcomesTest {

    private static final String BOB = "Bob Q <bob@example.org>";

    private static final String KEY = "AI-exception-granted-by: ";

    private static final String FILES = "Net\nM: " + BOB + "\nF: hw/net/\n\nUtil\nM: " + BOB + "\nF: util/\n";

    private static final List<String> OF_PEOPLE = List.of(
            "Why.",
            "",
            Posted.SIGNED,
            "Signed-off-by: Ann Dev <ann@home.example>",
            "signed-off-by:" + BOB,
            "Signed-off-by: " + BOB,
            "Signed-off-by: <x@example.org>",
            "Signed-off-by: Claude <noreply@anthropic.com>",
            "Co-developed-by: Carl C <carl@example.org>",
            "Assisted-by: LLM",
            "Reviewed-by: " + BOB);

    private static final int ROUNDS = 60;

    private final Random random = new Random(Long.getLong("triaged.seed", 20250922));

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void theCertificateIsAskedForAsWithoutTheClaim(Outcome outcome) {
        int certified = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> without = Stream.generate(() -> OF_PEOPLE.get(random.nextInt(OF_PEOPLE.size())))
                    .limit(1 + random.nextInt(7))
                    .toList();
            List<String> with = new ArrayList<>(without);
            with.add(line(outcome).startsWith(KEY) ? with.size() : 0, line(outcome));

            Judgement told = judged(outcome, with);
            assertThat(told.claims())
                    .as("%s", with)
                    .extracting(Claim::outcome)
                    .containsOnly(outcome)
                    .isNotEmpty();
            List<String> expected = certification(judged(outcome, without));
            assertThat(certification(told)).as("%s, %s", outcome, with).isEqualTo(expected);
            certified += expected.size();
        }
        assertThat(certified).isGreaterThan(ROUNDS / 2);
    }

    private static String line(Outcome outcome) {
        return switch (outcome) {
            case CONFIRMED, GRANTED, UNCONFIRMED, STORED, UNSUPPORTED -> KEY + BOB;
            case NOT_MAINTAINER -> KEY + "Rob R <rob@example.org>";
            case SELF -> KEY + "Ann Dev <ann@example.org>";
            case LISTED, CONDITIONS_FAILED -> "This relies on the tests exception.";
            case EXPIRED -> "This relies on the old exception.";
            case UNLISTED -> "This relies on the docs exception of the AI policy.";
        };
    }

    private static Profile profile(Outcome outcome) {
        return switch (outcome) {
            case STORED -> Posted.profile("generic/dco");
            case UNSUPPORTED, UNLISTED -> Posted.profile("qemu/2025-09-exceptions");
            case CONFIRMED, UNCONFIRMED, NOT_MAINTAINER, SELF -> Posted.profile("qemu/2025-09-rfc");
            case LISTED, CONDITIONS_FAILED, EXPIRED -> ExceptionsTest.listing();
            case GRANTED ->
                Posted.with(
                        Posted.profile("qemu/2025-09-rfc"),
                        new Profile.ExceptionProcess(
                                Mode.NAMED_GRANTER,
                                List.of(),
                                Optional.of("AI-exception-granted-by"),
                                true,
                                Set.of(Maintainers.Role.M),
                                false,
                                true));
        };
    }

    private static Judgement judged(Outcome outcome, List<String> message) {
        String path = outcome == Outcome.CONDITIONS_FAILED ? "util/frob.c" : "hw/net/frob.c";
        List<ListMail> mails = new ArrayList<>();
        mails.add(Posted.mail(
                Posted.fields(1, "[PATCH] hw/net/frob: raise the interrupt"),
                String.join("\n", message) + "\n---\n\n" + Posted.diff(path)));
        if (outcome == Outcome.CONFIRMED) {
            mails.add(answer());
        }
        Series series = SeriesAssembler.assemble(mails, Posted.LIST).series().get(0);
        Profile profile = profile(outcome);
        Judge.Terms terms = new Judge.Terms(
                        new Policies(Map.of(profile.id(), profile)),
                        new Policies.Following.Pin(profile.id()),
                        Optional.empty(),
                        Posted.loud(profile.id().value()).weights())
                .knowing(new Known(
                        People.NONE,
                        Maintainers.read(FILES, FILES.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        new Receiver(Optional.of("mx.example.net"), Set.of(), Optional.empty())));
        return Judge.judge(series, Answers.among(mails), terms, true);
    }

    private static ListMail answer() {
        Map<String, String> fields = new java.util.LinkedHashMap<>();
        fields.put("Authentication-Results", "mx.example.net; dkim=pass header.d=example.org");
        fields.putAll(Posted.fields(9, "Re: [PATCH] hw/net/frob: raise the interrupt"));
        fields.put("From", BOB);
        fields.put("In-Reply-To", "<20260112101500.4711-1-ann@example.org>");
        return Posted.mail(fields, "> Why.\n\nAcked-by: " + BOB + "\n");
    }

    private static List<String> certification(Judgement judgement) {
        return judgement.findings().stream()
                .filter(found -> found.rule().value().startsWith("dco-"))
                .map(found -> Stream.of(found.rule(), found.severity(), found.weight(), found.evidence(), found.note())
                        .map(Object::toString)
                        .collect(Collectors.joining(" ")))
                .toList();
    }
}
