package org.triaged.cli;

import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.triaged.triage.Events;

/** One log line an event: its stable name, then its fields. */
final class LogEvents implements Events {

    private static final Logger LOG = LoggerFactory.getLogger("org.triaged");

    @Override
    public void tell(Event event) {
        String line = event.fields().entrySet().stream()
                .map(field -> Terminal.field(field.getKey(), field.getValue()))
                .collect(Collectors.joining(" ", event.name() + " ", ""))
                .strip();
        switch (event.level()) {
            case INFO -> LOG.info(line);
            case ALERT -> LOG.warn(line);
        }
    }
}
