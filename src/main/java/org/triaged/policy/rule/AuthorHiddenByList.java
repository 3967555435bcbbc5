package org.triaged.policy.rule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.triaged.mail.Person;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/**
 * A list that writes its own address into From takes the author out of the commit, unless the mail names the author in
 * its text.
 */
public final class AuthorHiddenByList implements Rule {

    private static final RuleId ID = new RuleId("author-list-mangled");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return Commits.telling(series, mail -> hidden(mail));
    }

    static boolean firesOn(ListMail mail) {
        return hidden(mail).isPresent();
    }

    /** The From that git would commit. */
    private static Optional<String> hidden(ListMail mail) {
        Person from = mail.envelope().from();
        String name = from.name().orElse("");
        boolean mangled = mail.odd("munged-from") || mail.odd("munged-from-lost");
        boolean relayed = from.email().orElse("").toLowerCase(Locale.ROOT).startsWith("devnull+");
        return mangled
                        && !relayed
                        && mail.inBodyFrom().isEmpty()
                        && (name + " ").toLowerCase(Locale.ROOT).contains(" via ")
                ? Optional.of(
                        name + from.email().map(address -> " <" + address + ">").orElse(""))
                : Optional.empty();
    }
}
