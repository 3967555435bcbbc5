/**
 * Bytes of one mail to {@link org.triaged.mail.ParsedMail} or a named damage. The only room that knows Mime4J, and the
 * only one that holds the limits on what a stranger sent. It must never learn what a patch is.
 */
package org.triaged.mail;
