package org.triaged.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.triaged.policy.Posted;
import org.triaged.series.ListMail;
import org.triaged.series.Series;
import org.triaged.series.SeriesAssembler;

class RobotsTest {

    private static final Set<String> SHIPPED = Posted.CONF.lists().get(0).robots();

    private static final Robots ROBOTS = new Robots(Letters.sender(), SHIPPED);

    /** Each point with its reason; those further down lose against those above. */
    private static final List<Map.Entry<String, Map<String, String>>> MARKS = List.of(
            Map.entry("auto-submitted", Map.of("Auto-Submitted", "auto-generated")),
            Map.entry("bounce", Map.of("Return-Path", "< >")),
            Map.entry("own-mark", Map.of("X-Triaged-Report", "T-abcdefghij")),
            Map.entry("robot-address", Map.of("From", "Ann <devel-owner@lists.example.org>")),
            Map.entry("automatic-reply", Map.of("X-Autoreply", "yes")),
            Map.entry(
                    "hops",
                    Map.of(
                            "X-Hops",
                            "x\n" + "Received: from a by b\n".repeat(101).strip())));

    static Stream<String> shipped() {
        return SHIPPED.stream().sorted();
    }

    @Test
    void theFirstMarkInTheOrderOfTheListIsTheReason() {
        for (int first = 0; first < MARKS.size(); first++) {
            Map<String, String> fields = Posted.fields(1, "[PATCH] x: y");
            MARKS.subList(first, MARKS.size()).forEach(mark -> fields.putAll(mark.getValue()));
            assertThat(ROBOTS.reason(Posted.mail(fields, Posted.patchText("Why."))))
                    .contains(MARKS.get(first).getKey());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Auto-Submitted | auto-replied                            | auto-submitted
            Content-Type   | multipart/report; boundary=b            | bounce
            Return-Path    | <>                                      | bounce
            X-Loop         | triaged@triage.example.org              | own-mark
            Sender         | triaged@triage.example.org              | own-mark
            Message-ID     | <x@triage.example.org>                  | own-mark
            From           | no-reply@example.org                    | robot-address
            From           | bounce+T-a.b@triage.example.org         | robot-address
            Precedence     | junk                                    | automatic-reply
            Precedence     | auto_reply                              | automatic-reply
            X-Auto-Response-Suppress | OOF                           | automatic-reply
            From           | ann@example.org, bob@example.org        | from-unusable
            From           | devel@lists.example.org                 | from-unusable
            """)
    void eachMarkHasItsReason(String field, String value, String reason) {
        Map<String, String> fields = Posted.fields(1, "[PATCH] x: y");
        fields.put(field, value);
        assertThat(ROBOTS.reason(Posted.mail(fields, Posted.patchText("Why.")))).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Auto-Submitted | no
            Precedence     | bulk
            Precedence     | list
            X-Loop         | devel@lists.example.org
            From           | Ann via devel <devel@lists.example.org>
            """)
    void aPersonsMailHasNone(String field, String value) {
        Map<String, String> fields = Posted.fields(1, "[PATCH] x: y");
        fields.put(field, value);
        assertThat(ROBOTS.reason(Posted.mail(fields, Posted.patchText("Why.")))).isEmpty();
    }

    /** As these write: a notice, a patch with a diff, a part of a tree's name in the address, and through a list that hides it. */
    @ParameterizedTest
    @MethodSource("shipped")
    void noShippedRobotIsEverAnswered(String robot) {
        int at = robot.indexOf('@');
        List<ListMail> mails = new ArrayList<>();
        mails.add(from(robot, "[PATCH] x: y", Posted.patchText("Applied.")));
        mails.add(from(robot, "[PATCH v2 1/1] x: y", "Build failed.\n\n" + Posted.diff("hw/x.c")));
        mails.add(from(robot, "Re: [PATCH] x: y", "Build failed.\n\n" + Posted.diff("hw/x.c")));
        mails.add(from(robot.substring(0, at) + "+mm" + robot.substring(at), "[PATCH] x: y", Posted.patchText("x")));
        Map<String, String> hidden = Posted.fields(9, "[PATCH] x: y");
        hidden.put("From", "A robot via devel <devel@lists.example.org>");
        hidden.put("X-Original-From", robot);
        mails.add(Posted.mail(hidden, Posted.patchText("Applied.")));
        assertThat(mails).allSatisfy(mail -> {
            assertThat(ROBOTS.reason(mail)).isPresent();
            assertThat(answered(mail)).isFalse();
        });
        assertThat(answered(from("ann@example.org", "[PATCH] x: y", Posted.patchText("Why."))))
                .isTrue();
    }

    @Test
    void theTableThatIsShippedIsNotEmpty() {
        assertThat(SHIPPED).hasSizeGreaterThan(20).contains("lkp@intel.com", "bot@kernel.org");
    }

    private static ListMail from(String sender, String subject, String body) {
        Map<String, String> fields = Posted.fields(1, subject);
        fields.put("From", "A robot <" + sender + ">");
        return Posted.mail(fields, body);
    }

    private static boolean answered(ListMail mail) {
        List<Series> series =
                SeriesAssembler.assemble(List.of(mail), Posted.LIST).series();
        return series.stream().anyMatch(one -> Answerable.check(one, Posted.LIST, Letters.sender(), SHIPPED));
    }
}
