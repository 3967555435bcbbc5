package org.triaged.control;

import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.triage.Replies;

/** The replies of the running daemon, which learns from the kernel who asks. */
final class SocketReplies implements Replies {

    private final SocketDesk desk;

    SocketReplies(SocketDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<Reply> replies(Choice choice) {
        return desk.answer("replies", json -> RepliesJson.write(choice, json), RepliesJson::replies);
    }

    @Override
    public Optional<byte[]> raw(String report) {
        return desk.answer("reply-raw", json -> json.writeStringField("report", report), RepliesJson::bytes);
    }

    @Override
    public boolean act(Deed deed, String report, String why, Optional<MessageId> proof) {
        return desk.answer(
                "reply-act",
                json -> {
                    json.writeStringField("deed", deed.name());
                    json.writeStringField("report", report);
                    json.writeStringField("why", why);
                    json.writeStringField("proof", proof.map(MessageId::value).orElse(null));
                },
                answer -> answer.flag("done"));
    }

    @Override
    public boolean drafted(String report) {
        return desk.answer(
                "reply-drafted", json -> json.writeStringField("report", report), answer -> answer.flag("done"));
    }
}
