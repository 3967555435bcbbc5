/**
 * How a reply leaves: SMTP, or a folder of files for dry runs, and the journal that witnesses what left. It gets frozen
 * bytes and must never learn how they came to be, nor change one of them.
 */
package org.triaged.delivery;
