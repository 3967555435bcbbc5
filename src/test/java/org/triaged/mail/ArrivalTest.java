package org.triaged.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalTest {

    private static final String RECEIVED = "Received: from a by b; Mon, 5 Jan 2026 10:00:00 +0100\n";
    private static final String DATE = "Date: Sun, 4 Jan 2026 08:00:00 +0000\n";
    private static final String NONE = "";

    /** Fields of the header are parted by {@code |}, and a folded line by {@code /}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "Received: by b; Mon, 5 Jan 2026 10:00:00 +0100|Date: Sun, 4 Jan 2026 08:00:00 Z#"
                        + "2026-01-03T00:00:00Z#2026-01-05T09:00:00Z",
                "Received: by b; 5 Jan 2026 10:00 +0000|Received: by a; 5 Jan 2026 09:00 +0000##2026-01-05T10:00:00Z",
                "X: y|RECEIVED : from a (x; y)/ by b; id 1;/ Mon, 5 Jan 2026 10:00:00 +0000 (UTC)##2026-01-05T10:00:00Z",
                "Received: by b, no time|Received: by a; 5 Jan 2026 09:00 +0000|Date: 4 Jan 2026 08:00#"
                        + "2026-01-03T00:00:00Z#2026-01-03T00:00:00Z",
                "Received: by b; tomorrow|Date: 4 Jan 2026 08:00##2026-01-04T08:00:00Z",
                "Date: 4 Jan 2026 08:00#2026-01-03T00:00:00Z#2026-01-03T00:00:00Z",
                "Date: 4 Jan 2026 08:00#2001-09-17T00:00:00Z#2026-01-04T08:00:00Z",
                "Date: 4 Jan 2026 08:00#2001-09-17T00:00:01Z#2001-09-17T00:00:01Z",
                "Date: 4 Jan 2026 08:00#1989-12-31T23:59:59Z#2026-01-04T08:00:00Z",
                "Date: 4 Jan 2026 08:00#1990-01-01T00:00:00Z#1990-01-01T00:00:00Z",
                "Date:/ Sun, 4 Jan/\t2026 08:00|Date: 3 Jan 2026 08:00##2026-01-04T08:00:00Z",
                "Received-SPF: pass; 5 Jan 2026 10:00|Date: 4 Jan 2026 08:00##2026-01-04T08:00:00Z",
                "Date: soon|Subject: x#2001-09-17T00:00:00Z#1970-01-01T00:00:00Z",
                "Subject: x||Date: 4 Jan 2026 08:00##1970-01-01T00:00:00Z",
                "##1970-01-01T00:00:00Z",
            })
    void whatTheFileSaysFirst(String header, Instant separator, Instant arrival) {
        String mail = header == null ? NONE : header.replace("|", "\n").replace("/", "\n");
        assertThat(of(mail, Optional.ofNullable(separator))).isEqualTo(arrival);
        assertThat(of(mail.replace("\n", "\r\n"), Optional.ofNullable(separator)))
                .as("CRLF")
                .isEqualTo(arrival);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "Received: by b; Mon, 5 Jan 2026 10:00:00 +0000|Received: by a; 5 Jan 2026 08:00#2026-01-05T10:00:00Z",
                "Received: by b; Mon, 5 Jan 2026 12:00:01 +0000|Received: by a; 5 Jan 2026 08:00#2026-01-05T12:00:00Z",
                "Received: by b, no time|Received: by a; 5 Jan 2026 08:00#2026-01-05T12:00:00Z",
                "Date: 4 Jan 2026 08:00#2026-01-05T12:00:00Z",
                "Subject: x||Received: by b; 5 Jan 2026 10:00#2026-01-05T12:00:00Z"
            })
    void aDeliveredFileArrivedWhenItWasWrittenButNeverAfterItWasReceived(String header, Instant arrival) {
        byte[] mail = header.replace("|", "\n").getBytes(StandardCharsets.US_ASCII);
        assertThat(Arrival.ofDelivered(mail, Instant.parse("2026-01-05T12:00:00Z")))
                .isEqualTo(arrival);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "From mboxrd@z Thu Jan  1 00:00:00 1970#1970-01-01T00:00:00Z",
                "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001#2001-09-17T00:00:00Z",
                "From mark@x.example Mon Jan  5 10:00:00 2026#2026-01-05T10:00:00Z",
                "From - Mon Jan 05 10:00:00 2026#2026-01-05T10:00:00Z",
                "From May Dec 7 Mon Tue Jan  6 10:00 2026#2026-01-06T10:00:00Z",
                "From ann@x.example Mon Jan  5 10:00:00 2026 +0100#2026-01-05T09:00:00Z",
                "From ann@x.example Mon, 5 Jan 2026 10:00:00 +0100#2026-01-05T09:00:00Z",
                "From ann@x.example 10:00:00 2026#",
                "From ann@x.example Mon Foo  5 10:00:00 2026#",
                "From #",
            })
    void theTimeOfASeparator(String line, Instant time) {
        assertThat(Arrival.ofSeparator(line)).isEqualTo(Optional.ofNullable(time));
        assertThat(Arrival.ofSeparator(line + "\r\n")).isEqualTo(Optional.ofNullable(time));
    }

    @Test
    void onlyTheFirst256KilobytesOfAHeaderCount() {
        String flood = "X: y\n".repeat(Limits.DEFAULT.headerBytes() / 5 + 1);
        assertThat(of(flood + RECEIVED, Optional.empty())).isEqualTo(Instant.EPOCH);
        assertThat(of(DATE + flood + RECEIVED, Optional.empty())).isEqualTo(Instant.parse("2026-01-04T08:00:00Z"));
    }

    @Test
    void noBytesMakeItThrowOrLinger() {
        Random random = new Random(1);
        byte[] mail = (RECEIVED + DATE + "Subject: x\n\nbody\n").getBytes(StandardCharsets.US_ASCII);
        for (int round = 0; round < 20_000; round++) {
            byte[] odd = mail.clone();
            for (int flips = random.nextInt(8); flips >= 0; flips--) {
                odd[random.nextInt(odd.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> Arrival.of(odd, Optional.empty())).doesNotThrowAnyException();
        }
        for (String shape : new String[] {"Received: ", "\n ", ";", "(", " ", "Received:;", "=?", "\r", " Mon"}) {
            String long1 = "Received: " + shape.repeat(5_000_000 / shape.length());
            assertThat(Duration.ofNanos(nanos(() -> of(long1, Arrival.ofSeparator(long1)))))
                    .as(shape)
                    .isLessThan(Duration.ofSeconds(1));
        }
    }

    private static long nanos(Runnable work) {
        long before = System.nanoTime();
        work.run();
        return System.nanoTime() - before;
    }

    private static Instant of(String mail, Optional<Instant> separator) {
        return Arrival.of(mail.getBytes(StandardCharsets.ISO_8859_1), separator);
    }
}
