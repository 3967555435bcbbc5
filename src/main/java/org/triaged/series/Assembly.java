package org.triaged.series;

import java.util.List;

/**
 * What a set of mails amounts to.
 *
 * @param series ordered by date of the oldest member, then root
 * @param mails all mails given, in canonical order (date, id), with the kinds and oddities that assembly settled
 */
public record Assembly(List<Series> series, List<ListMail> mails) {

    public Assembly {
        series = List.copyOf(series);
        mails = List.copyOf(mails);
    }
}
