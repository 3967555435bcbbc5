package org.triaged.series;

import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;

/**
 * What a mail says of other mails, commits and repositories, in the order of its lines. It is what the sender wrote:
 * whether such a link has an effect is decided where all mails are known.
 *
 * @param basedOn mails whose patches must be applied first
 * @param supersedes mails that this one replaces
 * @param changeId what all versions of one work share
 * @param baseCommit hex digits of the commit that the patches apply to
 * @param pull what a pull request asks to be pulled
 */
public record Links(
        List<MessageId> basedOn,
        List<MessageId> supersedes,
        Optional<String> changeId,
        Optional<String> baseCommit,
        Optional<PullRequest> pull) {

    public static final Links NONE =
            new Links(List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public Links {
        basedOn = List.copyOf(basedOn);
        supersedes = List.copyOf(supersedes);
    }

    /** Where to pull from; the ref is empty when the mail names none. */
    public record PullRequest(String url, Optional<String> ref) {}
}
