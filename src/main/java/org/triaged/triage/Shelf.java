package org.triaged.triage;

import java.util.List;
import org.triaged.policy.Finding;
import org.triaged.reply.FrozenReply;

/** Where a dry run lays its mails for people to read. Laying the same report again replaces it. */
public interface Shelf {

    void lay(FrozenReply reply, List<Finding> why);
}
