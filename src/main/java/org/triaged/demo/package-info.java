/**
 * The story of the verb {@code demo} and its in-process mail server. The only room that knows the mail server library,
 * which is no part of the product's jar; it must never be needed by another room.
 */
package org.triaged.demo;
