package org.triaged.policy.rule;

import java.util.stream.Stream;
import org.triaged.policy.Profile;
import org.triaged.series.FileChange;
import org.triaged.series.FileDetail;
import org.triaged.series.ListMail;

/** Files that a commit brings into the tree. */
final class NewFiles {

    private static final String SYMLINK = "120000";

    private NewFiles() {}

    /** Files with text that are the project's own: no links, and nothing that is kept as it came from elsewhere. */
    static Stream<FileDetail> of(ListMail mail, Profile.Files content) {
        return mail.details().files().stream()
                .filter(file -> file.change().status() == FileChange.Status.ADDED)
                .filter(file -> file.change().added().orElse(0) > 0)
                .filter(file -> file.mode().filter(SYMLINK::equals).isEmpty())
                .filter(file -> !content.imported().match(file.change().path()));
    }
}
