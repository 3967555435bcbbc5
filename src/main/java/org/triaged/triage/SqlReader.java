package org.triaged.triage;

import java.util.List;

/** Answers questions in SQL as the user who may only read. */
public interface SqlReader {

    Table query(String sql);

    /** @param rows values as text; NULL is "" */
    record Table(List<String> columns, List<List<String>> rows) {}
}
