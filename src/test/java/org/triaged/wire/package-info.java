/**
 * Servers for tests, on loopback: scripted where they must misbehave, GreenMail where they must not, and Dovecot and
 * Postfix of the machine for what only real servers show.
 */
package org.triaged.wire;
