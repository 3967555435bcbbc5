package org.triaged.policy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.triaged.mail.MessageId;
import org.triaged.mail.Person;
import org.triaged.series.People;
import org.triaged.series.Trailer;

/**
 * A Reviewed-by, Acked-by, Tested-by or Signed-off-by that somebody gave by a mail of their own. Under a policy without
 * granters that is the statement: who gives it says that all policies are met.
 *
 * @param posting the part it was given to; the root of the series where that is a cover nobody saw
 * @param line as written
 * @param at arrival of the mail
 * @param senderIsPerson who sent the mail is who the tag names
 * @param maintainer whether that is an M: of a section that looks after what it was given to
 * @param isAuthor whether that is the author of a patch it was given to
 */
public record GivenTag(
        MessageId mail,
        MessageId posting,
        String key,
        String line,
        Person person,
        Instant at,
        boolean senderIsPerson,
        Claim.Standing maintainer,
        boolean isAuthor) {

    private static final Set<String> KEYS = Set.of("reviewed-by", "acked-by", "tested-by", "signed-off-by");

    static Stream<GivenTag> in(Answers.Answer answer, Around around) {
        return answer.mail().trailers().stream()
                .filter(trailer -> KEYS.contains(trailer.key().toLowerCase(Locale.ROOT)))
                .map(trailer -> of(answer, trailer, around));
    }

    private static GivenTag of(Answers.Answer answer, Trailer trailer, Around around) {
        Person person = trailer.person();
        People people = around.known().people();
        return new GivenTag(
                answer.mail().id(),
                answer.posting(),
                trailer.key(),
                trailer.line(),
                person,
                answer.mail().envelope().arrival(),
                people.sameByAddress(person, answer.mail().sender()),
                around.standing(person, answer.posting(), List.of(Maintainers.Role.M)),
                around.covered(answer.posting()).stream().anyMatch(patch -> people.same(person, patch.author())));
    }
}
