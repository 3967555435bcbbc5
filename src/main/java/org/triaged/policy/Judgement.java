package org.triaged.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one profile says of one series as far as it has come. Its grounds stand beside it.
 *
 * @param date that chose the profile
 * @param findings in the order of the rule book, then by part
 * @param tags given by mail to a series that discloses a tool
 * @param maintainersHash SHA-256 over the MAINTAINERS file that was in force; empty when none was known
 * @param inputHash SHA-256 over the hashes of the raw mails, in order of the parts
 */
public record Judgement(
        Profile profile,
        Instant date,
        Scope scope,
        List<Finding> findings,
        List<Skipped> skipped,
        List<Claim> claims,
        List<GivenTag> tags,
        Optional<String> maintainersHash,
        String inputHash) {

    public Judgement {
        findings = List.copyOf(findings);
        skipped = List.copyOf(skipped);
        claims = List.copyOf(claims);
        tags = List.copyOf(tags);
    }

    /** The same with these findings in place of its own. */
    public Judgement with(List<Finding> others) {
        return new Judgement(profile, date, scope, others, skipped, claims, tags, maintainersHash, inputHash);
    }

    /** True when a finding may cause a mail. */
    public boolean speaks() {
        return findings.stream().anyMatch(Finding::speaks);
    }

    /** The findings a mail would hold; empty when nothing causes one. */
    public List<Finding> spoken() {
        return speaks() ? findings.stream().filter(Finding::audible).toList() : List.of();
    }
}
