package org.triaged.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triaged.policy.Posted;
import org.triaged.series.ListMail;
import org.triaged.series.Series;
import org.triaged.series.SeriesAssembler;

/** Each reason for silence, and what comes close to it and is answered. */
class AnswerableTest {

    private static final Set<String> ROBOTS = Set.of("bot@ci.example.org");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
            List-Id | Example list <devel.lists.example.org>              | true
            List-Id | devel.lists.example.org                             | true
            List-Id | <DEVEL.lists.example.org>                           | true
            List-Id | Example list <other.lists.example.org>              | false
            List-Id | Example list <not-devel.lists.example.org>          | false
            List-Id | -                                                   | false
            Subject | [PATCH] x: y                                        | true
            Subject | [RFC 1/1] x: y                                      | true
            Subject | [RFC] x: y                                          | false
            Subject | [1/1] x: y                                          | false
            Subject | x: y                                                | false
            Subject | Re: [PATCH] x: y                                    | false
            Subject | AW: [PATCH] x: y                                    | false
            Subject | Fwd: [PATCH] x: y                                   | false
            Subject | [PULL] x: y                                         | false
            Subject | [PATCH] Re x: y                                     | true
            From | Ann Dev <ann@example.org>                              | true
            From | jörg@example.org                                       | true
            From | root                                                   | false
            From | Ann Dev <root@localhost>                               | false
            From | Ann Dev <ann@example.>                                 | false
            From | Ann Dev                                                | false
            From | undisclosed-recipients:;                               | false
            From | ann@example.org, bob@example.org                       | false
            From | -                                                      | false
            From | Ann Dev via devel <devel@lists.example.org>            | true
            From | devel@lists.example.org                                | false
            From | relay@example.org                                      | false
            From | triaged@triage.example.org                             | false
            From | Triaged@Triage.Example.org                             | false
            From | mailer-daemon@example.org                              | false
            From | postmaster@example.org                                 | false
            From | noreply@example.org                                    | false
            From | no-reply@example.org                                   | false
            From | no-replies@example.org                                 | true
            From | devel-bounces@example.org                              | false
            From | devel-request@example.org                              | false
            From | owner-devel@example.org                                | false
            From | devel-owner@example.org                                | false
            From | bounces@example.org                                    | true
            From | owner@example.org                                      | true
            From | Bot@CI.example.org                                     | false
            From | bot+tests@ci.example.org                               | false
            From | bots@ci.example.org                                    | true
            From | bot@ci.example.org.example.com                         | true
            Sender | triaged@triage.example.org                           | false
            Sender | devel-bounces@lists.example.org                      | true
            Auto-Submitted | auto-generated                               | false
            Auto-Submitted | no                                           | true
            Return-Path | <>                                              | false
            Return-Path | <devel-bounces@lists.example.org>               | true
            Content-Type | multipart/report; boundary=x                   | false
            X-Loop | triaged@triage.example.org                           | false
            X-Loop | devel@lists.example.org                              | true
            X-Triaged-Version | 1                                         | false
            X-Triage | 1                                                  | true
            Message-ID | <x@triage.example.org>                           | false
            Message-ID | <x@TRIAGE.example.org>                           | false
            Message-ID | <x@my.triage.example.org>                        | true
            Precedence | junk                                             | false
            Precedence | list                                             | true
            Precedence | bulk                                             | true
            X-Autoreply | yes                                             | false
            X-Auto-Response-Suppress | All                                | false
            """)
    void oneFieldDecides(String field, String value, boolean answered) {
        Map<String, String> fields = Posted.fields(1, "[PATCH] x: y");
        fields.put(field, value == null ? "" : value);
        assertThat(check(Posted.mail(fields, Posted.patchText("Why.\n\n" + Posted.SIGNED))))
                .isEqualTo(answered);
    }

    @ParameterizedTest
    @CsvSource({"100, true", "101, false"})
    void aMailThatHasComeFarIsLeftAlone(int hops, boolean answered) {
        String received = "Received: from a by b; Mon, 12 Jan 2026 10:15:00 +0000\n".repeat(hops);
        Map<String, String> fields = Posted.fields(1, "[PATCH] x: y");
        fields.put("X-Hops", "x\n" + received.strip());
        assertThat(check(Posted.mail(fields, Posted.patchText("Why.")))).isEqualTo(answered);
    }

    @Test
    void aTagWithoutADiffIsNoPatch() {
        assertThat(check(Posted.mail(Posted.fields(1, "[PATCH] x: y"), "See the web.\n")))
                .isFalse();
    }

    @Test
    void oneRobotSilencesItsSeries() {
        Map<String, String> fields = Posted.fields(2, "[PATCH 2/2] x: z");
        fields.put("In-Reply-To", "<20260112101500.4711-1-ann@example.org>");
        ListMail first = Posted.mail(Posted.fields(1, "[PATCH 1/2] x: y"), Posted.patchText("Why."));
        ListMail second = Posted.mail(fields, Posted.patchText("Why."));
        fields.put("X-Auto-Response-Suppress", "All");
        ListMail robot = Posted.mail(fields, Posted.patchText("Why."));

        assertThat(check(first, second)).isTrue();
        assertThat(check(first, robot)).isFalse();
    }

    @Test
    void membersOfAPullRequestAreNotAnswered() {
        String request =
                "The following changes since commit 1:\n\n  x\n\nare available in the Git repository at:\n\n  y\n";
        Map<String, String> fields = Posted.fields(2, "[PULL 1/1] x: z");
        fields.put("In-Reply-To", "<20260112101500.4711-1-ann@example.org>");
        assertThat(check(
                        Posted.mail(Posted.fields(1, "[PULL 0/1] x: y"), request),
                        Posted.mail(fields, Posted.patchText("Why."))))
                .isFalse();
    }

    @Test
    void ourOwnReplyIsNotAnswered() {
        FrozenReply reply = Letters.replyTo(Posted.fields(1, "[PATCH] x: y"));
        assertThat(check(Posted.mail(reply.bytes()))).isFalse();
    }

    /** False, too, where the mails make no series at all. */
    private static boolean check(ListMail... mails) {
        List<Series> series =
                SeriesAssembler.assemble(List.of(mails), Posted.LIST).series();
        return series.stream().anyMatch(one -> Answerable.check(one, Posted.LIST, Letters.sender(), ROBOTS));
    }
}
