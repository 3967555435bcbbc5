package org.triaged.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.triaged.policy.ListedException;
import org.triaged.policy.Profile;
import org.triaged.triage.PolicyRegister;

/** Table {@code policy_exception}, and what {@code policy_profile} remembers of the profiles that judged. */
final class H2PolicyRegister implements PolicyRegister {

    private static final String CHANGED = """
            SELECT MAX(j.judged_at), COUNT(*)
              FROM policy_profile p
              JOIN judgement j ON j.profile = p.profile AND j.profile_sha256 = p.sha256
             WHERE p.profile = ? AND p.content_sha256 <> ?
            """;

    private static final String KEEP = """
            INSERT INTO policy_exception (profile, content_sha256, exception, kind, title, document, commit_id, anchor,
                                          discussion, valid_from, valid_until, paths, excluded_paths, max_changed_lines,
                                          required_words, separate_patch, added_by, added_at, reason, recorded_at)
            SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
             WHERE NOT EXISTS (SELECT 1
                                 FROM policy_exception
                                WHERE profile = ? AND content_sha256 = ? AND exception = ?)
            """;

    private record Used(long times, Optional<Instant> last) {}

    private final Transactions transactions;

    H2PolicyRegister(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<Changed> changed(Collection<Profile> profiles) {
        return transactions.read(sql -> profiles.stream()
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .flatMap(profile -> sql
                        .one(
                                CHANGED,
                                row -> new Used(row.number(2), row.maybeFirstInstant()),
                                profile.id().value(),
                                profile.content())
                        .filter(used -> used.last().isPresent())
                        .map(used -> new Changed(
                                profile.id(), used.times(), used.last().get()))
                        .stream())
                .toList());
    }

    @Override
    public void keepExceptions(Collection<Profile> profiles, Instant at) {
        if (profiles.stream().anyMatch(profile -> !profile.exception().listed().isEmpty())) {
            transactions.change(
                    "policy.exceptions",
                    sql -> profiles.forEach(
                            profile -> profile.exception().listed().forEach(entry -> keep(sql, profile, entry, at))));
        }
    }

    private static void keep(Sql sql, Profile profile, ListedException entry, Instant at) {
        ListedException.Conditions conditions = entry.conditions();
        sql.update(
                KEEP,
                profile.id().value(),
                profile.content(),
                entry.id(),
                entry.kind(),
                entry.title(),
                Optional.ofNullable(entry.source().get("document")).or(profile::document),
                Optional.ofNullable(entry.source().get("commit")),
                Optional.ofNullable(entry.source().get("anchor")),
                Optional.ofNullable(entry.source().get("discussion")),
                entry.from(),
                entry.until(),
                String.join(" ", conditions.paths()),
                String.join(" ", conditions.excludedPaths()),
                conditions.maxChangedLines(),
                String.join(", ", conditions.requiredWords()),
                conditions.separatePatch(),
                Optional.ofNullable(entry.added().get("added-by")),
                Optional.ofNullable(entry.added().get("added-at")).map(Instant::parse),
                Optional.ofNullable(entry.added().get("reason")),
                at,
                profile.id().value(),
                profile.content(),
                entry.id());
    }
}
