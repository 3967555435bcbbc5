/** Where the daemon is wired, by hand. It may know every room; no room knows it. */
package org.triaged;
