/**
 * One class for each demand of a written policy. A rule sees a series and the profile it is judged by, and returns what
 * it saw; it must never learn who is told.
 */
package org.triaged.policy.rule;
