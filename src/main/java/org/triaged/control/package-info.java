/**
 * The local socket of the running daemon: both ends of it. It carries what admins ask and the answers, and must never learn
 * how they are found or shown.
 */
package org.triaged.control;
