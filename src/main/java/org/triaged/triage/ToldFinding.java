package org.triaged.triage;

import java.util.Collection;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.policy.Publicity;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;

/**
 * A finding that a reply tells, and what admins made of it since it was composed.
 *
 * @param mail empty when it is about the series
 * @param dismissed it was set aside, here or in another version of the same patch
 * @param demoted its rule records only on the list of the reply
 */
public record ToldFinding(FindingId id, RuleId rule, Optional<MessageId> mail, boolean dismissed, boolean demoted) {

    /** Why a reply that tells these has nothing left to say; empty while one may still cause a mail. */
    static Optional<String> end(Collection<ToldFinding> told) {
        if (told.isEmpty() || told.stream().anyMatch(one -> one.causes() && !one.dismissed() && !one.demoted())) {
            return Optional.empty();
        }
        boolean closed = told.stream().filter(ToldFinding::causes).allMatch(ToldFinding::dismissed);
        return Optional.of(closed ? "closed-by-admin" : "no-longer-public");
    }

    /** A rule that is no longer in the book caused it as well as any. */
    private boolean causes() {
        return RuleBook.find(rule)
                .map(known -> known.publicity() == Publicity.YES)
                .orElse(true);
    }
}
