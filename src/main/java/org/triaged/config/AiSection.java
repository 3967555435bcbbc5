package org.triaged.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.triaged.policy.AiEvidence;
import org.triaged.policy.Profile;

/** The key {@code ai} of a profile: what the document says of generated content. */
final class AiSection {

    private static final Form<String> USE =
            Form.word("research", "static-analysis", "debugging", "tests", "docs", "mechanical", "small-fix", "all");

    private final Section ai;
    private final Profile.Stance stance;
    private final Set<String> humanKeys;

    /** Every key is read, so that it is checked, whether or not a rule asks for it today. */
    AiSection(Section ai) {
        this.ai = ai;
        stance = ai.value("stance", Form.word(Profile.Stance.class), Profile.Stance.SILENT);
        Section keys = ai.section("keys");
        humanKeys = Set.copyOf(keys.list("human", Form.TRAILER_KEY, List.of()));
        keys.list("required", Form.TRAILER_KEY, List.of());
        keys.list("forbidden", Form.TRAILER_KEY, List.of());
        Section value = ai.section("value");
        value.maybe("regex", Form.REGEX.or("none"));
        value.list("must-not", Form.word("mail-address", "vendor-word"), List.of());
        value.maybe("placement", Form.word("any", "before-sign-off"));
        ai.list("allowed-uses", USE, List.of());
        Section size = ai.section("size");
        size.maybe("cap", Form.number(1, 1_000_000).or("none"));
        size.list("uncounted", Form.LINE, List.of());
        ai.list("policy-paths", Form.LINE, List.of());
    }

    Optional<Tables.Loaded<AiEvidence>> evidence(Tables tables) {
        return tables.evidence(ai, "evidence");
    }

    Profile.Ai read(AiEvidence evidence) {
        return new Profile.Ai(stance, evidence, humanKeys);
    }
}
