/**
 * Where mail comes from. It reads and never changes: what it fetches is bytes, and it must never learn what they mean,
 * nor of the database, nor of how a reply leaves.
 */
package org.triaged.source;
