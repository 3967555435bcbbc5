package org.triaged.reply;

/** How a mail is made to fit, from nothing left out to everything that may be. Violations never fall away. */
enum Brevity {
    FULL,
    /** More than a few patches are counted, not named. */
    COUNTED,
    /** Nor is there advice on warnings, or a word on what was settled; then warnings are counted, from the last on. */
    BARE
}
