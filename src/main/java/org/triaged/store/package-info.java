/**
 * The H2 database behind the ports, and the folder it lies in: all SQL, all constraints, the audit chain, the first
 * start. It must never learn how mail is fetched or sent, and it decides nothing that a use case should decide.
 */
package org.triaged.store;
