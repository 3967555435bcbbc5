/**
 * Findings to the frozen bytes of one mail: words, recipients, headers, and the linter that must agree. Pure. It must
 * never learn how a mail leaves, and nothing a stranger wrote passes through it but by a narrow type.
 */
package org.triaged.reply;
