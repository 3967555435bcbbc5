package org.triaged.control;

import org.triaged.triage.Pedals;

/** Requests about the brakes, and what is answered. */
final class PedalsJson {

    private PedalsJson() {}

    static String held(Pedals pedals) {
        return JsonFields.line(json -> {
            json.writeArrayFieldStart("held");
            for (String list : pedals.held()) {
                json.writeString(list);
            }
            json.writeEndArray();
        });
    }

    static String resumed(Pedals pedals, JsonFields request) throws Malformed {
        boolean done = pedals.resume(request.text("list"), request.text("why"));
        return JsonFields.line(json -> json.writeBooleanField("resumed", done));
    }

    static String revived(Pedals pedals, JsonFields request) throws Malformed {
        boolean done = pedals.revive(request.text("address"), request.text("why"));
        return JsonFields.line(json -> json.writeBooleanField("revived", done));
    }

    static String unaddressed(Pedals pedals, JsonFields request) throws Malformed {
        boolean done = pedals.nocopy(request.text("address"), request.flag("remove"), request.text("why"));
        return JsonFields.line(json -> json.writeBooleanField("done", done));
    }

    static String rebuilt(Pedals pedals, JsonFields request) throws Malformed {
        int written = pedals.rebuildJournal(request.text("why"));
        return JsonFields.line(json -> json.writeNumberField("written", written));
    }

    static String stopped(Pedals pedals, JsonFields request) throws Malformed {
        String file = pedals.stop(request.text("why"));
        return JsonFields.line(json -> json.writeStringField("file", file));
    }
}
