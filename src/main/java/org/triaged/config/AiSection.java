package org.triaged.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.triaged.policy.AiEvidence;
import org.triaged.policy.DisclosureForm;
import org.triaged.policy.DisclosureForm.MustNot;
import org.triaged.policy.DisclosureForm.Placement;
import org.triaged.policy.LinearPattern;
import org.triaged.policy.PathList;
import org.triaged.policy.Profile;
import org.triaged.triage.Nearest;

/** The key {@code ai} of a profile: what the document says of generated content. */
final class AiSection {

    private static final Form<String> USE =
            Form.word("research", "static-analysis", "debugging", "tests", "docs", "mechanical", "small-fix", "all");

    private static final Form<String> UNWANTED_KEY = new Form<>(
            Form.TRAILER_KEY.expected() + ", or * for every key",
            List.of(),
            text -> text.equals(DisclosureForm.EVERY_KEY)
                    ? Optional.of(text)
                    : Form.TRAILER_KEY.reader().apply(text));

    private final Section ai;
    private final Section keys;
    private final Profile.Stance stance;
    private final DisclosureForm form;
    private final Set<String> allowedUses;
    private final Optional<Integer> sizeCap;
    private final PathList uncounted;
    private final PathList policyPaths;

    AiSection(Section ai) {
        this.ai = ai;
        keys = ai.section("keys");
        stance = ai.value("stance", Form.word(Profile.Stance.class), Profile.Stance.SILENT);
        form = form();
        allowedUses = Set.copyOf(ai.list("allowed-uses", USE, List.of()));
        Section size = ai.section("size");
        sizeCap = size.value("cap", Form.number(1, 1_000_000).or("none"), Optional.empty());
        uncounted = new PathList(size.list("uncounted", Form.PATH, List.of()));
        policyPaths = new PathList(ai.list("policy-paths", Form.PATH, List.of()));
    }

    private DisclosureForm form() {
        Section value = ai.section("value");
        Optional<LinearPattern> regex = value.value("regex", Form.REGEX.or("none"), Optional.empty());
        List<MustNot> mustNot = value.list("must-not", Form.word(MustNot.class), List.of());
        String words = value.value("form", Form.LINE, "");
        List<String> required = keys.list("required", Form.TRAILER_KEY, List.of());
        boolean shaped = regex.isPresent() || !mustNot.isEmpty();
        if (shaped && words.isEmpty()) {
            value.mistake("form", "missing; a value that can be wrong needs its form in words, for people");
        }
        return new DisclosureForm(
                required,
                keys.list("forbidden", UNWANTED_KEY, List.of()),
                keys.list("human", Form.TRAILER_KEY, List.of()),
                regex,
                Set.copyOf(mustNot),
                value.value("placement", Form.word(Placement.class), Placement.ANY),
                words);
    }

    Optional<Tables.Loaded<AiEvidence>> evidence(Tables tables) {
        Optional<Tables.Loaded<AiEvidence>> table = tables.evidence(ai, "evidence");
        table.ifPresent(loaded -> checkKeys(loaded.table()));
        return table;
    }

    /** A key that the table does not count as a disclosure would be asked for and never seen. */
    private void checkKeys(AiEvidence table) {
        for (String key : form.required()) {
            if (AiEvidence.spelled(table.strong(), key).isEmpty()) {
                keys.mistake(
                        "required",
                        "'" + key + "' is not among the strong keys of the evidence table"
                                + Nearest.hint(key, table.strong()));
            }
        }
    }

    /** What the words of rules may say of this section. */
    Map<String, String> wordFields() {
        return Map.of(
                "asked",
                form.asked(),
                "form",
                form.words(),
                "cap",
                sizeCap.map(String::valueOf).orElse("any"));
    }

    Profile.Ai read(AiEvidence evidence) {
        return new Profile.Ai(stance, evidence, form, allowedUses, sizeCap, uncounted, policyPaths);
    }
}
