package org.triaged.triage;

import java.nio.file.Path;
import java.util.Optional;
import org.triaged.policy.Maintainers;

/** The MAINTAINERS files that list files name. They belong to other people, and may change or be gone at any time. */
public interface MaintainersFiles {

    /**
     * What the file says now. One that cannot be read leaves in force what was read before.
     *
     * @param trouble why it cannot be read now; empty when it can
     */
    record Reading(Maintainers maintainers, Optional<String> trouble) {}

    Reading read(Path file);
}
