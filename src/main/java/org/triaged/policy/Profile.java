package org.triaged.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.triaged.mail.Person;

/**
 * One version of a project's written policy, with its parents merged in.
 *
 * @param hash SHA-256 over the profile file and every file it extends or names, in that order; 64 hex digits
 * @param content SHA-256 over what the profile and its evidence table say, without comments, status and period
 * @param from first instant it judges; empty: from the beginning of time
 * @param until first instant it no longer judges; empty: open
 * @param grace for so long after {@code from}, what the older profile would not have found is recorded, not mailed
 * @param urls the only URLs a reply may carry, by the short name of the document (CP, SP)
 * @param sections titles of the sections for {@code dco-*} and {@code ai-*} rules, by "dco" and "ai"
 * @param pullExempt rules that leave pull requests alone, by id; {@code *} at the end stands for anything
 * @param document name of the file in the project's tree that holds the text; empty when the policy names none
 * @param severities rules whose severity differs from the catalogue
 * @param rfcSeverities severity on a series tagged RFC
 * @param minDates rules that only judge what is dated then or later
 */
public record Profile(
        ProfileId id,
        String hash,
        String content,
        Status status,
        Optional<Instant> from,
        Optional<Instant> until,
        Duration grace,
        Optional<String> document,
        Map<String, String> urls,
        Map<String, String> sections,
        Words words,
        Dco dco,
        Ai ai,
        ExceptionProcess exception,
        Waits waits,
        Names names,
        Files files,
        Set<String> pullExempt,
        Map<RuleId, Severity> severities,
        Map<RuleId, Severity> rfcSeverities,
        Map<RuleId, Instant> minDates,
        Set<RuleId> disabled) {

    public Profile {
        urls = Map.copyOf(urls);
        sections = Map.copyOf(sections);
        severities = Map.copyOf(severities);
        rfcSeverities = Map.copyOf(rfcSeverities);
        minDates = Map.copyOf(minDates);
        disabled = Set.copyOf(disabled);
        pullExempt = Set.copyOf(pullExempt);
    }

    public enum Status {
        ACTIVE,
        SELECTABLE,
        DRAFT,
        RETIRED
    }

    /**
     * Certification.
     *
     * @param relaySenders addresses that send for others and need no sign-off of their own
     * @param placeholders names that stand for no name
     */
    public record Dco(boolean required, AuthorMatch authorMatch, List<String> relaySenders, List<String> placeholders) {
        public Dco {
            relaySenders = List.copyOf(relaySenders);
            placeholders = List.copyOf(placeholders);
        }

        public boolean relays(Person person) {
            return relaySenders.stream().anyMatch(person::hasAddress);
        }

        public boolean isPlaceholder(String name) {
            return placeholders.stream().anyMatch(name::equalsIgnoreCase);
        }
    }

    /** By what a sign-off is known as the author's. */
    public enum AuthorMatch {
        ADDRESS,
        NAME,
        EITHER
    }

    /**
     * What the document says of generated content, and the table that tells what discloses it.
     *
     * @param allowedUses words for uses that need no leave; "all" is every use
     * @param sizeCap most code lines that a patch with generated content may change; empty: any number
     * @param uncounted paths whose lines do not count
     * @param policyPaths where the project writes about its policy, so that prose discloses nothing
     */
    public record Ai(
            Stance stance,
            AiEvidence evidence,
            DisclosureForm form,
            Set<String> allowedUses,
            Optional<Integer> sizeCap,
            PathList uncounted,
            PathList policyPaths) {
        public Ai {
            allowedUses = Set.copyOf(allowedUses);
        }
    }

    public enum Stance {
        FORBID,
        RESTRICT,
        DISCLOSE,
        SILENT
    }

    /**
     * How an exception comes about.
     *
     * @param trailer the key the profile defines for claims; empty when it defines none
     * @param granterRoles who may grant; none: anybody but who is refused
     */
    public record ExceptionProcess(
            Mode mode,
            List<ListedException> listed,
            Optional<String> trailer,
            boolean selfGrantRefused,
            Set<Maintainers.Role> granterRoles,
            boolean confirmedByOwnMail,
            boolean secondOpinion) {

        public ExceptionProcess {
            listed = List.copyOf(listed);
            granterRoles = Set.copyOf(granterRoles);
        }

        public enum Mode {
            NONE,
            CASE_BY_CASE,
            LISTED,
            NAMED_GRANTER
        }
    }

    /** Places of the project; empty where it has none, and the rules about that place then hold of everything. */
    public record Names(
            Optional<String> tracker, Optional<String> stable, Optional<String> mainList, Optional<String> trivial) {

        public static final Names NONE =
                new Names(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * What is asked of files.
     *
     * @param spdxFiles new files that need a licence line: ends of names, or patterns
     * @param generated files that a program makes
     * @param imported files that are kept as they come from elsewhere; nothing is asked of new ones
     * @param binaryMax bytes of the largest binary that needs no place elsewhere
     */
    public record Files(PathPatterns spdxFiles, PathPatterns generated, PathPatterns imported, long binaryMax) {}

    /** Patience of the series rules. */
    public record Waits(Duration settle, Duration coverWait) {}

    public boolean inForceAt(Instant date) {
        return from.map(first -> !date.isBefore(first)).orElse(true)
                && until.map(date::isBefore).orElse(true);
    }

    /** True when a rule has nothing to say of pull requests, whose patches were judged when they were posted. */
    public boolean leavesPullsAlone(RuleId rule) {
        return pullExempt.stream()
                .anyMatch(exempt -> exempt.endsWith("*")
                        ? rule.value().startsWith(exempt.substring(0, exempt.length() - 1))
                        : rule.value().equals(exempt));
    }

    /** False where the profile has no use for the rule, or none yet at that date. */
    public boolean runs(RuleId rule, Instant judgingDate) {
        return runs(rule) && !judgingDate.isBefore(minDates.getOrDefault(rule, Instant.MIN));
    }

    /** False where the profile has no use for the rule. */
    public boolean runs(RuleId rule) {
        boolean withStance = !StanceTable.knows(rule)
                || StanceTable.severity(rule, ai.stance()).isPresent();
        return withStance && !disabled.contains(rule);
    }

    public Severity severity(RuleBook.Entry rule, boolean rfc) {
        Severity byStance = StanceTable.severity(rule.id(), ai.stance()).orElse(rule.severity());
        Severity usual = severities.getOrDefault(rule.id(), byStance);
        return rfc ? rfcSeverities.getOrDefault(rule.id(), usual) : usual;
    }
}
