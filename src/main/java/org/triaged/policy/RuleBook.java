package org.triaged.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.triaged.policy.Claim.Outcome;
import org.triaged.policy.rule.AgentAuthor;
import org.triaged.policy.rule.AgentSignOff;
import org.triaged.policy.rule.ClaimedException;
import org.triaged.policy.rule.DeclaredTool;
import org.triaged.policy.rule.ForeignScope;
import org.triaged.policy.rule.IncompleteSeries;
import org.triaged.policy.rule.LargeGeneratedChange;
import org.triaged.policy.rule.MentionedTool;
import org.triaged.policy.rule.MissingSignOff;
import org.triaged.policy.rule.NoMaintainerAddressed;
import org.triaged.policy.rule.OtherForm;
import org.triaged.policy.rule.OtherKey;
import org.triaged.policy.rule.OtherPlace;
import org.triaged.policy.rule.SecondOpinion;
import org.triaged.policy.rule.SignOffOfOthers;
import org.triaged.policy.rule.ToolCreditTrailer;

/** Every rule there is, in the order in which a mail speaks of them. */
public final class RuleBook {

    /** Runs alone, on series of another tree. */
    public static final RuleId SCOPE_FOREIGN = new RuleId("scope-foreign");

    public static final RuleId AI_DECLARED = new RuleId("ai-declared");

    public static final RuleId AI_VENDOR_TRAILER = new RuleId("ai-vendor-trailer");

    public static final RuleId AI_AGENT_AUTHOR = new RuleId("ai-agent-author");

    public static final RuleId AI_TRAILER_WRONG_KEY = new RuleId("ai-trailer-wrong-key");

    public static final RuleId AI_TRAILER_FORMAT = new RuleId("ai-trailer-format");

    public static final RuleId AI_TRAILER_PLACEMENT = new RuleId("ai-trailer-placement");

    public static final RuleId AI_SCOPE_EXCEEDED = new RuleId("ai-scope-exceeded");

    public static final RuleId AI_MENTION_NONCONTRIB = new RuleId("ai-mention-noncontrib");

    public static final RuleId AI_EXCEPTION_SELF = new RuleId("ai-exception-self");

    public static final RuleId AI_SECOND_OPINION_OPEN = new RuleId("ai-second-opinion-open");

    private static final Map<RuleId, Entry> ENTRIES = byId(
            new Entry(new MissingSignOff(), Severity.VIOLATION, Publicity.YES, "CP", Topic.DCO, SettledBy.AUTHOR),
            new Entry(new SignOffOfOthers(), Severity.VIOLATION, Publicity.YES, "CP", Topic.DCO, SettledBy.AUTHOR),
            new Entry(new AgentSignOff(), Severity.VIOLATION, Publicity.YES, "CP", Topic.DCO, SettledBy.AUTHOR),
            new Entry(new IncompleteSeries(), Severity.INFO, Publicity.NO, "SP", Topic.OTHER, SettledBy.AUTHOR),
            new Entry(new NoMaintainerAddressed(), Severity.INFO, Publicity.NO, "SP", Topic.OTHER, SettledBy.AUTHOR),
            new Entry(new ForeignScope(), Severity.INFO, Publicity.NO, "", Topic.OTHER, SettledBy.DECISION),
            new Entry(new DeclaredTool(), Severity.VIOLATION, Publicity.YES, "CP", Topic.AI, SettledBy.DECISION),
            new Entry(new ToolCreditTrailer(), Severity.WARNING, Publicity.YES, "CP", Topic.AI, SettledBy.DECISION),
            new Entry(new AgentAuthor(), Severity.VIOLATION, Publicity.YES, "CP", Topic.AI, SettledBy.AUTHOR),
            new Entry(new OtherKey(), Severity.WARNING, Publicity.YES, "CP", Topic.AI, SettledBy.AUTHOR),
            new Entry(new OtherForm(), Severity.WARNING, Publicity.YES, "CP", Topic.AI, SettledBy.AUTHOR),
            new Entry(new OtherPlace(), Severity.INFO, Publicity.WITH, "CP", Topic.AI, SettledBy.AUTHOR),
            new Entry(new LargeGeneratedChange(), Severity.WARNING, Publicity.WITH, "CP", Topic.AI, SettledBy.DECISION),
            new Entry(new MentionedTool(), Severity.INFO, Publicity.NO, "CP", Topic.AI, SettledBy.AUTHOR),
            claimed("ai-exception-unsupported", Severity.INFO, Publicity.WITH, Outcome.UNSUPPORTED),
            claimed("ai-exception-unlisted", Severity.INFO, Publicity.YES, Outcome.UNLISTED, Outcome.CONDITIONS_FAILED),
            claimed("ai-exception-expired", Severity.WARNING, Publicity.YES, Outcome.EXPIRED),
            claimed(AI_EXCEPTION_SELF.value(), Severity.VIOLATION, Publicity.YES, Outcome.SELF),
            claimed("ai-exception-not-maintainer", Severity.WARNING, Publicity.YES, Outcome.NOT_MAINTAINER),
            claimed("ai-exception-unconfirmed", Severity.INFO, Publicity.YES, Outcome.UNCONFIRMED),
            new Entry(new SecondOpinion(), Severity.INFO, Publicity.WITH, "CP", Topic.AI, SettledBy.SECOND_OPINION));

    private RuleBook() {}

    /** Which section of a document a rule belongs to. */
    public enum Topic {
        DCO,
        AI,
        OTHER;

        /** The key of the section's title in a profile. */
        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One line of the book.
     *
     * @param severity the usual one, before profile, stance and RFC tag
     * @param source short name of the document the demand stands in; "" when none has a URL
     */
    public record Entry(
            Rule rule, Severity severity, Publicity publicity, String source, Topic topic, SettledBy settledBy) {
        public RuleId id() {
            return rule.id();
        }
    }

    public static List<Entry> entries() {
        return List.copyOf(ENTRIES.values());
    }

    public static Optional<Entry> find(RuleId rule) {
        return Optional.ofNullable(ENTRIES.get(rule));
    }

    public static Entry entry(RuleId rule) {
        return find(rule).orElseThrow(() -> new IllegalStateException("a finding of a rule not in the book: " + rule));
    }

    /** Position in the book, for sorting. */
    public static int order(RuleId rule) {
        return List.copyOf(ENTRIES.keySet()).indexOf(rule);
    }

    /** What a document lists is decided by many; where a person grants, another one can settle it. */
    private static Entry claimed(String id, Severity severity, Publicity publicity, Outcome... outcomes) {
        Set<Outcome> byPersons = Set.of(Outcome.SELF, Outcome.NOT_MAINTAINER, Outcome.UNCONFIRMED);
        return new Entry(
                new ClaimedException(new RuleId(id), outcomes),
                severity,
                publicity,
                "CP",
                Topic.AI,
                byPersons.contains(outcomes[0]) ? SettledBy.SECOND_OPINION : SettledBy.DECISION);
    }

    private static Map<RuleId, Entry> byId(Entry... entries) {
        Map<RuleId, Entry> byId = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (byId.put(entry.id(), entry) != null) {
                throw new IllegalStateException("two rules named " + entry.id());
            }
        }
        return byId;
    }
}
