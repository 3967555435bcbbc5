/** Quartz: rings the bells at their times, one run of each at a time. It must never learn what the work behind a bell is. */
package org.triaged.schedule;
