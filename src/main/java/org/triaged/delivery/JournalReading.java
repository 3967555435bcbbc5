package org.triaged.delivery;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triaged.triage.Breaker;
import org.triaged.triage.JournalEntry;

/**
 * Reads a send journal from its start. A torn line is no line: the one after it continues the chain of the one before.
 * Every line that verifies by itself counts, also behind damage.
 */
final class JournalReading {

    /** No line of ours is longer; what is, is kept out of the heap. */
    static final int LONGEST_LINE = 64 << 10;

    private final List<JournalEntry> entries = new ArrayList<>();
    private Optional<String> chain = Optional.of(JournalLine.NO_SUM);
    private String lastSum = JournalLine.NO_SUM;
    private long lastNumber;
    private boolean damaged;
    private boolean endsInLine;

    private JournalReading() {}

    static JournalReading of(InputStream journal) throws IOException {
        JournalReading reading = new JournalReading();
        InputStream in = new BufferedInputStream(journal);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != -1; b = in.read()) {
            reading.endsInLine = b != '\n';
            if (b == '\n') {
                reading.take(line.toString(StandardCharsets.ISO_8859_1));
                line.reset();
            } else if (line.size() <= LONGEST_LINE) {
                line.write(b);
            }
        }
        if (reading.endsInLine) {
            reading.take(line.toString(StandardCharsets.ISO_8859_1));
        }
        return reading;
    }

    List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    /** Behind the last line in which an admin said to go on all the same. */
    boolean damaged() {
        return damaged;
    }

    /** True when the last line has no line end. */
    boolean endsInLine() {
        return endsInLine;
    }

    String lastSum() {
        return lastSum;
    }

    long lastNumber() {
        return lastNumber;
    }

    private void take(String text) {
        Optional<JournalLine> line = JournalLine.read(text);
        if (line.isPresent()) {
            take(line.get());
        } else if (!JournalLine.torn(text)) {
            damaged = true;
            chain = Optional.empty();
        }
    }

    private void take(JournalLine line) {
        boolean follows =
                chain.filter(line.prev()::equals).isPresent() && line.entry().number() == lastNumber + 1;
        damaged |= !follows;
        chain = Optional.of(line.sum());
        lastSum = line.sum();
        lastNumber = line.entry().number();
        entries.add(line.entry());
        if (line.entry().event() == JournalEntry.Event.RESUME
                && line.entry().fields().getOrDefault("cause", "").equals(Breaker.JOURNAL_DAMAGED)) {
            damaged = false;
        }
    }
}
