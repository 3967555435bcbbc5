/**
 * The files of {@code conf/} to values, or every mistake in them at once, each with its file and line. The only room
 * that knows YAML. It must never open a password file, look up a name or start anything: a conf is checked by reading it.
 */
package org.triaged.config;
