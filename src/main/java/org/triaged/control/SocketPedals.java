package org.triaged.control;

import java.util.List;
import org.triaged.triage.Pedals;

/** The brakes of the running daemon, which learns from the kernel who asks. */
final class SocketPedals implements Pedals {

    private final SocketDesk desk;

    SocketPedals(SocketDesk desk) {
        this.desk = desk;
    }

    @Override
    public boolean resume(String list, String why) {
        return desk.answer(
                "resume",
                json -> {
                    json.writeStringField("list", list);
                    json.writeStringField("why", why);
                },
                answer -> answer.flag("resumed"));
    }

    @Override
    public List<String> held() {
        return desk.answer("held", json -> {}, answer -> answer.texts("held"));
    }

    @Override
    public boolean revive(String address, String why) {
        return desk.answer(
                "revive",
                json -> {
                    json.writeStringField("address", address);
                    json.writeStringField("why", why);
                },
                answer -> answer.flag("revived"));
    }

    @Override
    public boolean nocopy(String address, boolean remove, String why) {
        return desk.answer(
                "nocopy",
                json -> {
                    json.writeStringField("address", address);
                    json.writeBooleanField("remove", remove);
                    json.writeStringField("why", why);
                },
                answer -> answer.flag("done"));
    }

    @Override
    public int rebuildJournal(String why) {
        return desk.answer(
                "rebuild-journal",
                json -> json.writeStringField("why", why),
                answer -> Math.toIntExact(answer.number("written")));
    }

    @Override
    public String stop(String why) {
        return desk.answer("stop", json -> json.writeStringField("why", why), answer -> answer.text("file"));
    }
}
