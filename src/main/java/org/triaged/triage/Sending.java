package org.triaged.triage;

import java.time.Duration;
import java.util.Optional;

/**
 * How the replies of a list leave.
 *
 * @param delay from the judgement until a reply is due
 * @param window empty: at any hour
 * @param copiesTo who gets a copy beside author and list
 */
public record Sending(
        Duration delay, Optional<SendWindow> window, OnUnknown onUnknown, Tolerance tolerance, CopiesTo copiesTo) {

    public static final Sending USUAL =
            new Sending(Duration.ZERO, Optional.empty(), OnUnknown.HOLD, Tolerance.DEFAULT, CopiesTo.NONE);
}
