package org.triaged.control;

import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.triage.FindingId;
import org.triaged.triage.Findings;

/** The findings of the running daemon, which learns from the kernel who asks. */
final class SocketFindings implements Findings {

    private final SocketDesk desk;

    SocketFindings(SocketDesk desk) {
        this.desk = desk;
    }

    @Override
    public Optional<Dismissal> dismiss(FindingId finding, Kind as, String why, Optional<MessageId> proof) {
        return desk.answer(
                "finding-dismiss",
                json -> {
                    json.writeStringField("finding", finding.toString());
                    json.writeStringField("as", as.name());
                    json.writeStringField("why", why);
                    json.writeStringField("proof", proof.map(MessageId::value).orElse(null));
                },
                FindingsJson::dismissal);
    }

    @Override
    public boolean restore(String rule, String list, String why) {
        return desk.answer(
                "rule-restore",
                json -> {
                    json.writeStringField("rule", rule);
                    json.writeStringField("list", list);
                    json.writeStringField("why", why);
                },
                answer -> answer.flag("done"));
    }
}
