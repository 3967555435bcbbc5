/**
 * Pages for a browser: one file each, without scripts, which asks nobody for anything. It writes text and asks no
 * database; what strangers wrote stays text in it.
 */
package org.triaged.report;
