package org.triaged.triage;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Numbers for the files of a Maildir. They stand for the UIDs of an IMAP folder: a file keeps its number whatever becomes
 * of its flags and its place, and no number is given twice. Each method is one transaction.
 */
public interface FileNumbers {

    /** The numbers of those of these names that have one. */
    Map<String, Long> known(String folder, Collection<String> names);

    /** Gives numbers to names that have none yet: the next ones, in the order of the names. */
    Map<String, Long> give(String folder, List<String> names);

    /** Names that have one of these numbers. */
    Collection<String> names(String folder, long first, long last);

    /** Takes the numbers back from names whose files could not be had: if one is seen again, it gets a new number. */
    void takeBack(String folder, Collection<String> names);
}
