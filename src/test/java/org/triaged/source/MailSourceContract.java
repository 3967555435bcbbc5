package org.triaged.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.triaged.mail.MessageId;
import org.triaged.triage.MailSource;
import org.triaged.triage.MailSource.Fetched;
import org.triaged.triage.MailSource.Folder;
import org.triaged.triage.MailSource.Listing;
import org.triaged.triage.MailSource.Unavailable;

/** What every source of mail promises. Each test begins with an empty folder. */
interface MailSourceContract {

    int CAP = 10_000;
    int HEAD = 300;
    Instant ARRIVAL = Instant.parse("2026-11-22T10:15:30Z");

    MailSource source();

    /** The one that {@link #put} fills. */
    String folder();

    void put(byte[] mail, Instant arrival);

    /** @param number in the order they were put, from 1 */
    void remove(int number);

    /** True when nobody could tell that we were here. */
    boolean untouched();

    @Test
    default void anEmptyFolderHasNothingToList() throws Unavailable {
        try (Folder opened = source().examine(folder())) {
            assertThat(opened.uidValidity()).isPositive();
            assertThat(opened.uidNext()).isPositive();
            assertThat(opened.list(1, 1_000)).isEmpty();
            assertThat(opened.fetch(List.of(), CAP, HEAD)).isEmpty();
        }
    }

    @Test
    default void listingsAscendWithArrivalAndSize() throws Unavailable {
        put(mail("1@x.example", "short"), ARRIVAL.plusSeconds(60));
        put(mail("2@x.example", "a longer body"), ARRIVAL);
        put(mail("3@x.example", ""), ARRIVAL.minusSeconds(60));
        try (Folder opened = source().examine(folder())) {
            List<Listing> all = all(opened);
            assertThat(all).extracting(Listing::uid).isSorted().doesNotHaveDuplicates();
            assertThat(all)
                    .extracting(Listing::arrival)
                    .containsExactly(ARRIVAL.plusSeconds(60), ARRIVAL, ARRIVAL.minusSeconds(60));
            assertThat(all.get(all.size() - 1).uid()).isLessThan(opened.uidNext());
            assertThat(opened.fetch(all, CAP, HEAD)).hasSize(3).allSatisfy(mail -> assertThat(
                            (long) mail.bytes().length)
                    .isEqualTo(mail.listing().size()));
        }
    }

    @Test
    default void bytesComeAsTheyAre() throws Unavailable {
        byte[] mail = "Message-ID: <1@x.example>\r\nSubject: \u00e9\tx \r\n\r\n.\r\nFrom here\r\n\u0000\u00ff"
                .getBytes(StandardCharsets.ISO_8859_1);
        put(mail, ARRIVAL);
        try (Folder opened = source().examine(folder())) {
            assertThat(opened.fetch(all(opened), CAP, HEAD))
                    .singleElement()
                    .satisfies(fetched -> assertThat(fetched.bytes()).startsWith(mail));
        }
    }

    @Test
    default void aRangeHoldsItsEndsAndNothingElse() throws Unavailable {
        put(mail("1@x.example", ""), ARRIVAL);
        put(mail("2@x.example", ""), ARRIVAL);
        put(mail("3@x.example", ""), ARRIVAL);
        try (Folder opened = source().examine(folder())) {
            List<Listing> all = all(opened);
            long second = all.get(1).uid();
            assertThat(opened.list(second, second)).containsExactly(all.get(1));
            assertThat(opened.list(second, opened.uidNext())).containsExactly(all.get(1), all.get(2));
            assertThat(opened.list(0, second)).containsExactly(all.get(0), all.get(1));
            assertThat(opened.list(opened.uidNext(), opened.uidNext() + 200)).isEmpty();
            assertThat(opened.list(opened.uidNext(), Long.MAX_VALUE)).isEmpty();
            assertThat(opened.list(second, second - 1)).isEmpty();
        }
    }

    @Test
    default void whatWasRemovedIsLeftOut() throws Unavailable {
        put(mail("1@x.example", ""), ARRIVAL);
        put(mail("2@x.example", ""), ARRIVAL);
        put(mail("3@x.example", ""), ARRIVAL);
        List<Listing> all;
        try (Folder opened = source().examine(folder())) {
            all = all(opened);
        }
        remove(2);
        try (Folder opened = source().examine(folder())) {
            assertThat(opened.fetch(all, CAP, HEAD))
                    .extracting(Fetched::listing)
                    .containsExactly(all.get(0), all.get(2));
            assertThat(all(opened)).containsExactly(all.get(0), all.get(2));
        }
    }

    @Test
    default void aMailOverTheCapComesAsItsHead() throws Unavailable {
        byte[] large = mail("1@x.example", "0123456789\r\n".repeat(2_000));
        put(large, ARRIVAL);
        put(mail("2@x.example", "small"), ARRIVAL);
        try (Folder opened = source().examine(folder())) {
            List<Fetched> fetched = opened.fetch(all(opened), CAP, HEAD);
            assertThat(fetched).extracting(mail -> mail.listing().size() > CAP).containsExactly(true, false);
            assertThat(fetched.get(0).bytes()).hasSize(HEAD).isEqualTo(Arrays.copyOf(large, HEAD));
            assertThat(fetched.get(1).bytes()).startsWith(mail("2@x.example", "small"));
            assertThat(opened.withId(new MessageId("1@x.example"), CAP, HEAD)
                            .get(0)
                            .bytes())
                    .hasSize(HEAD);
        }
    }

    @Test
    default void moreMailsThanOneCommandTakesComeInOrder() throws Unavailable {
        for (int i = 0; i < 120; i++) {
            put(mail(i + "@x.example", "body " + i), ARRIVAL.plusSeconds(i));
        }
        try (Folder opened = source().examine(folder())) {
            List<Listing> all = all(opened);
            assertThat(opened.fetch(all, CAP, HEAD))
                    .hasSize(120)
                    .extracting(Fetched::listing)
                    .isEqualTo(all);
        }
    }

    @Test
    default void anIdIsFoundWhereItIsTheIdAndNowhereElse() throws Unavailable {
        put(mail("a1@x.example", ""), ARRIVAL);
        put(mail("1@x.example", ""), ARRIVAL);
        put(mail("1@x.example.org", "Message-ID: <1@x.example>"), ARRIVAL);
        put("message-id :\r\n <1@x.example>\r\n\r\nagain".getBytes(StandardCharsets.US_ASCII), ARRIVAL);
        put(mail("2@x.example", "In-Reply-To: <1@x.example>"), ARRIVAL);
        try (Folder opened = source().examine(folder())) {
            List<Listing> all = all(opened);
            assertThat(opened.withId(new MessageId("1@x.example"), CAP, HEAD))
                    .extracting(Fetched::listing)
                    .contains(all.get(1))
                    .isSubsetOf(all.get(1), all.get(3));
            assertThat(opened.withId(new MessageId("none@x.example"), CAP, HEAD))
                    .isEmpty();
            assertThat(opened.withId(new MessageId("\"\\{5}@x.example"), CAP, HEAD))
                    .isEmpty();
        }
    }

    @Test
    default void nothingIsChangedByReading() throws Unavailable {
        put(mail("1@x.example", "0123456789".repeat(2_000)), ARRIVAL);
        put(mail("2@x.example", ""), ARRIVAL);
        try (Folder opened = source().examine(folder())) {
            opened.fetch(all(opened), CAP, HEAD);
            opened.withId(new MessageId("2@x.example"), CAP, HEAD);
        }
        assertThat(untouched()).isTrue();
    }

    static List<Listing> all(Folder opened) throws Unavailable {
        return opened.list(1, opened.uidNext());
    }

    static byte[] mail(String id, String body) {
        return ("From: ann@x.example\r\nMessage-ID: <" + id + ">\r\nSubject: x\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
