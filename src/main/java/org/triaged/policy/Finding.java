package org.triaged.policy;

import java.util.Optional;
import org.triaged.mail.MessageId;

/**
 * One fact of a mail that the policy speaks about.
 *
 * @param severity as judged
 * @param weight in force on the list, after scope and grace
 * @param mail empty when it is about the series
 * @param number of the patch; 0 is the cover; empty when it is about the series
 * @param evidence the offending line, at most 200 characters; "" when it is an absence
 * @param key trailer key as the profile spells it; "" when the fact has none
 * @param note what was seen beyond the line, for admins ("class=A", "by name"); "" when nothing
 */
public record Finding(
        RuleId rule,
        Severity severity,
        Weight weight,
        Optional<MessageId> mail,
        Optional<Integer> number,
        String evidence,
        String key,
        String note) {

    private static final int LONGEST = 200;

    public Finding {
        evidence = evidence.length() <= LONGEST
                ? evidence
                : evidence.substring(
                        0,
                        evidence.offsetByCodePoints(
                                0, Math.min(LONGEST, evidence.codePointCount(0, evidence.length()))));
    }

    /** True when this finding may stand in a mail of its list, whoever caused that mail. */
    public boolean audible() {
        return weight == Weight.REPLY
                && severity != Severity.INFO
                && RuleBook.entry(rule).publicity() != Publicity.NO;
    }

    /** True when this finding may cause a mail by itself. */
    public boolean speaks() {
        return audible() && RuleBook.entry(rule).publicity() == Publicity.YES;
    }

    /** The same, with something more to know about it. */
    public Finding noting(String more) {
        return new Finding(
                rule, severity, weight, mail, number, evidence, key, note.isEmpty() ? more : note + "; " + more);
    }

    public Finding weighing(Weight other) {
        return new Finding(rule, severity, other, mail, number, evidence, key, note);
    }
}
