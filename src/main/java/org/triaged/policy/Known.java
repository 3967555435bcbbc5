package org.triaged.policy;

import org.triaged.series.People;

/** What a list knows beside its mail: who is who, who looks after what, and whose word on a sender counts. */
public record Known(People people, Maintainers maintainers, Receiver receiver) {

    public static final Known NOTHING =
            new Known(People.NONE, Maintainers.unknown("no MAINTAINERS file is configured"), Receiver.NONE);

    /** The same, with another state of the MAINTAINERS file. */
    public Known with(Maintainers other) {
        return new Known(people, other, receiver);
    }
}
