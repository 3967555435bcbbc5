package org.triaged.triage;

/** Judgements by profiles that nobody asked when the mail came. They are told to nobody and move nothing. */
public interface ShadowBook {

    /**
     * Keeps one beside those of the series, in a transaction of its own; the older one by that profile is superseded.
     *
     * @param verdict of reason {@code SHADOW}
     * @return false: the older one says the same of the same mails
     */
    boolean keep(SeriesBook.Verdict verdict);
}
