package org.triaged.cli;

import org.triaged.triage.Story;

/** A story as one JSON object, as in docs/why.schema.json. */
final class StoryJson {

    private StoryJson() {}

    static String line(Story story) {
        return new JsonLine("story")
                .time("at", story.at())
                .object("mail", story.mail(), StoryJson::mail)
                .object("series", story.series(), StoryJson::work)
                .objects("parts", story.parts(), StoryJson::mail)
                .objects("judgements", story.judgements(), StoryJson::verdict)
                .object("reply", story.reply(), StoryJson::reply)
                .objects("steps", story.steps(), StoryJson::step)
                .objects("tags", story.tags(), StoryJson::tag)
                .end();
    }

    private static void mail(Story.Mail mail, JsonLine into) {
        into.number("id", mail.id())
                .text("list", mail.list())
                .text("state", mail.state())
                .text("reason", mail.reason())
                .text("kind", mail.kind())
                .text("message_id", mail.messageId())
                .text("subject", mail.subject())
                .text("sender_name", mail.senderName())
                .text("sender_address", mail.senderAddress())
                .time("arrival", mail.arrival())
                .flag("answerable", mail.answerable())
                .number("part", mail.part());
    }

    private static void work(Story.Work work, JsonLine into) {
        into.text("list", work.list())
                .text("root", work.root())
                .text("title", work.title())
                .text("sender_name", work.senderName())
                .text("sender_address", work.senderAddress())
                .number("version", work.version())
                .number("parts_seen", work.seen())
                .number("parts_total", work.total())
                .text("previous_root", work.previousRoot())
                .text("newer_root", work.newerRoot())
                .time("look_at", work.lookAt());
    }

    private static void verdict(Story.Verdict verdict, JsonLine into) {
        into.number("id", verdict.id())
                .text("profile", verdict.profile())
                .text("profile_sha256", verdict.profileHash())
                .time("judging_date", verdict.date())
                .text("because", verdict.because())
                .text("scope", verdict.scope())
                .number("parts_seen", verdict.seen())
                .number("parts_total", verdict.total())
                .text("input_sha256", verdict.inputHash())
                .text("decision", verdict.decision())
                .text("cause", verdict.cause())
                .text("proof", verdict.proof())
                .time("judged_at", verdict.at())
                .objects("findings", verdict.findings(), StoryJson::found)
                .objects("not_run", verdict.notRun(), (rule, inner) -> inner.text("rule", rule.rule())
                        .text("reason", rule.reason()))
                .objects("claims", verdict.claims(), StoryJson::claimed);
    }

    private static void found(Story.Found finding, JsonLine into) {
        into.text("rule", finding.rule())
                .text("severity", finding.severity())
                .text("weight", finding.weight())
                .flag("spoken", finding.spoken())
                .number("part", finding.part())
                .text("about", finding.about())
                .text("evidence", finding.evidence())
                .text("trailer_key", finding.key())
                .text("note", finding.note())
                .object("dismissed", finding.dismissed(), FindingsText::dismissed);
    }

    private static void claimed(Story.Claimed claim, JsonLine into) {
        into.text("mail", claim.mail())
                .text("line", claim.line())
                .text("granter_name", claim.granterName())
                .text("granter_address", claim.granterAddress())
                .text("outcome", claim.outcome())
                .flag("granter_is_author", claim.granterIsAuthor())
                .flag("relied_on", claim.reliedOn())
                .flag("confirmed", claim.confirmed())
                .text("confirmed_by", claim.confirmedBy())
                .text("note", claim.note());
    }

    private static void reply(Story.Reply reply, JsonLine into) {
        into.text("report", reply.report())
                .text("message_id", reply.messageId())
                .text("state", reply.state())
                .text("mode", reply.mode())
                .texts("recipients", reply.recipients().lines().toList())
                .number("attempts", reply.attempts())
                .text("server_line", reply.serverLine())
                .text("reason", reply.reason())
                .text("proof", reply.proof())
                .time("composed_at", reply.composedAt())
                .time("changed_at", reply.changedAt());
    }

    private static void step(Story.Step step, JsonLine into) {
        into.time("at", step.at())
                .text("actor", step.actor())
                .text("action", step.action())
                .text("reason", step.reason())
                .text("proof", step.proof())
                .text("said", step.said());
    }

    private static void tag(Story.Tag tag, JsonLine into) {
        into.time("at", tag.at())
                .text("line", tag.line())
                .text("mail", tag.mail())
                .text("to", tag.to())
                .flag("sender_is_person", tag.senderIsPerson())
                .text("is_maintainer", tag.maintainer())
                .flag("is_author", tag.isAuthor());
    }
}
