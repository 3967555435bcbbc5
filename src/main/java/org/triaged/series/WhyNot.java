package org.triaged.series;

import java.util.Locale;

/** Why a line that reads like a trailer is not counted. The words are for people and never change. */
public enum WhyNot {
    /** It stands in the message of a patch that was written into the reply, and says nothing of the patch replied to. */
    PASTED_PATCH,
    /** It stands in a mail that was passed on below the reply. */
    FORWARDED,
    /** It stands in the cover of another posting, which was sent below this one and speaks of its own patches. */
    OTHER_POSTING,
    /** It stands further in than people write trailers. */
    INDENTED,
    /** Its key is none by which people answer a patch. */
    OTHER_KEY,
    /** It names neither a person nor a commit. */
    UNNAMED,
    /** The mail holds more of them than are read. */
    TOO_MANY,
    /** The patch carries the same trailer already. */
    RESTATED,
    /** The same was given for the same patch before. */
    REPEATED;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
