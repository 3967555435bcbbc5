/**
 * What monitoring programs on this machine ask over HTTP, when conf wants it: figures, and whether all is well. It learns
 * nothing but how all stands, and no name of a person or word of a mail leaves by it.
 */
package org.triaged.metrics;
