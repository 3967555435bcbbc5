package org.triaged.control;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.triaged.triage.Quarantine;

/** The quarantine of the running daemon, which learns from the kernel who asks. */
final class SocketQuarantine implements Quarantine {

    private final SocketDesk desk;

    SocketQuarantine(SocketDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<Mail> mails(Choice choice) {
        return desk.answer("quarantine", json -> QuarantineJson.write(choice, json), QuarantineJson::mails);
    }

    @Override
    public Optional<byte[]> raw(long mail) {
        return desk.answer("quarantine-raw", json -> json.writeNumberField("mail", mail), SocketQuarantine::bytes);
    }

    @Override
    public List<Mail> retry(Choice choice, String why) {
        return desk.answer(
                "quarantine-retry",
                json -> {
                    QuarantineJson.write(choice, json);
                    json.writeStringField("why", why);
                },
                QuarantineJson::mails);
    }

    private static Optional<byte[]> bytes(JsonFields answer) throws Malformed {
        try {
            return answer.maybeText("raw").map(Base64.getDecoder()::decode);
        } catch (IllegalArgumentException e) {
            throw new Malformed("'raw' is not base64", e);
        }
    }
}
