/**
 * The project's written policy as data, and what a series holds that it speaks about. Pure: the same series, profile
 * and tables give the same findings. It must never learn of a database, a mail server or the time of processing, and it
 * decides nothing; maintainers do.
 */
package org.triaged.policy;
