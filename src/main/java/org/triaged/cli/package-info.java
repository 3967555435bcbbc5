/**
 * The verbs people type: options in, words and an exit status out. Thin; it must never do a use case's work, nor print
 * what a stranger wrote without escaping it.
 */
package org.triaged.cli;
