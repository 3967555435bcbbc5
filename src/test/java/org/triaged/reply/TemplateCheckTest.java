package org.triaged.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triaged.policy.Posted;
import org.triaged.policy.Profile;
import org.triaged.policy.RuleId;
import org.triaged.policy.Words;

class TemplateCheckTest {

    private static final RuleId MISSING = new RuleId("dco-sob-missing");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            That is the way it is done here.     | -
            What it holds is in {patches}.       | -
            What it holds is {line}.             | B9
            Please subscribe to www.example.org. | B7
            You must sign it.                    | B9
            """)
    void badWordsAreToldByRuleAndCheck(String advice, String check) {
        Optional<String> failure = TemplateCheck.firstFailure(
                saying(List.of("a row"), advice), Letters.everyRule(), Letters.sender(), Posted.LIST);
        assertThat(failure.orElse("-")).startsWith(check.equals("-") ? "-" : "dco-sob-missing: " + check + ", 1 patch");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            xxxxxxxxx1xxxxxxxxx2xxxxxxxxx3xxxxxxxxx4xxxxxxxxx5xxxxxxxxx6xxxxxxx      | -
            xxxxxxxxx1xxxxxxxxx2xxxxxxxxx3xxxxxxxxx4xxxxxxxxx5xxxxxxxxx6xxxxxxxx     | B1
            Note: this reads as a trailer                                            | B3
            > this as a quote                                                        | B4
            """)
    void rowsAreChecked(String second, String check) {
        Profile profile = saying(List.of("a row", second), "Do it.");
        assertThat(TemplateCheck.firstFailure(profile, Letters.everyRule(), Letters.sender(), Posted.LIST)
                        .orElse("-"))
                .contains(check);
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, false, false, false",
        "false, true, false, false, false",
        "false, false, true, false, false",
        "false, false, false, true, false",
        "false, false, false, false, true"
    })
    void everyPhraseIsChecked(
            boolean warnings, boolean row, boolean unsupported, boolean unlisted, boolean unconfirmed) {
        Words good = Posted.profile("qemu/2025-09-exceptions").words();
        String bad = "see www.example.org";
        Words.Phrases phrases = new Words.Phrases(
                warnings ? bad : good.phrases().onlyWarnings(),
                row ? bad : good.phrases().claimRow(),
                unsupported ? bad : good.phrases().claimUnsupported(),
                unlisted ? bad : good.phrases().claimUnlisted(),
                unconfirmed ? bad : good.phrases().claimUnconfirmed());
        Profile profile = saying(new Words("test", phrases, good.entries()));
        assertThat(TemplateCheck.firstFailure(profile, Letters.everyRule(), Letters.sender(), Posted.LIST)
                        .orElse("-"))
                .contains("B7");
    }

    private static Profile saying(List<String> row, String advice) {
        Words.Phrases phrases =
                Posted.profile("qemu/2025-09-exceptions").words().phrases();
        Words.Entry entry = new Words.Entry("", row, advice, advice, Optional.empty(), Optional.empty());
        return saying(new Words("test", phrases, Map.of(MISSING, entry)));
    }

    private static Profile saying(Words words) {
        Profile like = Posted.profile("qemu/2025-09-exceptions");
        return new Profile(
                like.id(),
                like.hash(),
                like.content(),
                like.status(),
                like.from(),
                like.until(),
                like.grace(),
                like.document(),
                like.urls(),
                like.sections(),
                words,
                like.dco(),
                like.ai(),
                like.exception(),
                like.waits(),
                like.names(),
                like.files(),
                like.pullExempt(),
                like.severities(),
                like.rfcSeverities(),
                like.minDates(),
                like.disabled());
    }
}
