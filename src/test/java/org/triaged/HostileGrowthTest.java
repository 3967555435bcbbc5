package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.triaged.mail.Flood;
import org.triaged.triage.Examination;
import org.triaged.triage.MailFiles.FiledMail;

/**
 * Twice as much of any hostile shape takes at most two and a half times the memory that passes through our hands, which
 * can be counted; {@code HostileBench} measures the time.
 */
class HostileGrowthTest {

    private static final int BYTES = 32 << 10;

    private static final int MAILS = 200;

    private static final double MOST = 2.5;

    private static final Instant NOW = Instant.parse("2026-01-12T10:30:00Z");

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Examination examination = ShippedConf.examination();

    private final List<String> steep = new ArrayList<>();

    @Test
    void twiceTheFloodTakesTwiceTheMemory() {
        Flood.ALL.forEach(flood -> grow(flood.name(), size -> List.of(flood.mail(size * BYTES))));
        assertThat(Flood.ALL).hasSizeGreaterThan(60);
        assertThat(steep).isEmpty();
    }

    @Test
    void twiceTheMailsOfAThreadTakeTwiceTheMemory() {
        HostileThreads.ALL.forEach((name, thread) -> grow(name, size -> thread.apply(size * MAILS)));
        assertThat(HostileThreads.ALL).hasSizeGreaterThan(25);
        assertThat(steep).isEmpty();
    }

    private void grow(String name, IntFunction<List<byte[]>> shape) {
        examine(shape.apply(1)); // classes are loaded once
        long one = allocated(shape.apply(1));
        long two = allocated(shape.apply(2));
        if (two > MOST * one) {
            steep.add("%s: %d kB, %d kB".formatted(name, one >> 10, two >> 10));
        }
    }

    private long allocated(List<byte[]> mails) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        examine(mails);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private void examine(List<byte[]> mails) {
        List<FiledMail> files = new ArrayList<>();
        mails.forEach(raw -> files.add(new FiledMail("hostile", files.size() + 1, raw, NOW)));
        assertThat(examination.examine(files, Optional.of(NOW)).mails()).hasSameSizeAs(mails);
    }
}
