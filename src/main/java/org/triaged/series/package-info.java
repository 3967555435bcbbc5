/**
 * The language of the list: subjects, messages, trailers, diffs, and the series they make. Pure. It must never learn
 * what a project allows, nor where mail comes from.
 */
package org.triaged.series;
