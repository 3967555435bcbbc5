package org.triaged.policy.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.triaged.mail.Person;
import org.triaged.policy.AiEvidence;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** A patch has a person as author and as sender, somebody who takes responsibility for it. */
public final class AgentAuthor implements Rule {

    /** The field that names an author, in the header or at the top of the text. */
    static final String KEY = "From";

    @Override
    public RuleId id() {
        return RuleBook.AI_AGENT_AUTHOR;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return series.patches().entrySet().stream()
                .flatMap(part -> observe(part, policy.profile().ai().evidence()).stream())
                .toList();
    }

    private static Optional<Observation> observe(Map.Entry<Integer, ListMail> part, AiEvidence table) {
        ListMail mail = part.getValue();
        return line(mail, table)
                .map(line -> Observation.of(
                        mail, part.getKey(), line, KEY, table.isAgent(mail.author()) ? "author" : "sender"));
    }

    /** The author, else the sender, in the form of a header; empty when both are people. */
    static Optional<String> line(ListMail mail, AiEvidence table) {
        return Stream.of(mail.author(), mail.sender())
                .filter(table::isAgent)
                .findFirst()
                .map(AgentAuthor::line);
    }

    private static String line(Person person) {
        String address = person.email().map(email -> "<" + email + ">").orElse("");
        return (KEY + ": " + person.name().orElse("") + " " + address).strip();
    }
}
