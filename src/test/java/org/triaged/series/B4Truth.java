package org.triaged.series;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What b4 says of one series, and what it means to agree with it. */
final class B4Truth {

    private B4Truth() {}

    static Map<Integer, String> members(Map<String, Object> row) {
        Map<Integer, String> members = new TreeMap<>();
        for (Object patch : (List<?>) row.get("patches")) {
            Map<?, ?> fields = (Map<?, ?>) patch;
            int index = (Integer) fields.get("index");
            if (index > 0) {
                members.put(index, (String) fields.get("message_id"));
            }
        }
        return members;
    }

    static Map<Integer, String> ours(Series series) {
        Map<Integer, String> members = new TreeMap<>();
        series.patches().forEach((number, mail) -> members.put(number, mail.id().value()));
        return members;
    }

    static boolean same(Map<String, Object> row, Series series) {
        return series.version() == (Integer) row.get("revision")
                && series.total() == (Integer) row.get("expected")
                && ours(series).equals(members(row));
    }
}
