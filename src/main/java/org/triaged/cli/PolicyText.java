package org.triaged.cli;

import java.util.Optional;
import org.triaged.policy.Finding;
import org.triaged.policy.Profile;
import org.triaged.policy.RuleBook;

/** Where the policy says what a finding is about: the title of its section, and the URL of its document. */
final class PolicyText {

    private PolicyText() {}

    /** {@code "Title", https://...}; empty when the profile names no document for the rule. */
    static Optional<String> of(Finding finding, Profile profile) {
        RuleBook.Entry rule = RuleBook.entry(finding.rule());
        String title = Optional.ofNullable(profile.sections().get(rule.topic().key()))
                .map(section -> '"' + section + "\", ")
                .orElse("");
        return Optional.ofNullable(profile.urls().get(rule.source())).map(url -> title + url);
    }
}
