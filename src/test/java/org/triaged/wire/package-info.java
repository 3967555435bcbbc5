/** Servers for tests, on loopback: scripted where they must misbehave, GreenMail where they must not. */
package org.triaged.wire;
