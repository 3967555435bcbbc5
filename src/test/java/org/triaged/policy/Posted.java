package org.triaged.policy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.mail.Budget;
import org.triaged.mail.Limits;
import org.triaged.mail.MailParser;
import org.triaged.mail.ParseResult;
import org.triaged.series.ListFacts;
import org.triaged.series.ListMail;
import org.triaged.series.MailReader;
import org.triaged.series.Series;
import org.triaged.series.SeriesAssembler;

/** Patches as Ann posts them to a list, and the shipped profiles they are judged by. */
public final class Posted {

    public static final ListFacts LIST = new ListFacts(
            "devel",
            "devel.lists.example.org",
            List.of("devel@lists.example.org"),
            List.of("relay@example.org"),
            List.of(),
            "triaged@triage.example.org");

    public static final Config CONF = ConfigLoader.load(Path.of("conf"), Optional.of(Path.of("unused")));

    public static final Instant NOW = Instant.parse("2026-01-12T10:30:00Z");

    public static final String SIGNED = "Signed-off-by: Ann Dev <ann@example.org>";

    private static final Set<RuleId> BESIDE =
            Set.of(new RuleId("series-incomplete"), new RuleId("route-no-maintainer"), RuleBook.SCOPE_FOREIGN);

    private Posted() {}

    /** Header fields of a mail from Ann in order; a value of {@code ""} leaves the field out. */
    public static Map<String, String> fields(int number, String subject) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("From", "Ann Dev <ann@example.org>");
        fields.put("To", "devel@lists.example.org");
        fields.put("Subject", subject);
        fields.put("Date", "Mon, 12 Jan 2026 10:15:00 +0000");
        fields.put("Message-ID", "<20260112101500.4711-" + number + "-ann@example.org>");
        fields.put("In-Reply-To", "");
        fields.put("References", "");
        fields.put("Content-Type", "text/plain; charset=utf-8");
        fields.put("List-Id", "Example development list <devel.lists.example.org>");
        return fields;
    }

    public static String diff(String path) {
        return "diff --git a/" + path + " b/" + path + "\nindex 3b1c5d0e42..77a09be1c3 100644\n--- a/" + path
                + "\n+++ b/" + path + "\n@@ -1,3 +1,3 @@\n a\n-b\n+c\n d\n";
    }

    public static String patchText(String message) {
        return message + "\n---\n\n" + diff("hw/net/frob.c");
    }

    public static ListMail mail(Map<String, String> fields, String body) {
        return mail(fields, body, NOW);
    }

    public static ListMail mail(Map<String, String> fields, String body, Instant arrival) {
        StringBuilder text = new StringBuilder();
        fields.forEach((name, value) -> {
            if (!value.isEmpty()) {
                text.append(name).append(": ").append(value).append('\n');
            }
        });
        return mail((text + "\n" + body).getBytes(StandardCharsets.UTF_8), arrival);
    }

    public static ListMail mail(byte[] raw) {
        return mail(raw, NOW);
    }

    private static ListMail mail(byte[] raw, Instant arrival) {
        ParseResult result = MailParser.parse(raw, arrival, Limits.DEFAULT, Budget.UNLIMITED);
        return MailReader.read(((ParseResult.Parsed) result).mail(), LIST, Limits.DEFAULT);
    }

    public static ListMail patch(String message) {
        return mail(fields(1, "[PATCH] hw/net/frob: raise the interrupt"), patchText(message));
    }

    /** A series with a cover; one message a patch. */
    public static Series series(String... messages) {
        List<ListMail> mails = new ArrayList<>();
        mails.add(mail(fields(1, "[PATCH 0/" + messages.length + "] hw/net/frob: interrupts"), "What it is for.\n"));
        for (int i = 0; i < messages.length; i++) {
            Map<String, String> fields =
                    fields(i + 2, "[PATCH " + (i + 1) + "/" + messages.length + "] hw/net/frob: part " + (i + 1));
            fields.put("In-Reply-To", "<20260112101500.4711-1-ann@example.org>");
            mails.add(mail(fields, patchText(messages[i])));
        }
        return assembled(mails);
    }

    public static Series single(String message) {
        return assembled(List.of(patch(message)));
    }

    public static Series assembled(List<ListMail> mails) {
        return SeriesAssembler.assemble(mails, LIST).series().get(0);
    }

    public static Profile profile(String id) {
        return CONF.policies().find(new ProfileId(id)).orElseThrow();
    }

    public static ScopeTable scope() {
        return CONF.lists().get(0).terms().scope().orElseThrow();
    }

    /** The rules that speak as shipped, those on generated content, and a few beside them, at one weight; the others off. */
    public static Judge.Terms terms(String profile, Weight weight) {
        Map<RuleId, Weight> weights = new HashMap<>();
        CONF.lists().get(0).terms().weights().forEach((rule, shipped) -> {
            boolean wanted = shipped == Weight.REPLY || rule.value().startsWith("ai-") || BESIDE.contains(rule);
            weights.put(rule, wanted ? weight : Weight.OFF);
        });
        return terms(profile, weights);
    }

    /** Every rule speaks that may. */
    public static Judge.Terms loud(String profile) {
        Map<RuleId, Weight> weights = new HashMap<>();
        RuleBook.entries().forEach(rule -> weights.put(rule.id(), Weight.REPLY));
        return terms(profile, weights);
    }

    private static Judge.Terms terms(String profile, Map<RuleId, Weight> weights) {
        return new Judge.Terms(
                CONF.policies(), new Policies.Following.Pin(new ProfileId(profile)), Optional.empty(), weights);
    }

    /** Every rule replies, under that profile alone. */
    public static Judge.Terms under(Profile profile) {
        return new Judge.Terms(
                new Policies(Map.of(profile.id(), profile)),
                new Policies.Following.Pin(profile.id()),
                Optional.empty(),
                terms("generic/dco", Weight.REPLY).weights());
    }

    /** The profile with another exception process. */
    static Profile with(Profile like, Profile.ExceptionProcess process) {
        return new Profile(
                like.id(),
                like.hash(),
                like.content(),
                like.status(),
                like.from(),
                like.until(),
                like.grace(),
                like.document(),
                like.urls(),
                like.sections(),
                like.words(),
                like.dco(),
                like.ai(),
                process,
                like.waits(),
                like.names(),
                like.files(),
                like.pullExempt(),
                like.severities(),
                like.rfcSeverities(),
                like.minDates(),
                like.disabled());
    }

    public static Judgement judged(Series series, String profile) {
        return Judge.judge(series, terms(profile, Weight.REPLY), true);
    }
}
