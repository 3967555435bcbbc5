/**
 * The use cases Intake, Triage and Delivery, and the ports they need, named for the need. It does no I/O of its own: it
 * must never learn of a protocol, a file or a line of SQL.
 */
package org.triaged.triage;
