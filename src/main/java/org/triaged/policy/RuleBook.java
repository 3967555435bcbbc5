package org.triaged.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.triaged.policy.Claim.Outcome;
import org.triaged.policy.rule.AgentAuthor;
import org.triaged.policy.rule.AgentSignOff;
import org.triaged.policy.rule.AttachedDiff;
import org.triaged.policy.rule.AuthorHiddenByList;
import org.triaged.policy.rule.ChainedPatches;
import org.triaged.policy.rule.ChangelogInMessage;
import org.triaged.policy.rule.ClaimedException;
import org.triaged.policy.rule.CorruptDiff;
import org.triaged.policy.rule.CoverWithoutDiffstat;
import org.triaged.policy.rule.DeclaredTool;
import org.triaged.policy.rule.DosLineEnds;
import org.triaged.policy.rule.EmptyMessage;
import org.triaged.policy.rule.EmptySubject;
import org.triaged.policy.rule.ForeignScope;
import org.triaged.policy.rule.GerritChangeId;
import org.triaged.policy.rule.HtmlPart;
import org.triaged.policy.rule.IncompleteSeries;
import org.triaged.policy.rule.LargeBinary;
import org.triaged.policy.rule.LargeGeneratedChange;
import org.triaged.policy.rule.LicenceText;
import org.triaged.policy.rule.LinkWithoutId;
import org.triaged.policy.rule.LongLine;
import org.triaged.policy.rule.MainListLeftOut;
import org.triaged.policy.rule.MaintainersUntouched;
import org.triaged.policy.rule.MalformedFixes;
import org.triaged.policy.rule.MalformedSignOff;
import org.triaged.policy.rule.MentionedTool;
import org.triaged.policy.rule.MissingChangelog;
import org.triaged.policy.rule.MissingCover;
import org.triaged.policy.rule.MissingSignOff;
import org.triaged.policy.rule.MixedVersions;
import org.triaged.policy.rule.NamelessSignOff;
import org.triaged.policy.rule.NewFileWithoutSpdx;
import org.triaged.policy.rule.NoMaintainerAddressed;
import org.triaged.policy.rule.OtherForm;
import org.triaged.policy.rule.OtherKey;
import org.triaged.policy.rule.OtherPlace;
import org.triaged.policy.rule.PatchWithoutDiff;
import org.triaged.policy.rule.PullTarget;
import org.triaged.policy.rule.PullWithoutMembers;
import org.triaged.policy.rule.PullWithoutOwnSignOff;
import org.triaged.policy.rule.PullWithoutTag;
import org.triaged.policy.rule.RepostWithoutVersion;
import org.triaged.policy.rule.ResolvesElsewhere;
import org.triaged.policy.rule.SecondOpinion;
import org.triaged.policy.rule.SignOffFromElsewhere;
import org.triaged.policy.rule.SignOffOfOthers;
import org.triaged.policy.rule.SignOffOrder;
import org.triaged.policy.rule.StableLookAlike;
import org.triaged.policy.rule.StableNotSent;
import org.triaged.policy.rule.SubjectEndsInDot;
import org.triaged.policy.rule.SubjectWithoutPrefix;
import org.triaged.policy.rule.TooLargeForTrivial;
import org.triaged.policy.rule.ToolCreditTrailer;
import org.triaged.policy.rule.TrailingBlanks;
import org.triaged.policy.rule.UndecodableText;
import org.triaged.policy.rule.UnexplainedOutput;
import org.triaged.policy.rule.UnsignedCoAuthor;
import org.triaged.policy.rule.UnsignedSender;
import org.triaged.policy.rule.VersionBelowOlder;

/** Every rule there is, in the order in which a mail speaks of them. */
public final class RuleBook {

    /** Runs alone, on series of another tree. */
    public static final RuleId SCOPE_FOREIGN = new RuleId("scope-foreign");

    /** Has the only word on a numbered mail that brings no diff. */
    public static final RuleId NOT_A_PATCH = new RuleId("not-a-patch");

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
            entry(new MissingSignOff(), Severity.VIOLATION, Publicity.YES, "CP"),
            entry(new MalformedSignOff(), Severity.WARNING, Publicity.YES, "CP"),
            entry(new SignOffOfOthers(), Severity.VIOLATION, Publicity.YES, "CP"),
            entry(new SignOffFromElsewhere(), Severity.INFO, Publicity.WITH, "CP"),
            entry(new UnsignedSender(), Severity.WARNING, Publicity.YES, "CP"),
            entry(new SignOffOrder(), Severity.INFO, Publicity.WITH, "CP"),
            entry(new NamelessSignOff(), Severity.WARNING, Publicity.YES, "CP"),
            entry(new AgentSignOff(), Severity.VIOLATION, Publicity.YES, "CP"),
            entry(new UnsignedCoAuthor(), Severity.INFO, Publicity.WITH, "CP"),
            entry(new AuthorHiddenByList(), Severity.WARNING, Publicity.WITH, "CK"),
            entry(new MissingCover(), Severity.WARNING, Publicity.YES, "SP"),
            entry(new IncompleteSeries(), Severity.INFO, Publicity.NO, "SP"),
            entry(new ChainedPatches(), Severity.INFO, Publicity.WITH, "SP"),
            entry(new VersionBelowOlder(), Severity.INFO, Publicity.WITH, "SP"),
            entry(new RepostWithoutVersion(), Severity.WARNING, Publicity.YES, "SP"),
            entry(new MixedVersions(), Severity.WARNING, Publicity.YES, "SP"),
            entry(new MissingChangelog(), Severity.WARNING, Publicity.YES, "SP"),
            entry(new ChangelogInMessage(), Severity.INFO, Publicity.WITH, "SP"),
            entry(new CoverWithoutDiffstat(), Severity.INFO, Publicity.WITH, "SP"),
            entry(new LinkWithoutId(), Severity.WARNING, Publicity.YES, "SP"),
            entry(new SubjectWithoutPrefix(), Severity.INFO, Publicity.WITH, "SP"),
            entry(new SubjectEndsInDot(), Severity.INFO, Publicity.WITH, "SP"),
            entry(new EmptySubject(), Severity.WARNING, Publicity.YES, "SP"),
            entry(new EmptyMessage(), Severity.INFO, Publicity.WITH, "SP"),
            entry(new LongLine(), Severity.INFO, Publicity.WITH, "SP"),
            entry(new MalformedFixes(), Severity.WARNING, Publicity.YES, "SP"),
            entry(new ResolvesElsewhere(), Severity.INFO, Publicity.WITH, "SP"),
            entry(new StableLookAlike(), Severity.WARNING, Publicity.YES, "ST"),
            entry(new StableNotSent(), Severity.INFO, Publicity.WITH, "ST"),
            entry(new GerritChangeId(), Severity.INFO, Publicity.WITH, "CK"),
            entry(new AttachedDiff(), Severity.WARNING, Publicity.YES, "SP"),
            entry(new HtmlPart(), Severity.WARNING, Publicity.YES, "SP"),
            entry(new UndecodableText(), Severity.WARNING, Publicity.YES, "CK"),
            entry(new CorruptDiff(), Severity.WARNING, Publicity.YES, "CK"),
            entry(new DosLineEnds(), Severity.WARNING, Publicity.YES, "CK"),
            entry(new TrailingBlanks(), Severity.INFO, Publicity.WITH, "CK"),
            entry(new PatchWithoutDiff(), Severity.INFO, Publicity.WITH, "SP"),
            entry(new NewFileWithoutSpdx(), Severity.WARNING, Publicity.YES, "CK"),
            entry(new LicenceText(), Severity.INFO, Publicity.WITH, "CK"),
            entry(new MaintainersUntouched(), Severity.INFO, Publicity.NO, "CK"),
            entry(new UnexplainedOutput(), Severity.INFO, Publicity.WITH, "CP"),
            entry(new LargeBinary(), Severity.INFO, Publicity.WITH, "SP"),
            entry(new MainListLeftOut(), Severity.WARNING, Publicity.YES, "SP"),
            entry(new NoMaintainerAddressed(), Severity.INFO, Publicity.NO, "SP"),
            entry(new TooLargeForTrivial(), Severity.INFO, Publicity.WITH, "TR"),
            entry(new PullWithoutOwnSignOff(), Severity.VIOLATION, Publicity.YES, "PR"),
            entry(new PullWithoutTag(), Severity.WARNING, Publicity.YES, "PR"),
            entry(new PullTarget(), Severity.INFO, Publicity.WITH, "PR"),
            entry(new PullWithoutMembers(), Severity.INFO, Publicity.NO, "PR"),
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

    private static final List<Entry> IN_ORDER = List.copyOf(ENTRIES.values());

    private static final Map<RuleId, Integer> PLACES = IntStream.range(0, IN_ORDER.size())
            .boxed()
            .collect(Collectors.toUnmodifiableMap(place -> IN_ORDER.get(place).id(), place -> place));

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
        return IN_ORDER;
    }

    public static Optional<Entry> find(RuleId rule) {
        return Optional.ofNullable(ENTRIES.get(rule));
    }

    public static Entry entry(RuleId rule) {
        return find(rule).orElseThrow(() -> new IllegalStateException("a finding of a rule not in the book: " + rule));
    }

    /** Position in the book, for sorting. */
    public static int order(RuleId rule) {
        return PLACES.getOrDefault(rule, -1);
    }

    /** A rule that the author alone can settle, in the section that its id tells. */
    private static Entry entry(Rule rule, Severity severity, Publicity publicity, String source) {
        Topic topic = rule.id().value().startsWith("dco-") ? Topic.DCO : Topic.OTHER;
        return new Entry(rule, severity, publicity, source, topic, SettledBy.AUTHOR);
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
