package org.triaged.triage;

import java.util.Optional;
import org.triaged.mail.MessageId;

/** The findings of a database that this process has open; what a dismissal sets off is told to those who watch the log. */
public final class OpenFindings implements Findings {

    private final Findings rows;

    private final Events events;

    public OpenFindings(Findings rows, Events events) {
        this.rows = rows;
        this.events = events;
    }

    @Override
    public Optional<Dismissal> dismiss(FindingId finding, Kind as, String why, Optional<MessageId> proof) {
        Optional<Dismissal> done = rows.dismiss(finding, as, why, proof);
        done.flatMap(Dismissal::demoted).map(Demotion::told).ifPresent(events::tell);
        return done;
    }

    @Override
    public boolean restore(String rule, String list, String why) {
        return rows.restore(rule, list, why);
    }
}
